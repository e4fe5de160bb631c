import { DynamoAudit } from '../../../functions/adapters/dynamodb/audit.ts'
import { DynamoFeed } from '../../../functions/adapters/dynamodb/feed.ts'
import type { Table } from '../../../functions/adapters/dynamodb/queries.ts'
import { attachmentsInBucket } from '../../../functions/adapters/s3/bucket.ts'
import { systemClock } from '../../../functions/adapters/system-clock.ts'
import { SettingError } from '../../../shared/kernel/errors.ts'
import type { Attachments } from '../../../shared/ports/attachments.ts'
import type { Audit } from '../../../shared/ports/audit.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import { openClock } from '../../local/clock.ts'
import { attachmentsIn, lockFolder, secretsFile } from '../../local/data-folder.ts'
import { openDatabase } from '../../local/database.ts'
import { FolderAttachments } from '../../local/store/attachments.ts'
import { SqliteAudit } from '../../local/store/audit.ts'
import { fileThere } from '../target.ts'
import { thingsInTable } from './dynamodb.ts'
import { thingsIn } from './sqlite.ts'
import type { Thing } from './things.ts'

/** What is exported whole: nobody saves anything there meanwhile, or it is refused. */
export interface Source {
  readonly name: string
  readonly audit: Audit
  readonly clock: Clock
  readonly attachments: Attachments
  /** A file of secrets, where they are kept in one. */
  readonly secrets?: string
  things(): AsyncIterable<Thing>
  close(): void
}

/** @throws DatabaseError while the system runs. */
export function folderSource(folder: string): Source {
  const name = fileThere(folder)
  const release = lockFolder(folder)
  const db = openDatabase(name, { mayUpgrade: false })
  return {
    name,
    audit: new SqliteAudit(db),
    clock: openClock(db),
    attachments: new FolderAttachments(attachmentsIn(folder)),
    secrets: secretsFile(folder),
    things: () => thingsIn(db),
    close() {
      db.close()
      release()
    },
  }
}

export const tableSource = (table: Table, attachments: Attachments): Source => ({
  name: table.name,
  audit: new DynamoAudit(table),
  clock: systemClock,
  attachments,
  things: () => whileNobodySaves(table),
  close: () => table.client.destroy(),
})

/** Nobody can stop a table from here: what was saved meanwhile may be in the file by half. */
async function* whileNobodySaves(table: Table): AsyncGenerator<Thing> {
  const feed = new DynamoFeed(table)
  const before = await feed.read({ limit: 1 })
  yield* thingsInTable(table)
  const since = before === 'unknown' ? before : await feed.read({ after: before.cursor, limit: 1 })
  if (since === 'unknown' || since.items.length > 0)
    throw new SettingError({
      zh: `导出期间 ${table.name} 还在写入：先停掉系统，过几秒再导出`,
      en: `${table.name} was written to meanwhile: stop the system, wait some seconds, and export again`,
    })
}

/** @throws SettingError where none is named. */
export function bucketNamed(bucket: string | undefined): Attachments {
  if (bucket) return attachmentsInBucket(bucket)
  throw new SettingError({
    zh: '照片和附件在哪个桶？加上 --bucket 桶名',
    en: 'in which bucket are photos and papers? Add --bucket NAME',
  })
}
