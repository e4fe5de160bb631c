import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../../shared/kernel/instant.ts'
import { type Period, periodOf, type Tallies } from '../../../shared/ports/tallies.ts'
import { migrate } from '../database.ts'
import { tables } from './schema.ts'

/** In the SQLite file; earlier hours and days go as the next is counted. A power cut may forget some: no promise hangs on it. */
export class SqliteTallies implements Tallies {
  readonly #sql: ReturnType<typeof prepareStatements>

  constructor(db: DatabaseSync) {
    migrate(db, tables)
    this.#sql = prepareStatements(db)
  }

  async add(key: string, at: Instant, per?: Period): Promise<number> {
    this.#sql.forget.run(periodOf(at))
    return Number(this.#sql.add.get(periodOf(at, per), key)?.count)
  }
}

const prepareStatements = (db: DatabaseSync) => ({
  forget: db.prepare('DELETE FROM tallies WHERE hour < ?'),
  add: db.prepare(
    'INSERT INTO tallies (hour, key, count) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count',
  ),
})
