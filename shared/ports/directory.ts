import type { Contact, Customer, Directory, Person, Roster, Site, Supplier, Unit } from '../directory/directory.ts'

/** Master data, looked up one thing at a time. */
export interface DirectoryReader {
  supplier(): Promise<Supplier>
  /** E.164. */
  contactByPhone(phone: string): Promise<Contact | undefined>
  /** Serial numbers compare without case and spaces (`normaliseSerial`). */
  unit(serial: string): Promise<Unit | undefined>
  site(id: string): Promise<Site | undefined>
  customer(id: string): Promise<Customer | undefined>
  unitsAt(site: string): Promise<readonly Unit[]>
  contactsOf(site: string): Promise<readonly Contact[]>
  roster(id: string): Promise<{ roster: Roster; people: readonly Person[] } | undefined>
  rosters(): Promise<readonly Roster[]>
  person(id: string): Promise<Person | undefined>
}

export interface DirectoryWriter {
  /** Replaces what the ids name; nothing is deleted. */
  put(directory: Directory): Promise<void>
}
