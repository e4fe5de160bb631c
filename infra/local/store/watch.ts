import type { DatabaseSync } from 'node:sqlite'
import type { Page, SubjectStore } from '../../../shared/ports/store.ts'
import type { FollowUp, Watch } from '../../../shared/ports/watch.ts'
import { migrate } from '../database.ts'
import { textOf } from './rows.ts'
import { tables } from './schema.ts'

/** What the watchdog needs of the SQLite file. A save writes all that follows from it at once, so nothing is ever left to follow. */
export class SqliteWatch implements Watch {
  readonly #store: Pick<SubjectStore, 'list'>
  readonly #sql: ReturnType<typeof prepareStatements>

  constructor(db: DatabaseSync, store: Pick<SubjectStore, 'list'>) {
    migrate(db, tables)
    this.#store = store
    this.#sql = prepareStatements(db)
  }

  openPage(limit: number, cursor?: string): Promise<Page<object>> {
    return this.#store.list({ board: 'open', order: 'ascending', limit, ...(cursor && { cursor }) })
  }

  async round(name: string): Promise<string | undefined> {
    return textOf(this.#sql.load.get(name), 'stand')
  }

  async keepRound(name: string, stand: string): Promise<void> {
    this.#sql.save.run(name, stand)
  }

  async unfollowed(): Promise<readonly FollowUp[]> {
    return []
  }
  async followed(): Promise<void> {}
  async postpone(): Promise<void> {}
}

/** The statements of the watchdog, compiled once. */
export const prepareStatements = (db: DatabaseSync) => ({
  load: db.prepare('SELECT stand FROM rounds WHERE name = ?'),
  save: db.prepare('INSERT INTO rounds (name, stand) VALUES (?, ?) ON CONFLICT DO UPDATE SET stand = excluded.stand'),
})
