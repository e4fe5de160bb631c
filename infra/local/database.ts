import { fdatasync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'

/** The version of everything this program keeps in the file. Raise it with each change an older program could not read. */
const SCHEMA_VERSION = 1

export class DatabaseError extends Error {
  override name = 'DatabaseError'
}

/**
 * Opens (or creates) the one file of the embedded system; `:memory:` gives a throw-away one.
 *
 * Every commit survives a killed process. What was flushed (`createFlush`) survives a power cut as well; after one, the file is
 * as it was at the last flush, or later.
 *
 * @throws DatabaseError when a newer version of the program wrote the file.
 */
export function openDatabase(file: string): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const db = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true })
  try {
    refuseNewer(db, file)
    // A checkpoint stops everyone for two fsyncs: every 16 MB is seldom enough.
    db.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000; PRAGMA user_version = ${SCHEMA_VERSION}`,
    )
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

/**
 * Gives a function that resolves once every commit made before its call is on the disk: what someone is told afterwards stays.
 * Commits of the same moment share one fsync, and it keeps nobody else waiting: on a busy disk it may take long. Kept for
 * decisions; whatever follows from one is done again where it was lost.
 */
export function createFlush(db: DatabaseSync, sync: (file: number) => Promise<void> = syncFile): () => Promise<void> {
  const file = db.location()
  if (!file) return async () => {}
  const log = openSync(`${file}-wal`, 'r+')
  let running = Promise.resolve()
  let next: Promise<void> | undefined
  return () => {
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined
        running = sync(log)
        return running
      })
    return next
  }
}

const syncFile = promisify(fdatasync)
