import type { DirectoryReader } from '../ports/directory.ts'
import type { Directory, Price, Supplier } from './directory.ts'
import { rosterPeople } from './roster-people.ts'
import { normaliseSerial } from './serial.ts'

export type ListName = Exclude<keyof Directory, 'supplier'>
export type EntryOf<L extends ListName = ListName> = Directory[L][number]

const LIST_NAMES: readonly ListName[] = [
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
  ...(part.supplier && { supplier: part.supplier }),
  ...Object.fromEntries(LIST_NAMES.map((list) => [list, mergedList(directory[list], part[list] ?? [])])),
})

function mergedList(before: readonly EntryOf[], changes: readonly EntryOf[]): readonly EntryOf[] {
  const entries = new Map(before.map((entry) => [idOf(entry), entry]))
  for (const entry of changes) entries.set(idOf(entry), entry)
  return [...entries.values()]
}

/** A directory that is at hand, looked up like one that is stored. */
export function readerOf(directory: Directory): DirectoryReader {
  const { supplier, people, rosters, customers, sites, contacts, units, loaners, contracts, prices } = directory
  const find = async <T extends EntryOf>(entries: readonly T[], id: string): Promise<T | undefined> =>
    entries.find((entry) => idOf(entry) === id)
  return {
    supplier: async (): Promise<Supplier> => supplier,
    contactsByPhone: async (phone) => contacts.filter((contact) => contact.phone === phone),
    unit: (serial) => find(units, normaliseSerial(serial)),
    site: (id) => find(sites, id),
    customer: (id) => find(customers, id),
    customers: async () => customers,
    unitsAt: async (site) => units.filter((unit) => unit.site === site),
    contactsOf: async (site) => contacts.filter((contact) => contact.sites.includes(site)),
    roster: async (id) => {
      const roster = await find(rosters, id)
      const ids = roster ? rosterPeople(roster) : []
      return roster && { roster, people: people.filter((person) => ids.includes(person.id)) }
    },
    rosters: async () => rosters,
    person: (id) => find(people, id),
    loaner: (serial) => find(loaners, normaliseSerial(serial)),
    contract: (id) => find(contracts, id),
    contractsOf: async (customer) => contracts.filter((contract) => contract.customer === customer),
    prices: async (list) => prices.filter((price) => price.list === list),
    all: async () => directory,
  }
}
