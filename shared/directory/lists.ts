import { defined } from '../kernel/fields.ts'
import type { Directory, Price } from './directory.ts'
import { normaliseSerial } from './serial.ts'

export type ListName = Exclude<keyof Directory, 'supplier'>
export type EntryOf<L extends ListName = ListName> = Directory[L][number]

export const LIST_NAMES: readonly ListName[] = [
  'people',
  'rosters',
  'customers',
  'sites',
  'contacts',
  'units',
  'loaners',
  'contracts',
  'prices',
]

/** What tells the entries of a list apart: their id, serial number, or price list and code. */
export const idOf = (entry: EntryOf): string =>
  'serial' in entry ? normaliseSerial(entry.serial) : 'id' in entry ? entry.id : priceId(entry)
const priceId = ({ list, code }: Pick<Price, 'list' | 'code'>): string => `${list} ${code}`

/** The directory once a part is merged into it: what the part names is replaced in its place, what is new comes after. */
export const merged = (directory: Directory, part: Partial<Directory>): Directory => ({
  ...directory,
  ...defined({ supplier: part.supplier }),
  ...Object.fromEntries(LIST_NAMES.map((list) => [list, mergedList(directory[list], part[list] ?? [])])),
})

function mergedList(before: readonly EntryOf[], changes: readonly EntryOf[]): readonly EntryOf[] {
  const entries = new Map(before.map((entry) => [idOf(entry), entry]))
  for (const entry of changes) entries.set(idOf(entry), entry)
  return [...entries.values()]
}

/** The directory without one entry of a list. */
export const lacking = (directory: Directory, list: ListName, id: string): Directory => ({
  ...directory,
  [list]: (directory[list] as readonly EntryOf[]).filter((entry) => idOf(entry) !== id),
})
