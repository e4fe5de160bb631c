import type { DirectoryChange, EditedList } from '../directory/change.ts'
import type { Page } from './store.ts'

/** What was changed in the master data one entry at a time, by whom and why: appended to, never changed. */
export interface DirectoryRecord {
  /** The number of the last change, 0 before the first: to be read before what is decided from. */
  last(): Promise<number>
  /**
   * Writes what the changes say and the changes themselves, each entry together with its change. `conflict`, and nothing more is
   * written: somebody was first with a change, or an entry is no longer as `before` says. Many are written in parts, in order,
   * where one transaction has no room for all.
   */
  save(changes: readonly DirectoryChange[]): Promise<'saved' | 'conflict'>
  /** Of all entries or one, newest first. */
  list(query: {
    readonly of?: { readonly list: EditedList; readonly entry: string }
    readonly limit: number
    readonly cursor?: string
  }): Promise<Page<DirectoryChange>>
}
