import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { hashOf } from '../../../functions/adapters/capabilities.ts'
import { migrate } from '../database.ts'

/** Kept by the hash, as sessions are: whoever reads the file, or a backup of it, can do nothing by it. */
const tables = `CREATE TABLE IF NOT EXISTS program_keys (
  program TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, role TEXT NOT NULL, until INTEGER NOT NULL, used INTEGER
) STRICT, WITHOUT ROWID`

/** What managers alone may do somebody answers for in person. */
export const PROGRAM_ROLES = ['viewer', 'dispatcher'] as const
export type ProgramRole = (typeof PROGRAM_ROLES)[number]

export interface ProgramKey {
  readonly program: string
  readonly role: ProgramRole
  readonly untilSeconds: number
  /** To the hour; absent: never. */
  readonly usedSeconds?: number
}

const DAY_SECONDS = 86_400
/** How exact it is known when a key was last used: not every question is written down. */
const USED_EVERY_SECONDS = 3600

/** By what programs come to the staff API: a key each, for a time. */
export class ProgramKeys {
  readonly #nowSeconds: () => number
  readonly #db: ReturnType<typeof statementsOf>

  constructor(db: DatabaseSync, nowSeconds: () => number = () => Math.floor(Date.now() / 1000)) {
    migrate(db, tables)
    this.#db = statementsOf(db)
    this.#nowSeconds = nowSeconds
  }

  /** Gives the key, which nobody can read again. One that this program had ends. */
  make(program: string, role: ProgramRole, days: number): string {
    const key = `chengnuo_${randomBytes(32).toString('base64url')}`
    this.#db.put.run(program, hashOf(key), role, this.#nowSeconds() + days * DAY_SECONDS)
    return key
  }

  /** False: it has none. */
  end(program: string): boolean {
    return Number(this.#db.end.run(program).changes) > 0
  }

  all(): readonly ProgramKey[] {
    return this.#db.all.all().map(({ program, role, until, used }) => ({
      program: String(program),
      role: role as ProgramRole,
      untilSeconds: Number(until),
      ...(used !== null && { usedSeconds: Number(used) }),
    }))
  }

  /** As an authorizer passes claims on. Nobody in the directory is called so. */
  claimsOf(key: string | undefined): Readonly<Record<string, string>> | undefined {
    if (!key || key.length > 200) return undefined
    const now = this.#nowSeconds()
    const row = this.#db.find.get(hashOf(key), now)
    if (!row) return undefined
    const program = String(row.program)
    this.#db.used.run(now, program, now - USED_EVERY_SECONDS)
    return { sub: `program.${program}`, name: program, role: String(row.role), exp: String(row.until) }
  }
}

const statementsOf = (db: DatabaseSync) => ({
  put: db.prepare(`INSERT INTO program_keys (program, hash, role, until) VALUES (?, ?, ?, ?)
    ON CONFLICT (program) DO UPDATE SET hash = excluded.hash, role = excluded.role, until = excluded.until, used = NULL`),
  end: db.prepare('DELETE FROM program_keys WHERE program = ?'),
  all: db.prepare('SELECT program, role, until, used FROM program_keys ORDER BY program'),
  find: db.prepare('SELECT program, role, until FROM program_keys WHERE hash = ? AND until > ?'),
  used: db.prepare('UPDATE program_keys SET used = ? WHERE program = ? AND coalesce(used, 0) <= ?'),
})
