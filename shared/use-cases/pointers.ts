import type { EditedList } from '../directory/change.ts'
import type { Contact, Directory } from '../directory/directory.ts'
import { type Pointer, pointersTo } from '../directory/edit.ts'
import type { ListName } from '../directory/lists.ts'
import type { RepairSummary } from '../repair/summary.ts'
import { openRows } from './board-rows.ts'
import type { Deps } from './deps.ts'
import { openOfUnit } from './open-of-unit.ts'

/** What would be left hanging without an entry. */
export interface PointedTo {
  /** Of the directory. */
  readonly entries: readonly Pointer[]
  /** Open repairs, by number. */
  readonly repairs: readonly string[]
  /** What was recorded about it and must be found again: reports of a unit, the file of a contract. */
  readonly records: number
}

export const isFree = ({ entries, repairs, records }: PointedTo): boolean =>
  entries.length === 0 && repairs.length === 0 && records === 0

/** `isThorough`: every open repair is looked at, which takes a while; else what is found by a key. */
export async function whatPointsTo(
  deps: Deps,
  directory: Directory,
  list: ListName,
  id: string,
  isThorough: boolean,
): Promise<PointedTo> {
  const repairs = await repairsOf(deps, directory, list, id, isThorough)
  const records = list === 'units' ? (await deps.records.ofUnit(id)).length : 0
  const filed = list === 'contracts' ? ((await deps.contracts.load(id))?.seq ?? 0) : 0
  return { entries: pointersTo(directory, list, id, deps.clock.now()), repairs, records: records + filed }
}

async function repairsOf(
  deps: Deps,
  directory: Directory,
  list: ListName,
  id: string,
  isThorough: boolean,
): Promise<readonly string[]> {
  if (list === 'units') return openOfUnit(deps, id)
  if (list === 'loaners') return one(await deps.repairs.ofLoaner(id))
  if (!isThorough) return []
  const isAbout = NAMED_IN_ROWS[list]
  if (isAbout) return (await openRows(deps, (row) => isAbout(row, id))).map((row) => row.id)
  if (list !== 'contacts') return []
  // A row names nobody of the customer's.
  const customer = directory.contacts.find((contact: Contact) => contact.id === id)?.customer
  const rows = await openRows(deps, (row) => row.customerId === undefined || row.customerId === customer)
  const loaded = await Promise.all(rows.map((row) => deps.repairs.load(row.id)))
  return loaded.flatMap((repair) => (repair?.contacts.some((contact) => contact.id === id) ? repair.id : []))
}

const one = (id: string | undefined): readonly string[] => (id === undefined ? [] : [id])

const NAMED_IN_ROWS: Partial<Record<EditedList, (row: RepairSummary, id: string) => boolean>> = {
  people: ({ assigneeId, concerns = [] }, id) => assigneeId === id || concerns.includes(id),
  customers: ({ customerId }, id) => customerId === id,
  sites: ({ siteId }, id) => siteId === id,
  rosters: ({ roster }, id) => roster === id,
}
