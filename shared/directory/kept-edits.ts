import { defined, without } from '../kernel/fields.ts'
import { type DirectoryChange, type Edit, entryIn, isSameEntry, SUPPLIER } from './change.ts'
import type { Directory, Person } from './directory.ts'
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

/** A directory file as it may be loaded over what is on file: which numbers were proved it cannot know. */
export function keepingNumbers(file: Directory, onFile: Directory): Directory {
  const proved = new Map(onFile.people.map(({ id, verified }) => [id, verified]))
  return {
    ...file,
    people: file.people.map((person) => ({ ...person, ...defined({ verified: proved.get(person.id) }) })),
  }
}

/** A number was proved, and nothing edited: what a file says of the person since then holds. */
export const isProof = ({ list, before, after }: DirectoryChange): boolean =>
  list === 'people' &&
  before !== undefined &&
  isSameEntry(unproved(before as Person), after && unproved(after as Person))
const unproved = (person: Person): Person => without(person, 'verified')
