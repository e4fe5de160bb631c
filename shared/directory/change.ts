import type { Actor } from '../kernel/actor.ts'
import { canonical } from '../kernel/canonical.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Directory, Supplier, Unit } from './directory.ts'
import { type EntryOf, idOf, type ListName } from './lists.ts'

/** What can be edited, one entry at a time: an entry of a list, or what is said of the supplier. */
export type EditedList = ListName | typeof SUPPLIER
export type Edited = EntryOf | Supplier
export const SUPPLIER = 'supplier'

/** One line of the directory record: who changed what, when and why. Nothing takes it out again. */
export interface DirectoryChange {
  /** Counts from 1 over all lists. */
  readonly seq: number
  readonly at: Instant
  readonly by: Actor
  readonly reason: string
  readonly list: EditedList
  /** As `idOf` has it. */
  readonly entry: string
  /** Absent: it was not there. */
  readonly before?: Edited
  /** Absent: it is gone. */
  readonly after?: Edited
}

/** An entry as somebody wants it to be; absent: gone. */
export interface Edit {
  readonly list: EditedList
  readonly id: string
  readonly entry?: Edited
}

export const entryIn = (directory: Directory, list: EditedList, id: string): Edited | undefined =>
  list === SUPPLIER ? directory.supplier : (directory[list] as readonly EntryOf[]).find((entry) => idOf(entry) === id)

/** The supplier is one, and has no id of its own. */
export const idIn = (list: EditedList, entry: Edited): string => (list === SUPPLIER ? SUPPLIER : idOf(entry as EntryOf))

export const isSameEntry = (one: Edited | undefined, other: Edited | undefined): boolean =>
  canonical(one) === canonical(other)

/** By which it is known whether an entry is still as somebody has read it. */
export const versionOf = ({ digest }: { readonly digest: (text: string) => string }, entry: Edited): string =>
  digest(canonical(entry)).slice(0, 16)

/** Whose a unit is. */
export const ownerOf = ({ sites }: Pick<Directory, 'sites'>, { site }: Pick<Unit, 'site'>): string | undefined =>
  sites.find(({ id }) => id === site)?.customer
