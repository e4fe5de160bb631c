import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { decisionsIn, refuseDamaged } from './damage.ts'
import { DatabaseError, openDatabase } from './database.ts'
import { writeWhole } from './write-whole.ts'

/** The folder of the embedded system while one process owns it. */
export interface DataFolder {
  readonly db: DatabaseSync
  /** Notes how many decisions are on the disk, where there are more than before: `flushed` makes sure of it. */
  seal(flushed: () => Promise<void>): Promise<void>
  close(): void
}

export const dataFile = (folder: string): string => join(folder, 'chengnuo.db')
export const attachmentsIn = (folder: string): string => join(folder, 'attachments')
/** What signs calls, links and sign-ins, where it is kept in the folder. */
export const secretsFile = (folder: string): string => join(folder, 'secrets.json')
const sealFile = (folder: string): string => join(folder, 'chengnuo.seal')
const OURS = /^(chengnuo\.(db.*|seal(\.new)?)|(secrets|last-backup)\.json(\.new)?|running\.lock|attachments)$/

/**
 * Opens the folder for the one process that runs on it: readable by its owner alone, refused while another process has it, and
 * looked through for damage. Absent: in memory only.
 *
 * @throws DatabaseError
 */
export function openDataFolder(folder: string | undefined): DataFolder {
  if (folder === undefined) {
    const db = openDatabase(':memory:')
    return { db, seal: async () => {}, close: () => db.close() }
  }
  makePrivate(folder)
  const release = lockFolder(folder)
  try {
    const db = openChecked(folder)
    let sealed = -1
    return {
      db,
      async seal(flushed) {
        const decisions = decisionsIn(db)
        if (decisions === sealed) return
        await flushed()
        writeSeal(folder, decisions)
        sealed = decisions
      },
      close() {
        db.close()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

function openChecked(folder: string): DatabaseSync {
  const file = dataFile(folder)
  const sealed = readSeal(folder)
  if (sealed > 0 && !(existsSync(file) && statSync(file).size > 0)) throw emptied(file, sealFile(folder))
  const db = openDatabase(file)
  try {
    refuseDamaged(db, file)
    const decisions = decisionsIn(db)
    if (decisions < sealed) throw lost(file, sealFile(folder), sealed - decisions)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** What is not there is made for the owner alone; what earlier versions left open to others is closed. */
function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const names = readdirSync(folder)
  // A folder that holds other things too is not ours to close.
  if (names.every((name) => OURS.test(name))) chmodSync(folder, 0o700)
  // SQLite gives its other files the rights of this one.
  closeSync(openSync(dataFile(folder), 'a', 0o600))
  for (const name of readdirSync(folder))
    if (OURS.test(name)) chmodSync(join(folder, name), name === 'attachments' ? 0o700 : 0o600)
}

/**
 * Holds the folder until the way back is called, or the process ends in whatever way: the operating system lets go of the lock
 * of a dead process. @throws DatabaseError when another process holds it.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'running.lock')
  closeSync(openSync(file, 'a', 0o600))
  const lock = new DatabaseSync(file, { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    throw new DatabaseError(
      {
        zh: `${folder} 正被另一个运行中的 Chengnuo 使用：先停掉它，或用 DATA_DIR 指定别的文件夹`,
        en: `${folder} is in use by another running Chengnuo: stop it first, or choose another folder with DATA_DIR`,
      },
      { cause },
    )
  }
  return () => lock.close()
}

function readSeal(folder: string): number {
  const file = sealFile(folder)
  if (!existsSync(file)) return 0
  const sealed = Number(readFileSync(file, 'utf8'))
  return Number.isSafeInteger(sealed) ? sealed : 0
}

export const writeSeal = (folder: string, decisions: number): void => writeWhole(sealFile(folder), `${decisions}\n`)

const emptied = (file: string, seal: string): DatabaseError =>
  new DatabaseError({
    zh: `${file} 不见了或是空的，而它曾有内容：用 npm run restore -- 备份文件 换回备份；确要从头开始就删掉 ${seal}`,
    en: `${file} is gone or empty, and it was not: npm run restore -- BACKUP puts a backup in its place; to begin afresh, delete ${seal}`,
  })

const lost = (file: string, seal: string, count: number): DatabaseError =>
  new DatabaseError({
    zh: `${file} 比上次少了 ${count} 个决定（丢了 -wal 文件，或换成了旧文件）：把 -wal 放回，或用 npm run restore -- 备份文件 换回备份；确要就这样继续就删掉 ${seal}`,
    en:
      `${file} has lost ${count} decisions (its -wal file is gone, or an older file is in its place): put the -wal back, ` +
      `or npm run restore -- BACKUP; to go on as it is, delete ${seal}`,
  })
