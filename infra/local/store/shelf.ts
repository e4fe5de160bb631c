import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { Shelf, Shelved } from '../../../shared/ports/shelf.ts'
import { createFlush, migrate } from '../database.ts'
import { allJson } from './rows.ts'
import { tables } from './schema.ts'

/** The shelves in the SQLite file. What is over is looked for, and put away, with each look. */
export class SqliteShelf implements Shelf {
  readonly #sql: ReturnType<typeof prepareStatements>
  readonly #flush: () => Promise<void>
  #changed = () => {}

  constructor(db: DatabaseSync) {
    migrate(db, tables)
    this.#sql = prepareStatements(db)
    this.#flush = createFlush(db)
  }

  /** Calls the listener after each change. */
  onChanged(listener: () => void): void {
    this.#changed = listener
  }

  async put(kind: string, thing: Shelved): Promise<void> {
    this.#sql.put.run(kind, thing.id, thing.until ?? null, JSON.stringify(thing))
    await this.#flush()
    this.#changed()
  }

  async all(kind: string, now: Instant): Promise<readonly Shelved[]> {
    this.#sql.putAway.run(kind, now)
    return allJson<Shelved>(this.#sql.all.all(kind), 'thing')
  }

  async remove(kind: string, id: string): Promise<void> {
    this.#sql.remove.run(kind, id)
    await this.#flush()
    this.#changed()
  }
}

/** The statements of the shelves, compiled once. */
export const prepareStatements = (db: DatabaseSync) => ({
  put: db.prepare('INSERT OR REPLACE INTO shelf (kind, id, until, thing) VALUES (?, ?, ?, ?)'),
  putAway: db.prepare('DELETE FROM shelf WHERE kind = ? AND until <= ?'),
  all: db.prepare('SELECT thing FROM shelf WHERE kind = ? ORDER BY id'),
  remove: db.prepare('DELETE FROM shelf WHERE kind = ? AND id = ?'),
})
