import { fdatasync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { WordedError } from '../../shared/kernel/errors.ts'
import { MESSAGES_OVERTAKEN } from './messages-overtaken.ts'
import { TO_SUBJECTS } from './to-subjects.ts'

/**
 * What brings a file of version 1 to 2, of 2 to 3, and so on: SQL, run once, in one transaction with the new version. Tables
 * that are only new need no step (see `migrate`). Add one with each change that an older program could not read or keep up.
 * What takes more than SQL is noted in `owed`, and done at the next start.
 */
const UPGRADES: readonly string[] = [
  // 2: the promise ledger and the service records; those of repairs on file are derived from their events.
  "CREATE TABLE owed (what TEXT PRIMARY KEY) STRICT; INSERT INTO owed VALUES ('ledger')",
  // 3: promises also end superseded or fallen away; the lines are derived anew.
  `DROP TABLE IF EXISTS obligations;
   CREATE TABLE IF NOT EXISTS owed (what TEXT PRIMARY KEY) STRICT; INSERT OR IGNORE INTO owed VALUES ('ledger')`,
  // 4: lines say when a promise was ended within a minute of another step.
  "CREATE TABLE IF NOT EXISTS owed (what TEXT PRIMARY KEY) STRICT; INSERT OR IGNORE INTO owed VALUES ('ledger')",
  // 5: links are revoked, which an earlier program would not see; messages are kept without the token of their link.
  "CREATE TABLE IF NOT EXISTS owed (what TEXT PRIMARY KEY) STRICT; INSERT OR IGNORE INTO owed VALUES ('outbox')",
  // 6: whatever promises are about is kept in one way, under its kind and id, and holds what it holds in one table.
  TO_SUBJECTS,
  // 7: plans are kept once, and named where they stood whole; an earlier program would take the name for the plan.
  '',
  // 8: a message may end overtaken; the table said which ends there are.
  MESSAGES_OVERTAKEN,
]
/** The version of everything this program keeps in the file. */
const SCHEMA_VERSION = 1 + UPGRADES.length

export class DatabaseError extends WordedError {
  override readonly name = 'DatabaseError'
}

/**
 * Opens (or creates) the one file of the embedded system; `:memory:` gives a throw-away one.
 *
 * Every commit survives a killed process. What was flushed (`createFlush`) survives a power cut as well; after one, the file is
 * as it was at the last flush, or later.
 *
 * `mayUpgrade: false`, for whoever comes beside a running system: an older one would find its tables gone.
 *
 * @throws DatabaseError when a newer version of the program wrote the file, or something else did; or an older one, and it may not
 *   be upgraded.
 */
export function openDatabase(file: string, { mayUpgrade = true } = {}): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const db = opened(file)
  try {
    refuseNewer(db, file)
    if (!mayUpgrade) refuseOlder(db, file)
    // A checkpoint stops everyone for two fsyncs: every 16 MB is seldom enough.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000')
    upgrade(db)
    return db
  } catch (error) {
    db.close()
    const code = Number(Reflect.get(Object(error), 'errcode')) & 0xff
    if (code === CORRUPT) throw damaged(file, error)
    throw code === NOT_A_DATABASE ? notOurs(file, error) : error
  }
}

function opened(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true })
  } catch (cause) {
    throw new DatabaseError(
      {
        zh: `数据文件 ${file} 打不开：检查 DATA_DIR 和读写权限`,
        en: `${file} cannot be opened: check DATA_DIR and its rights`,
      },
      { cause },
    )
  }
}

/** SQLITE_NOTADB and SQLITE_CORRUPT, each with what extends them. */
const NOT_A_DATABASE = 26
const CORRUPT = 11
export const notOurs = (file: string, cause?: unknown): DatabaseError =>
  new DatabaseError(
    {
      zh: `${file} 不是本程序的数据文件，或已损坏：用 npm run restore -- 备份文件 换回备份，或把 DATA_DIR 指到别的文件夹`,
      en: `${file} is no data file of Chengnuo, or damaged: npm run restore -- BACKUP puts a backup in its place; or point DATA_DIR at another folder`,
    },
    { cause },
  )

export const damaged = (file: string, cause: unknown): DatabaseError =>
  new DatabaseError(
    {
      zh: `${file} 已损坏：用 npm run restore -- 备份文件 换回最近的备份（坏文件会留在旁边）`,
      en: `${file} is damaged: npm run restore -- BACKUP puts the latest backup in its place (the bad file stays beside it)`,
    },
    { cause },
  )

/** 0: the file is new. */
const versionOf = (db: DatabaseSync): number => Number(db.prepare('PRAGMA user_version').get()?.user_version)

function upgrade(db: DatabaseSync): void {
  transaction(db, () => {
    const version = versionOf(db)
    if (version > 0) for (const step of UPGRADES.slice(version - 1)) db.exec(step)
    db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`)
  })
}

/** Does what an upgrade of the file left to do, if anything; cut short, it is done again at the next start. */
export async function settleOwed(
  db: DatabaseSync,
  what: 'ledger' | 'outbox' | 'contracts',
  work: () => Promise<void>,
): Promise<void> {
  migrate(db, 'CREATE TABLE IF NOT EXISTS owed (what TEXT PRIMARY KEY) STRICT')
  if (!db.prepare('SELECT 1 FROM owed WHERE what = ?').get(what)) return
  await work()
  db.prepare('DELETE FROM owed WHERE what = ?').run(what)
}

function refuseNewer(db: DatabaseSync, file: string): void {
  const version = versionOf(db)
  if (version > SCHEMA_VERSION) {
    throw new DatabaseError({
      zh: `${file} 是更新版本的程序写的（数据版本 ${version}，本程序只认到 ${SCHEMA_VERSION}）：请启动那个版本，或把 DATA_DIR 指到别的文件夹`,
      en:
        `${file} was written by a newer version of Chengnuo (data version ${version}, this program knows ${SCHEMA_VERSION}): ` +
        'start that version, or point DATA_DIR at another folder',
    })
  }
}

function refuseOlder(db: DatabaseSync, file: string): void {
  const version = versionOf(db)
  if (version === 0 || version === SCHEMA_VERSION) return
  throw new DatabaseError({
    zh: `${file} 是旧版本的程序写的（数据版本 ${version}，本程序是 ${SCHEMA_VERSION}）：先停掉旧版本，用新版本 npm start 一次，再运行这条命令`,
    en:
      `${file} was written by an older version of Chengnuo (data version ${version}, this program's is ${SCHEMA_VERSION}): ` +
      'stop the older one, run npm start of this one once, then this command',
  })
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
