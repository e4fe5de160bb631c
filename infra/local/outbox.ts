import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../shared/kernel/instant.ts'
import type { Messenger, OutgoingMessage } from '../../shared/ports/messaging.ts'
import type { MovableClock } from './clock.ts'
import { migrate } from './database.ts'
import { tokenIn, withoutToken, withToken } from './outbox-links.ts'

/** A message as its recipient would see it, numbered in the order of sending. */
export interface OutboxEntry {
  readonly id: number
  readonly kind: 'sms' | 'email' | 'call'
  readonly to: string
  readonly text: string
  readonly subject?: string
  readonly at: Instant
  readonly about: string
  readonly reason: string
}

const tables = `CREATE TABLE IF NOT EXISTS outbox (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, recipient TEXT NOT NULL, subject TEXT,
  text TEXT NOT NULL, html TEXT, at TEXT NOT NULL, about TEXT NOT NULL, reason TEXT NOT NULL, link TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS outbox_about ON outbox (about);
CREATE TABLE IF NOT EXISTS outbox_parts (key TEXT PRIMARY KEY, message INTEGER NOT NULL) STRICT, WITHOUT ROWID`

const columns = 'id, kind, recipient AS "to", subject, text, at, about, reason, link'

/** What is shown of links. */
export interface Showing {
  /** The token behind a link's hash, as far as it can be told. */
  readonly tokenOf: (hash: string) => string | undefined
  /** Messages of this kind have really gone: their links are no longer ours to show. */
  readonly hides: (kind: OutgoingMessage['kind']) => boolean
}

/** What messages are called here, and in every file that is there. */
const KINDS = { text: 'sms', mail: 'email', voice: 'call' } as const

const CARRIED = { sms: 'text', email: 'mail', call: 'voice' } as const

/** So many tokens are remembered: a page shows fewer. */
const MOST_KNOWN = 10_000

/**
 * The phones and mailboxes of the embedded system. A message is accepted once by its key, and one that says nothing but what
 * others said not at all, so a hand-over repeated after a crash reaches nobody twice. Kept without the tokens of their links.
 */
export class Outbox implements Messenger {
  readonly #clock: MovableClock
  readonly #showing: Showing
  readonly #known = new Map<string, string>()
  readonly #insert
  readonly #newest
  readonly #html
  readonly #isAccepted
  readonly #isSaid
  readonly #say
  readonly #listeners: ((entry: OutboxEntry) => void)[] = []

  constructor(db: DatabaseSync, clock: MovableClock, showing: Showing) {
    migrate(db, tables)
    addLinkColumn(db)
    this.#clock = clock
    this.#showing = showing
    this.#insert = db.prepare(
      `INSERT INTO outbox (key, kind, recipient, subject, text, html, at, about, reason, link) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (key) DO NOTHING RETURNING ${columns}`,
    )
    this.#newest = db.prepare(`SELECT ${columns} FROM outbox WHERE id > ? ORDER BY id DESC LIMIT ?`)
    this.#isAccepted = db.prepare('SELECT id FROM outbox WHERE key = ?')
    this.#isSaid = db.prepare('SELECT message FROM outbox_parts WHERE key = ?')
    this.#say = db.prepare(
      'INSERT INTO outbox_parts (key, message) SELECT ?, id FROM outbox WHERE key = ? ON CONFLICT (key) DO NOTHING',
    )
    this.#html = db.prepare('SELECT html, link FROM outbox WHERE id = ?')
  }

  async send(message: OutgoingMessage): Promise<undefined> {
    if (this.has(message)) return undefined
    const { subject, html } = message.kind === 'mail' ? message : { subject: null, html: null }
    // Of a call also where its key goes.
    const accept = message.kind === 'voice' && message.link ? `\n${message.link.url}/key` : ''
    const said = { ...message, text: message.text + accept }
    this.#accept(KINDS[message.kind], said, subject, html)
    if (message.kind === 'text') for (const key of message.parts) this.#say.run(key, message.key)
    return undefined
  }

  /** Whether it has come already, or says nothing but what others said. */
  has(message: OutgoingMessage): boolean {
    if (message.kind !== 'text') return this.#isAccepted.get(message.key) !== undefined
    return message.parts.every((key) => this.#isSaid.get(key))
  }

  /** Newest first. */
  list(limit = 1000, after = 0): OutboxEntry[] {
    return this.#newest.all(after, limit).map((row) => this.#entryOf(row))
  }

  /** The mail as its reader sees it. */
  html(id: number): string | undefined {
    const row = this.#html.get(id)
    return typeof row?.html === 'string' ? this.#shown(row.html, row.link, 'email') : undefined
  }

  onMessage(listener: (entry: OutboxEntry) => void): void {
    this.#listeners.push(listener)
  }

  #accept(kind: OutboxEntry['kind'], message: OutgoingMessage, subject: string | null, html: string | null) {
    const { key, to, about, reason, link } = message
    const [text, page] = [message.text, html].map((one) => one && withoutToken(one, link))
    if (link) this.#know(link.hash, tokenIn(link))
    const now = this.#clock.now()
    const row = this.#insert.get(
      key,
      kind,
      to,
      subject,
      text ?? '',
      page ?? null,
      now,
      about,
      reason,
      link?.hash ?? null,
    )
    if (row) for (const listener of this.#listeners) listener(this.#entryOf(row))
  }

  #entryOf(row: Record<string, unknown>): OutboxEntry {
    const { subject, link, ...kept } = row
    const entry = kept as unknown as OutboxEntry
    const text = this.#shown(entry.text, link, entry.kind)
    return { ...entry, text, ...(typeof subject === 'string' && { subject }) }
  }

  #shown(text: string, hash: unknown, kind: OutboxEntry['kind']): string {
    if (typeof hash !== 'string') return text
    return withToken(text, this.#showing.hides(CARRIED[kind]) ? undefined : this.#tokenOf(hash))
  }

  #tokenOf(hash: string): string | undefined {
    const token = this.#known.get(hash) ?? this.#showing.tokenOf(hash)
    if (token) this.#know(hash, token)
    return token
  }

  #know(hash: string, token: string): void {
    if (this.#known.size >= MOST_KNOWN) this.#known.clear()
    this.#known.set(hash, token)
  }
}

/** An earlier version kept the links themselves. */
function addLinkColumn(db: DatabaseSync): void {
  const isThere = db.prepare("SELECT 1 FROM pragma_table_info('outbox') WHERE name = 'link'").get()
  if (!isThere) db.exec('ALTER TABLE outbox ADD COLUMN link TEXT')
}
