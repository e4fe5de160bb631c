import type { DatabaseSync } from 'node:sqlite'
import { addDays } from '../../../shared/kernel/calendar.ts'
import type { Audit, AuditEntry } from '../../../shared/ports/audit.ts'
import type { Page } from '../../../shared/ports/store.ts'
import { createFlush, migrate, transaction } from '../database.ts'
import { allJson } from './rows.ts'
import { tables } from './schema.ts'

/** The audit record in the SQLite file: appended to, never changed. */
export class SqliteAudit implements Audit {
  readonly #db: DatabaseSync
  readonly #sql: ReturnType<typeof prepareStatements>
  readonly #flush: () => Promise<void>

  constructor(db: DatabaseSync) {
    migrate(db, tables)
    this.#db = db
    this.#sql = prepareStatements(db)
    this.#flush = createFlush(db)
  }

  async append(entry: AuditEntry): Promise<void> {
    this.#sql.append.run(entry.at.slice(0, 7), positionOf(entry), JSON.stringify(entry))
    await this.#flush()
  }

  async appendOnce(key: string, entry: AuditEntry): Promise<void> {
    if (this.#sql.noted.get(key)) return
    transaction(this.#db, () => {
      this.#sql.forget.run(addDays(key.slice(0, DAY), -ONCE_KEPT_DAYS))
      if (this.#sql.note.run(key).changes > 0)
        this.#sql.append.run(entry.at.slice(0, 7), positionOf(entry), JSON.stringify(entry))
    })
    await this.#flush()
  }

  async addTo(entry: AuditEntry & { readonly count: number }): Promise<void> {
    const first = JSON.stringify({ ...entry, count: 1 })
    this.#sql.addTo.run(entry.at.slice(0, 7), positionOf(entry), first)
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

const DAY = '2026-11-20'.length
/** Whoever comes later than this comes on another day. */
const ONCE_KEPT_DAYS = 3

// Beyond every position.
const LAST = '~'

const positionOf = ({ at, id }: AuditEntry): string => `${at}_${id}`

/** The statements of the audit record, compiled once. */
export const prepareStatements = (db: DatabaseSync) => ({
  append: db.prepare('INSERT INTO audit (month, position, entry) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
  noted: db.prepare('SELECT 1 FROM audit_once WHERE key = ?'),
  note: db.prepare('INSERT INTO audit_once (key) VALUES (?) ON CONFLICT DO NOTHING'),
  forget: db.prepare('DELETE FROM audit_once WHERE key < ?'),
  addTo: db.prepare(`
    INSERT INTO audit (month, position, entry) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET entry = json_set(entry, '$.count', json_extract(entry, '$.count') + 1)`),
  list: db.prepare('SELECT entry FROM audit WHERE month = ? AND position < ? ORDER BY position DESC LIMIT ?'),
})
