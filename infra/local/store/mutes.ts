import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { Mutes } from '../../../shared/ports/mutes.ts'
import type { Mute } from '../../../shared/repair/state/mute.ts'
import { createFlush, migrate } from '../database.ts'
import { allJson } from './rows.ts'
import { tables } from './schema.ts'

/** Mutes in the SQLite file, by their planned end. */
export class SqliteMutes implements Mutes {
  readonly #sql: ReturnType<typeof prepareStatements>
  readonly #flush: () => Promise<void>

  constructor(db: DatabaseSync) {
    migrate(db, tables)
    this.#sql = prepareStatements(db)
    this.#flush = createFlush(db)
  }

  async put(mute: Mute): Promise<void> {
    this.#sql.put.run(mute.until, mute.id, JSON.stringify(mute))
    await this.#flush()
  }

  async endingAfter(instant: Instant): Promise<readonly Mute[]> {
    return allJson<Mute>(this.#sql.endingAfter.all(instant), 'mute')
  }

  async latest(limit: number): Promise<readonly Mute[]> {
    return allJson<Mute>(this.#sql.latest.all(limit), 'mute')
  }
}

/** The statements of the mutes, compiled once. */
export const prepareStatements = (db: DatabaseSync) => ({
  put: db.prepare(
    'INSERT INTO mutes (until, id, mute) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET mute = excluded.mute',
  ),
  endingAfter: db.prepare('SELECT mute FROM mutes WHERE until > ? ORDER BY until, id'),
  latest: db.prepare('SELECT mute FROM mutes ORDER BY until DESC, id DESC LIMIT ?'),
})
