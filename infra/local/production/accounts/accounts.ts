import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { hashOf } from '../../../../functions/adapters/capabilities.ts'
import type { Role } from '../../../../functions/api/claims.ts'
import { migrate } from '../../database.ts'
import type { KeptPassword } from './password.ts'

const tables = `CREATE TABLE IF NOT EXISTS accounts (
  person TEXT PRIMARY KEY, mail TEXT NOT NULL UNIQUE COLLATE NOCASE, account TEXT NOT NULL, invitation TEXT UNIQUE
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS devices (
  hash TEXT PRIMARY KEY, person TEXT NOT NULL, until INTEGER NOT NULL
) STRICT, WITHOUT ROWID`

/** Somebody who may sign in: by their id in the directory, or the mail address that they were invited at. */
export interface Account {
  readonly person: string
  readonly mail: string
  readonly role: Role
  readonly name: string
  /** Absent until an invitation is taken. */
  readonly password?: KeptPassword
  /** The key of their authenticator app, and the last step that a code was used of. Absent: they have set up none. */
  readonly second?: { readonly key: string; readonly lastStep: number }
  readonly invited?: Invited
}

interface Invited {
  readonly untilSeconds: number
  /** Of the app that can be set up with it. Absent: of an invitation before everybody could. */
  readonly key?: string
}

const INVITED_SECONDS = 72 * 3600
const DEVICE_SECONDS = 180 * 24 * 3600
/** A phone, a desk, a laptop, and those before them. */
const MOST_DEVICES = 10

export class Accounts {
  readonly #nowSeconds: () => number
  readonly #db: ReturnType<typeof statementsOf>

  constructor(db: DatabaseSync, nowSeconds: () => number = () => Math.floor(Date.now() / 1000)) {
    migrate(db, tables)
    this.#db = statementsOf(db)
    this.#nowSeconds = nowSeconds
  }

  all(): readonly Account[] {
    return this.#db.all.all().map(read)
  }

  /** By id or mail address. */
  named(name: string): Account | undefined {
    const row = this.#db.named.get(name, name)
    return row && read(row)
  }

  /** Gives what the link in the invitation ends with. An invitation before it ends; the password of now counts on until this is taken. */
  invite(who: Pick<Account, 'person' | 'mail' | 'role' | 'name'>): string {
    const token = randomBytes(32).toString('base64url')
    const invited = { untilSeconds: this.#nowSeconds() + INVITED_SECONDS, key: randomBytes(20).toString('base64') }
    const { password, second } = this.named(who.person) ?? {}
    const account: Account = { ...who, ...(password && { password }), ...(second && { second }), invited }
    this.#db.put.run(who.person, who.mail, JSON.stringify(account), hashOf(token))
    return token
  }

  invitedBy(token: string): Account | undefined {
    const row = token.length > 100 ? undefined : this.#db.invitedBy.get(hashOf(token))
    const account = row && read(row)
    return account?.invited && account.invited.untilSeconds > this.#nowSeconds() ? account : undefined
  }

  /** An invitation is taken once: `false` for whoever comes second. */
  take({ invited: _, ...account }: Account, token: string): boolean {
    return Number(this.#db.take.run(JSON.stringify(account), account.person, hashOf(token)).changes) > 0
  }

  /** Of a code that was used: it is not used twice. */
  usedStep(account: Account, lastStep: number): void {
    if (account.second)
      this.#db.set.run(JSON.stringify({ ...account, second: { ...account.second, lastStep } }), account.person)
  }

  remove(person: string): boolean {
    this.#db.forgetDevices.run(person)
    return Number(this.#db.remove.run(person).changes) > 0
  }

  /** Gives what the device keeps. */
  addDevice(person: string): { readonly token: string; readonly seconds: number } {
    const token = randomBytes(32).toString('base64url')
    this.#db.addDevice.run(hashOf(token), person, this.#nowSeconds() + DEVICE_SECONDS)
    this.#db.oldDevices.run(this.#nowSeconds(), person, MOST_DEVICES)
    return { token, seconds: DEVICE_SECONDS }
  }

  /** The device's name among ours, if this person has signed in on it. */
  deviceOf(person: string, token: string | undefined): string | undefined {
    const hash = token && token.length <= 100 ? hashOf(token) : undefined
    return hash && this.#db.device.get(hash, person, this.#nowSeconds()) ? hash : undefined
  }
}

const read = (row: Record<string, unknown>): Account => JSON.parse(String(row.account))

const statementsOf = (db: DatabaseSync) => ({
  all: db.prepare('SELECT account FROM accounts ORDER BY person'),
  named: db.prepare('SELECT account FROM accounts WHERE person = ? OR mail = ?'),
  invitedBy: db.prepare('SELECT account FROM accounts WHERE invitation = ?'),
  put: db.prepare(`INSERT INTO accounts (person, mail, account, invitation) VALUES (?, ?, ?, ?)
    ON CONFLICT (person) DO UPDATE SET mail = excluded.mail, account = excluded.account, invitation = excluded.invitation`),
  take: db.prepare('UPDATE accounts SET account = ?, invitation = NULL WHERE person = ? AND invitation = ?'),
  set: db.prepare('UPDATE accounts SET account = ? WHERE person = ?'),
  remove: db.prepare('DELETE FROM accounts WHERE person = ?'),
  addDevice: db.prepare('INSERT INTO devices (hash, person, until) VALUES (?, ?, ?)'),
  device: db.prepare('SELECT 1 FROM devices WHERE hash = ? AND person = ? AND until > ?'),
  forgetDevices: db.prepare('DELETE FROM devices WHERE person = ?'),
  oldDevices: db.prepare(`DELETE FROM devices WHERE until <= ? OR hash IN
    (SELECT hash FROM devices WHERE person = ? ORDER BY until DESC LIMIT -1 OFFSET ?)`),
})
