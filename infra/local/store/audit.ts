import type { DatabaseSync } from 'node:sqlite'
import type { Audit, AuditEntry } from '../../../shared/ports/audit.ts'
import type { Page } from '../../../shared/ports/store.ts'
import { createFlush, migrate } from '../database.ts'
import { allJson } from './rows.ts'
import { tables } from './schema.ts'

/** The audit record in the SQLite file: appended to, never changed. */
export class SqliteAudit implements Audit {
  readonly #sql: ReturnType<typeof prepareStatements>
  readonly #flush: () => Promise<void>

  constructor(db: DatabaseSync) {
    migrate(db, tables)
    this.#sql = prepareStatements(db)
    this.#flush = createFlush(db)
  }

  async append(entry: AuditEntry): Promise<void> {
    this.#sql.append.run(entry.at.slice(0, 7), positionOf(entry), JSON.stringify(entry))
    await this.#flush()
  }

  async list(query: { month: string; limit: number; cursor?: string }): Promise<Page<AuditEntry>> {
    const { month, limit, cursor } = query
    const entries = allJson<AuditEntry>(this.#sql.list.all(month, cursor || LAST, limit + 1), 'entry')
    const items = entries.slice(0, limit)
    const last = items.at(-1)
    return entries.length > limit && last ? { items, cursor: positionOf(last) } : { items }
  }
}

// Beyond every position.
const LAST = '~'

const positionOf = ({ at, id }: AuditEntry): string => `${at}_${id}`

/** The statements of the audit record, compiled once. */
export const prepareStatements = (db: DatabaseSync) => ({
  append: db.prepare('INSERT INTO audit (month, position, entry) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
  list: db.prepare('SELECT entry FROM audit WHERE month = ? AND position < ? ORDER BY position DESC LIMIT ?'),
})
