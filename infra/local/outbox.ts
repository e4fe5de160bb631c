import type { DatabaseSync } from 'node:sqlite'
import type { MailMessage, MailSender, SmsMessage, SmsSender } from '../../shared/ports/messaging.ts'
import type { OutboxMessage } from '../../web/local/outbox.ts'
import type { MovableClock } from './clock.ts'
import { migrate } from './database.ts'

/** A message as its recipient would see it, numbered in the order of sending. */
export type OutboxEntry = OutboxMessage

const tables = `CREATE TABLE IF NOT EXISTS outbox (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, recipient TEXT NOT NULL, subject TEXT,
  text TEXT NOT NULL, html TEXT, at TEXT NOT NULL, repair TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS outbox_of_repair ON outbox (repair);
CREATE TABLE IF NOT EXISTS outbox_parts (key TEXT PRIMARY KEY, message INTEGER NOT NULL) STRICT, WITHOUT ROWID`

const columns = 'id, kind, recipient AS "to", subject, text, at, repair AS "repairId", reason'

/**
 * The phones and mailboxes of the embedded system. A message is accepted once by its key, and one that says nothing but what
 * others said not at all, so a hand-over repeated after a crash reaches nobody twice.
 */
export class Outbox {
  readonly #clock: MovableClock
  readonly #insert
  readonly #newest
  readonly #html
  readonly #isSaid
  readonly #say
  readonly #listeners: ((entry: OutboxEntry) => void)[] = []

  constructor(db: DatabaseSync, clock: MovableClock) {
    migrate(db, tables)
    this.#clock = clock
    this.#insert = db.prepare(
      `INSERT INTO outbox (key, kind, recipient, subject, text, html, at, repair, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (key) DO NOTHING RETURNING ${columns}`,
    )
    this.#newest = db.prepare(`SELECT ${columns} FROM outbox ORDER BY id DESC LIMIT ?`)
    this.#isSaid = db.prepare('SELECT message FROM outbox_parts WHERE key = ?')
    this.#say = db.prepare(
      'INSERT INTO outbox_parts (key, message) SELECT ?, id FROM outbox WHERE key = ? ON CONFLICT (key) DO NOTHING',
    )
    this.#html = db.prepare('SELECT html FROM outbox WHERE id = ?')
  }

  readonly sms: SmsSender = {
    send: async (message: SmsMessage) => {
      if (message.parts.every((key) => this.#isSaid.get(key))) return
      this.#accept('sms', message, null, null)
      for (const key of message.parts) this.#say.run(key, message.key)
    },
  }
  readonly mail: MailSender = {
    send: async (message: MailMessage) => this.#accept('email', message, message.subject, message.html),
  }

  /** Newest first. */
  list(limit = 1000): OutboxEntry[] {
    return this.#newest.all(limit).map(entryOf)
  }

  /** The mail as its reader sees it. */
  html(id: number): string | undefined {
    const html = this.#html.get(id)?.html
    return typeof html === 'string' ? html : undefined
  }

  onMessage(listener: (entry: OutboxEntry) => void): void {
    this.#listeners.push(listener)
  }

  #accept(kind: OutboxEntry['kind'], message: SmsMessage | MailMessage, subject: string | null, html: string | null) {
    const { key, to, text, repairId, reason } = message
    const row = this.#insert.get(key, kind, to, subject, text, html, this.#clock.now(), repairId, reason)
    if (row) for (const listener of this.#listeners) listener(entryOf(row))
  }
}

function entryOf(row: Record<string, unknown>): OutboxEntry {
  const { subject, ...entry } = row
  return (subject === null ? entry : { ...entry, subject }) as unknown as OutboxEntry
}
