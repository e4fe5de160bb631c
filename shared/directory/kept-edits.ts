import { type DirectoryChange, type Edit, entryIn, isSameEntry, SUPPLIER } from './change.ts'
import type { Directory } from './directory.ts'
import { edited } from './edit.ts'
import { idOf, LIST_NAMES } from './lists.ts'

/** Where a directory file and what is on file say two things: each may have been edited since. Rosters keep a record of their own. */
export function differing(file: Directory, onFile: Directory): readonly Edit[] {
  const lists = LIST_NAMES.filter((list) => list !== 'rosters')
  const entries = lists.flatMap((list) => file[list].map((entry) => ({ list, id: idOf(entry), entry })))
  return [{ list: SUPPLIER, id: SUPPLIER, entry: file.supplier } as const, ...entries].filter(
    ({ list, id, entry }) => !isSameEntry(entry, entryIn(onFile, list, id)),
  )
}

/**
 * A directory file as it may be loaded over what is on file: what was edited here since stays as it was edited, also where it was
 * deleted. `changes`: the last one on record of each entry that differs.
 */
export const keepingEdits = (file: Directory, onFile: Directory, changes: readonly DirectoryChange[]): Directory =>
  edited(
    file,
    changes.map(({ list, entry: id }): Edit => {
      const entry = entryIn(onFile, list, id)
      return { list, id, ...(entry && { entry }) }
    }),
  )
