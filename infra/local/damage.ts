import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { damaged } from './database.ts'

/** Up to here a whole check takes less than a second. */
const WHOLE_UP_TO_BYTES = 256 * 1024 * 1024
/** What the watch stands on, whatever the size: small tables, of what is open and what is waiting. */
const VITAL = ['sqlite_schema', 'subjects', 'plans', 'engine_executions', 'inboxes', 'holds', 'directory', 'settings']

/**
 * Looks through the pages of the file; of a very large one through what is needed to keep the watch, for a start must not take
 * minutes. A backup looks through all of it. @throws DatabaseError
 */
export function refuseDamaged(db: DatabaseSync, file: string): void {
  const isLarge = statSync(file).size > WHOLE_UP_TO_BYTES
  const found = isLarge
    ? VITAL.filter((table) => hasTable(db, table)).flatMap((table) => faultsOf(db, table))
    : faultsOf(db)
  if (found[0] !== undefined) throw damaged(file, found[0])
}

/** All that is wrong with a whole file, as SQLite says it; whatever its size. */
export const faultsOf = (db: DatabaseSync, table?: string): readonly string[] => {
  try {
    const rows = db.prepare(`PRAGMA quick_check(${table ? `'${table}'` : 1})`).all()
    return rows.map(({ quick_check: found }) => String(found)).filter((found) => found !== 'ok')
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

/** How many decisions the log holds: it only ever grows. */
export const decisionsIn = (db: DatabaseSync): number =>
  hasTable(db, 'commits') ? Number(db.prepare('SELECT max(rowid) AS last FROM commits').get()?.last ?? 0) : 0

/** Whether it is a file of this program, and not some other one of SQLite. */
export const isOurs = (db: DatabaseSync): boolean => hasTable(db, 'commits')

const hasTable = (db: DatabaseSync, table: string): boolean =>
  table === 'sqlite_schema' ||
  db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) !== undefined
