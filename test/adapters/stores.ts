import { expect } from 'vitest'
import type { Audit } from '../../shared/ports/audit.ts'
import type { ContractFiles } from '../../shared/ports/contracts.ts'
import type { DirectoryReader, DirectoryWriter } from '../../shared/ports/directory.ts'
import type { DirectoryRecord } from '../../shared/ports/directory-record.ts'
import type { Feed } from '../../shared/ports/feed.ts'
import type { Inboxes } from '../../shared/ports/inboxes.ts'
import type { Ledger } from '../../shared/ports/ledger.ts'
import type { Links } from '../../shared/ports/links.ts'
import type { Mutes } from '../../shared/ports/mutes.ts'
import type { ServiceRecords } from '../../shared/ports/records.ts'
import type { Shelf } from '../../shared/ports/shelf.ts'
import type { Commit, SubjectStore } from '../../shared/ports/store.ts'
import type { Tallies } from '../../shared/ports/tallies.ts'
import type { Watch } from '../../shared/ports/watch.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { aCommit } from '../support/repair-fixtures.ts'

/** An empty store, with all that is kept beside its repairs. */
export interface Stores {
  readonly store: SubjectStore
  readonly feed: Feed
  readonly inboxes: Inboxes
  readonly links: Links
  readonly ledger: Ledger
  readonly records: ServiceRecords
  readonly contractFiles: ContractFiles
  readonly audit: Audit
  readonly mutes: Mutes
  readonly tallies: Tallies
  readonly shelf: Shelf
  readonly watch: Watch
  readonly directory: DirectoryReader & DirectoryWriter
  readonly directoryRecord: DirectoryRecord
}

/** Saves the commit that leads to a repair; it must succeed. */
export const opener =
  (store: () => SubjectStore) =>
  async (repair: Repair, changes: Partial<Commit> = {}): Promise<Repair> => {
    expect(await store().save(aCommit(repair, changes))).toEqual({ outcome: 'saved' })
    return repair
  }
