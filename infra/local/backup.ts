import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { backup as copyPages, DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import type { LastBackup } from '../../shared/ports/machine.ts'
import { decisionsIn, faultsOf, isOurs } from './damage.ts'
import { attachmentsIn, dataFile, lockFolder, secretsFile, writeSeal } from './data-folder.ts'
import { DatabaseError, damaged, notOurs, openDatabase } from './database.ts'
import { writeWhole } from './write-whole.ts'

/** In one go: a copy in steps would begin anew whenever the running system writes. */
const ALL_PAGES = 2 ** 31 - 1

export const secretsBeside = (backup: string): string => `${backup}.secrets.json`
export const attachmentsBeside = (backup: string): string => `${backup}.attachments`

/**
 * Copies the data of a folder, as they stand at one instant, into one file, and beside it photos and papers, and the secrets: without
 * those, links that were sent end. The system may run on meanwhile. The copy is looked through before it gets its name.
 *
 * @returns how many decisions it holds.
 * @throws DatabaseError
 */
export async function backUp(folder: string, file: string): Promise<number> {
  const source = dataFile(folder)
  if (!existsSync(source)) throw nothingAt(source)
  if (existsSync(file)) throw alreadyThere(file)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.new`
  rmSync(draft, { force: true })
  const db = new DatabaseSync(source, { readOnly: true, timeout: 5000 })
  try {
    await copyPages(db, draft, { rate: ALL_PAGES })
  } finally {
    db.close()
  }
  chmodSync(draft, 0o600)
  const decisions = inspected(draft)
  const secrets = secretsFile(folder)
  if (existsSync(secrets)) copyPrivately(secrets, secretsBeside(file))
  // After the data: a file is kept before anything is recorded of it, so all that the copy names is there.
  copyFiles(attachmentsIn(folder), attachmentsBeside(file), latestBeside(file))
  renameSync(draft, file)
  const last: LastBackup = { at: new Date().toISOString(), file: resolve(file), bytes: statSync(file).size }
  writeWhole(noteIn(folder), JSON.stringify(last))
  return decisions
}

/** What the latest backup of this folder was, if there has been one and the note of it can be read. */
export function lastBackup(folder: string): LastBackup | undefined {
  try {
    return lastSchema.parse(JSON.parse(readFileSync(noteIn(folder), 'utf8')))
  } catch {
    return undefined
  }
}

const noteIn = (folder: string): string => join(folder, 'last-backup.json')
const lastSchema = z.object({ at: z.iso.datetime(), file: z.string(), bytes: z.int() })

export interface Restored {
  readonly decisions: number
  /** Where the files that were there are now. */
  readonly before?: string
}

/**
 * Puts a backup in the place of a folder's data, which are kept beside it under another name. Secrets that are there stay: they
 * belong to links sent since. The system must not be running.
 *
 * @throws DatabaseError
 */
export function restore(folder: string, file: string, at: string): Restored {
  if (!existsSync(file)) throw nothingAt(file)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const release = lockFolder(folder)
  try {
    const target = dataFile(folder)
    const draft = `${target}.restoring`
    copyPrivately(file, draft)
    const decisions = inspected(draft, endSessions)
    const before = `${target}.before-${at.replace(/[^0-9T]/g, '')}`
    const hadData = existsSync(target)
    // The log first: it must never stand beside a file that it does not belong to.
    for (const part of ['-wal', '-shm', '']) if (existsSync(target + part)) renameSync(target + part, before + part)
    renameSync(draft, target)
    writeSeal(folder, decisions)
    const secrets = secretsFile(folder)
    if (!existsSync(secrets) && existsSync(secretsBeside(file))) copyPrivately(secretsBeside(file), secrets)
    copyFiles(attachmentsBeside(file), attachmentsIn(folder))
    return { decisions, ...(hadData && { before }) }
  } finally {
    release()
  }
}

/**
 * Files are named by what is in them, and never written again: those that are there already are the same, and two backups in one
 * folder share what `before` has.
 */
function copyFiles(from: string, to: string, before?: string): void {
  if (!existsSync(from)) return
  const names = readdirSync(before ?? from, { recursive: true, encoding: 'utf8' })
  const shared = before === undefined ? [] : names.filter((name) => isSame(join(from, name), join(before, name)))
  for (const name of shared) link(join(before ?? '', name), join(to, name))
  cpSync(from, to, { recursive: true, force: false })
}

const isSame = (one: string, other: string): boolean => {
  const [found, there] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }))
  return found?.isFile() === true && there?.isFile() === true && found.size === there.size
}

/** Where the disk knows no links, it is copied with the others. */
function link(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
  try {
    linkSync(from, to)
  } catch {}
}

/** The files of the backup before, in the same folder. */
function latestBeside(file: string): string | undefined {
  const end = attachmentsBeside('')
  const names = readdirSync(dirname(file)).filter((name) => name.endsWith(end) && name !== basename(file) + end)
  const latest = names.toSorted().at(-1)
  return latest === undefined ? undefined : join(dirname(file), latest)
}

function copyPrivately(from: string, to: string): void {
  copyFileSync(from, to)
  chmodSync(to, 0o600)
}

/** Who was signed in then is nobody now: a session may have been ended since, by hand. */
function endSessions(db: DatabaseSync): void {
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sessions'").get()) db.exec('DELETE FROM sessions')
}

/** Looks through all of a copy, whatever its size, and makes one file of it. It is gone when it does not do. */
function inspected(file: string, mend: (db: DatabaseSync) => void = () => {}): number {
  let db: DatabaseSync | undefined
  try {
    db = openDatabase(file)
    if (!isOurs(db)) throw notOurs(file)
    const [fault] = faultsOf(db)
    if (fault !== undefined) throw damaged(file, fault)
    const decisions = decisionsIn(db)
    mend(db)
    db.exec('PRAGMA journal_mode = DELETE')
    db.close()
    return decisions
  } catch (error) {
    if (db?.isOpen) db.close()
    for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true })
    throw error
  }
}

const nothingAt = (file: string): DatabaseError =>
  new DatabaseError({ zh: `找不到 ${file}`, en: `there is no ${file}` })

const alreadyThere = (file: string): DatabaseError =>
  new DatabaseError({ zh: `${file} 已经存在：换一个名字`, en: `${file} is there already: choose another name` })
