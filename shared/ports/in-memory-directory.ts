import type { Directory, Supplier } from '../directory/directory.ts'
import { foundIn } from '../directory/find.ts'
import { type EntryOf, idOf } from '../directory/lists.ts'
import { rosterPeople } from '../directory/roster-people.ts'
import { normaliseSerial } from '../directory/serial.ts'
import type { DirectoryReader } from './directory.ts'

/** A directory that is at hand, looked up like one that is stored. */
export function readerOf(directory: Directory): DirectoryReader {
  const { supplier, people, rosters, customers, sites, contacts, units, loaners, contracts, prices } = directory
  const find = async <T extends EntryOf>(entries: readonly T[], id: string): Promise<T | undefined> =>
    entries.find((entry) => idOf(entry) === id)
  return {
    supplier: async (): Promise<Supplier> => supplier,
    contact: (id) => find(contacts, id),
    contactsByPhone: async (phone) => contacts.filter((contact) => contact.phone === phone),
    unit: (serial) => find(units, normaliseSerial(serial)),
    site: (id) => find(sites, id),
    customer: (id) => find(customers, id),
    customers: async () => customers,
    find: async (words, limit) => foundIn(directory, words, limit),
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
    loaners: async () => loaners,
    contract: (id) => find(contracts, id),
    contractsOf: async (customer) => contracts.filter((contract) => contract.customer === customer),
    prices: async (list) => prices.filter((price) => price.list === list),
    all: async () => directory,
  }
}
