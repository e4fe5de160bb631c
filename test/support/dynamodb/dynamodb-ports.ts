import { DynamoAudit } from '../../../functions/adapters/dynamodb/audit.ts'
import { DynamoContractFiles } from '../../../functions/adapters/dynamodb/contract-files.ts'
import { DynamoDirectory } from '../../../functions/adapters/dynamodb/directory.ts'
import { DynamoDirectoryRecord } from '../../../functions/adapters/dynamodb/directory-record.ts'
import { DynamoFeed } from '../../../functions/adapters/dynamodb/feed.ts'
import { DynamoInboxes } from '../../../functions/adapters/dynamodb/inboxes.ts'
import { DynamoLedger } from '../../../functions/adapters/dynamodb/ledger.ts'
import { DynamoLinks } from '../../../functions/adapters/dynamodb/links.ts'
import { DynamoMutes } from '../../../functions/adapters/dynamodb/mutes.ts'
import type { Table } from '../../../functions/adapters/dynamodb/queries.ts'
import { DynamoServiceRecords } from '../../../functions/adapters/dynamodb/records.ts'
import { DynamoShelf } from '../../../functions/adapters/dynamodb/shelf.ts'
import { DynamoSubjectStore } from '../../../functions/adapters/dynamodb/subject-store.ts'
import { DynamoTallies } from '../../../functions/adapters/dynamodb/tallies.ts'
import { DynamoWatch } from '../../../functions/adapters/dynamodb/watch.ts'

/** All that is kept in one table, each by its port. */
export const dynamoPorts = (table: Table) => ({
  store: new DynamoSubjectStore(table),
  feed: new DynamoFeed(table),
  inboxes: new DynamoInboxes(table),
  links: new DynamoLinks(table),
  ledger: new DynamoLedger(table),
  records: new DynamoServiceRecords(table),
  contractFiles: new DynamoContractFiles(table),
  audit: new DynamoAudit(table),
  mutes: new DynamoMutes(table),
  tallies: new DynamoTallies(table),
  shelf: new DynamoShelf(table),
  watch: new DynamoWatch(table),
  directory: new DynamoDirectory(table),
  directoryRecord: new DynamoDirectoryRecord(table),
})
