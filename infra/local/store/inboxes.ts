import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { Subject } from '../../../shared/kernel/subject.ts'
import type { Inboxes } from '../../../shared/ports/inboxes.ts'
import { type Effect, readEffect } from '../../../shared/subject/effect.ts'
import { EMPTY_INBOX, type Inbox, readInbox } from '../../../shared/subject/inbox.ts'
import { migrate } from '../database.ts'
import { jsonOf } from './rows.ts'
import { tables } from './schema.ts'

/** People's inboxes in the store's SQLite file. */
export class SqliteInboxes implements Inboxes {
  readonly #sql: ReturnType<typeof prepare>

  constructor(db: DatabaseSync) {
    migrate(db, tables)
    this.#sql = prepare(db)
  }

  async load(person: string): Promise<Inbox> {
    return readInbox(jsonOf<Inbox>(this.#sql.load.get(person), 'inbox') ?? EMPTY_INBOX)
  }

  async save(person: string, inbox: Inbox): Promise<boolean> {
    const version = inbox.version + 1
    const text = JSON.stringify({ ...inbox, version })
    const { changes } =
      inbox.version === 0
        ? this.#sql.create.run(person, version, text)
        : this.#sql.update.run(version, text, person, inbox.version)
    return changes === 1
  }

  async effect(about: Subject, key: string): Promise<Effect | undefined> {
    const kept = jsonOf<Effect>(this.#sql.effect.get(key, about), 'effect')
    return kept && readEffect(kept)
  }

  async hold({ key }: Pick<Effect, 'key'>, until: Instant): Promise<void> {
    this.#sql.hold.run(until, key)
  }
}

const prepare = (db: DatabaseSync) => ({
  load: db.prepare('SELECT inbox FROM inboxes WHERE person = ?'),
  create: db.prepare('INSERT INTO inboxes (person, version, inbox) VALUES (?, ?, ?) ON CONFLICT (person) DO NOTHING'),
  update: db.prepare('UPDATE inboxes SET version = ?, inbox = ? WHERE person = ? AND version = ?'),
  effect: db.prepare("SELECT effect FROM effects WHERE key = ? AND about = ? AND status = 'pending'"),
  hold: db.prepare(
    "UPDATE effects SET waiting_since = ? WHERE key = ? AND status = 'pending' AND claimed_until IS NULL",
  ),
})
