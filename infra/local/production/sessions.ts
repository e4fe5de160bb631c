import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { hashOf } from '../../../functions/adapters/capabilities.ts'
import type { Role } from '../../../functions/api/claims.ts'
import { migrate } from '../database.ts'

/** Kept by the hash of what the browser holds: whoever reads the file, or a backup of it, is nobody by it. */
const tables = `CREATE TABLE IF NOT EXISTS sessions (
  hash TEXT PRIMARY KEY, person TEXT NOT NULL, role TEXT NOT NULL, name TEXT, until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sessions_of ON sessions (person)`

export interface SessionOf {
  readonly person: string
  readonly role: Role
  /** Of whom the directory does not know. */
  readonly name?: string | undefined
}

/** A working shift and a bit. */
export const SESSION_SECONDS = 12 * 3600
/** Signed in so often at once; the oldest ends. */
const MOST_OF_ONE = 20

/** Who is signed in. By real time: a session has nothing to do with what was promised. */
export class Sessions {
  readonly #nowSeconds: () => number
  readonly #statements

  constructor(db: DatabaseSync, nowSeconds: () => number = () => Math.floor(Date.now() / 1000)) {
    migrate(db, tables)
    this.#nowSeconds = nowSeconds
    this.#statements = {
      add: db.prepare('INSERT INTO sessions (hash, person, role, name, until) VALUES (?, ?, ?, ?, ?)'),
      find: db.prepare('SELECT person, role, name, until FROM sessions WHERE hash = ? AND until > ?'),
      end: db.prepare('DELETE FROM sessions WHERE hash = ?'),
      endOf: db.prepare('DELETE FROM sessions WHERE person = ?'),
      endOld: db.prepare(`DELETE FROM sessions WHERE until <= ? OR hash IN
        (SELECT hash FROM sessions WHERE person = ? ORDER BY until DESC LIMIT -1 OFFSET ?)`),
    }
  }

  /** Gives the token that opens it. */
  begin({ person, role, name }: SessionOf, seconds = SESSION_SECONDS): string {
    const token = randomBytes(32).toString('base64url')
    const now = this.#nowSeconds()
    this.#statements.add.run(hashOf(token), person, role, name ?? null, now + Math.min(seconds, SESSION_SECONDS))
    this.#statements.endOld.run(now, person, MOST_OF_ONE)
    return token
  }

  /** As an authorizer passes claims on. */
  claimsOf(token: string | undefined): Readonly<Record<string, string>> | undefined {
    if (!token || token.length > 200) return undefined
    const row = this.#statements.find.get(hashOf(token), this.#nowSeconds())
    if (!row) return undefined
    const { person, role, name, until } = row
    return { sub: String(person), role: String(role), exp: String(until), ...(name !== null && { name: String(name) }) }
  }

  end(token: string | undefined): void {
    if (token) this.#statements.end.run(hashOf(token))
  }

  /** Wherever they are signed in. Gives how many sessions that were. */
  endOf(person: string): number {
    return Number(this.#statements.endOf.run(person).changes)
  }
}
