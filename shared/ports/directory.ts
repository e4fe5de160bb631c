import type {
  Contact,
  Contract,
  Customer,
  Directory,
  LoanerUnit,
  Person,
  Price,
  Roster,
  Site,
  Supplier,
  Unit,
} from '../directory/directory.ts'
import type { Found } from '../directory/find.ts'

/** Master data, looked up one thing at a time. */
export interface DirectoryReader {
  supplier(): Promise<Supplier>
  contact(id: string): Promise<Contact | undefined>
  /** Everyone on file with this number, E.164: one person, colleagues who share it, or a switchboard. */
  contactsByPhone(phone: string): Promise<readonly Contact[]>
  /** Serial numbers compare without case and spaces (`normaliseSerial`). */
  unit(serial: string): Promise<Unit | undefined>
  site(id: string): Promise<Site | undefined>
  customer(id: string): Promise<Customer | undefined>
  customers(): Promise<readonly Customer[]>
  /** Who and what every word stands in, as `foundIn` has it: at most so many of each. */
  find(words: readonly string[], limit: number): Promise<Found>
  unitsAt(site: string): Promise<readonly Unit[]>
  contactsOf(site: string): Promise<readonly Contact[]>
  roster(id: string): Promise<{ roster: Roster; people: readonly Person[] } | undefined>
  rosters(): Promise<readonly Roster[]>
  person(id: string): Promise<Person | undefined>
  loaner(serial: string): Promise<LoanerUnit | undefined>
  loaners(): Promise<readonly LoanerUnit[]>
  contract(id: string): Promise<Contract | undefined>
  contractsOf(customer: string): Promise<readonly Contract[]>
  /** The whole price list; empty when there is none of that id. */
  prices(list: string): Promise<readonly Price[]>
  /** Everything on file, each list by id: for exports and for telling what an import changes. */
  all(): Promise<Directory>
}

export interface DirectoryWriter {
  /** Replaces what the ids name; nothing is deleted. */
  put(directory: Directory): Promise<void>
  /** Replaces what the ids of these lists name; lists that are absent stay as they are. */
  merge(part: Partial<Directory>): Promise<void>
}
