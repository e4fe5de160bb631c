import { expect } from 'vitest'
import type { DirectoryReader, DirectoryWriter } from '../../shared/ports/directory.ts'
import type { Commit, RepairStore } from '../../shared/ports/store.ts'
import type { Repair } from '../../shared/repair/repair.ts'
import { aCommit } from '../support/repair-fixtures.ts'

/** An empty store and its directory. */
export interface Stores {
  readonly store: RepairStore
  readonly directory: DirectoryReader & DirectoryWriter
}

/** Saves the commit that leads to a repair; it must succeed. */
export const opener =
  (store: () => RepairStore) =>
  async (repair: Repair, changes: Partial<Commit> = {}): Promise<Repair> => {
    expect(await store().save(aCommit(repair, changes))).toEqual({ outcome: 'saved' })
    return repair
  }
