import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import type { Table } from '../../../functions/adapters/dynamodb/queries.ts'
import { SettingError } from '../../../shared/kernel/errors.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { Attachments } from '../../../shared/ports/attachments.ts'
import { attachmentsIn as attachmentsOf, dataFile, lockFolder, secretsFile } from '../../local/data-folder.ts'
import { openDatabase } from '../../local/database.ts'
import { FolderAttachments } from '../../local/store/attachments.ts'
import { copyAttachments } from './attachments.ts'
import { batchesOf } from './batches.ts'
import { tableTaker } from './dynamodb.ts'
import type { Exported } from './export-all.ts'
import { attachmentsIn, sealOf, secretsIn, thingsInFile } from './file.ts'
import { sqliteTaker } from './sqlite.ts'
import { isLive, type Taker, type Thing } from './things.ts'

/** Puts an installation into the folder of one machine that has none: all of it, or nothing. */
export async function importIntoFolder(from: string, folder: string, now: Instant): Promise<Exported> {
  const seal = await sealOf(from)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const release = lockFolder(folder)
  try {
    const file = dataFile(folder)
    if (existsSync(file))
      throw new SettingError({
        zh: `${file} 已经有了：要整体导入，换一个空的数据文件夹`,
        en: `${file} is there already: a whole installation goes into an empty data folder`,
      })
    const files = await copyFiles(from, new FolderAttachments(attachmentsOf(folder)))
    if (existsSync(secretsIn(from))) copyFileSync(secretsIn(from), secretsFile(folder))
    const draft = `${file}.importing`
    for (const part of ['', '-wal', '-shm']) rmSync(draft + part, { force: true })
    const db = openDatabase(draft)
    await putAll(from, sqliteTaker(db, now))
    db.exec('PRAGMA journal_mode = DELETE')
    db.close()
    chmodSync(draft, 0o600)
    renameSync(draft, file)
    return { ...seal, files }
  } finally {
    release()
  }
}

/** Puts an installation into the table and bucket of a fresh deployment. Cut short, it goes on with the same folder. */
export async function importIntoTable(
  from: string,
  table: Table,
  bucket: Attachments,
  now: Instant,
): Promise<Exported> {
  const seal = await sealOf(from)
  const taker = await tableTaker(table, now, seal.sha256)
  const files = await copyFiles(from, bucket)
  await putAll(from, taker)
  return { ...seal, files }
}

const copyFiles = (from: string, to: Attachments): Promise<number> =>
  copyAttachments(thingsInFile(from), new FolderAttachments(attachmentsIn(from)), to)

const AT_ONCE = 50

/** What a watchdog acts on comes last. */
async function putAll(from: string, taker: Taker): Promise<void> {
  for (const live of [false, true])
    for await (const batch of batchesOf(only(thingsInFile(from), live), AT_ONCE)) await taker.put(batch)
  await taker.end()
}

async function* only(things: AsyncIterable<Thing>, live: boolean): AsyncGenerator<Thing> {
  for await (const thing of things) if (isLive(thing) === live) yield thing
}
