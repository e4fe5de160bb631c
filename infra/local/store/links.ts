import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { Links } from '../../../shared/ports/links.ts'
import type { LinkRecord, LinkTo } from '../../../shared/subject/effect.ts'
import { type Holder, holderOf, nameOfLink } from '../../../shared/subject/link.ts'
import { createFlush, migrate } from '../database.ts'
import { allJson, jsonOf, textOf } from './rows.ts'
import { tables } from './schema.ts'

/** Links in the SQLite file. */
export class SqliteLinks implements Links {
  readonly #sql: ReturnType<typeof prepareStatements>
  readonly #flush: () => Promise<void>

  constructor(db: DatabaseSync) {
    migrate(db, tables)
    this.#sql = prepareStatements(db)
    this.#flush = createFlush(db)
  }

  async save(link: LinkRecord): Promise<void> {
    this.#sql.save.run(link.hash, JSON.stringify(link))
  }

  async find(hash: string): Promise<LinkRecord | undefined> {
    return this.findNow(hash)
  }

  findNow(hash: string): LinkRecord | undefined {
    return jsonOf<LinkRecord>(this.#sql.find.get(hash), 'link')
  }

  async list(of: Parameters<Links['list']>[0], limit: number): Promise<readonly LinkRecord[]> {
    if ('about' in of) return allJson<LinkRecord>(this.#sql.to.all(of.about, limit), 'link')
    const { of: side, id } = of.holder
    const found = allJson<LinkRecord>(this.#sql.ofHolder.all(id, limit), 'link')
    return found.filter((link) => holderOf(link).of === side)
  }

  async revokedAt(subject: LinkTo): Promise<Instant | undefined> {
    const { of, id } = holderOf(subject)
    return textOf(this.#sql.revokedAt.get(`${of}/${id}`, ALL, nameOfLink(subject)), 'at')
  }

  async revoke({ of, id }: Holder, subject: LinkTo | undefined, at: Instant): Promise<void> {
    this.#sql.revoke.run(`${of}/${id}`, subject ? nameOfLink(subject) : ALL, at)
    await this.#flush()
  }
}

/** No link is called so. */
const ALL = ''

/** The statements of the links, compiled once. */
export const prepareStatements = (db: DatabaseSync) => ({
  save: db.prepare(
    'INSERT INTO links (hash, link) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET link = excluded.link',
  ),
  find: db.prepare('SELECT link FROM links WHERE hash = ?'),
  to: db.prepare("SELECT link FROM links WHERE link ->> '$.about' = ? ORDER BY link ->> '$.expiresAt' DESC LIMIT ?"),
  ofHolder: db.prepare(
    "SELECT link FROM links WHERE link ->> '$.holder' = ? ORDER BY link ->> '$.expiresAt' DESC LIMIT ?",
  ),
  revokedAt: db.prepare('SELECT max(at) AS at FROM revocations WHERE holder = ? AND link IN (?, ?)'),
  revoke: db.prepare(
    'INSERT INTO revocations (holder, link, at) VALUES (?, ?, ?) ON CONFLICT (holder, link) DO UPDATE SET at = excluded.at',
  ),
})
