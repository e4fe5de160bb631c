import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** The version of everything this program keeps in the file. Raise it with each change an older program could not read. */
const SCHEMA_VERSION = 1

export class DatabaseError extends Error {
  override name = 'DatabaseError'
}

/**
 * Opens (or creates) the one file of the embedded system; `:memory:` gives a throw-away one.
 *
 * `synchronous = FULL` makes a commit survive a power cut, not only a killed process: what was acknowledged to a caller
 * stays. It costs one fsync per commit, some tenths of a millisecond on an ordinary SSD.
 *
 * @throws DatabaseError when a newer version of the program wrote the file.
 */
export function openDatabase(file: string): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const db = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true })
  try {
    refuseNewer(db, file)
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA user_version = ${SCHEMA_VERSION}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function refuseNewer(db: DatabaseSync, file: string): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version)
  if (version > SCHEMA_VERSION) {
    throw new DatabaseError(
      `${file} was written by a newer version of Chengnuo (data version ${version}, this program knows ${SCHEMA_VERSION}): ` +
        'start that version, or point DATA_DIR at another folder',
    )
  }
}

/** Creates a module's tables. `sql` says `IF NOT EXISTS` throughout, so it may run at every start. */
export function migrate(db: DatabaseSync, sql: string): void {
  transaction(db, () => db.exec(sql))
}

/** Runs `work` (synchronous) in one transaction: all of it or nothing. Inside another transaction it joins that one. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  if (db.isTransaction) return work()
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (error) {
    // SQLite has already rolled back by itself after some errors, such as a full disk.
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
