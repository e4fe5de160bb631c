import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { SUPPLIER } from '../../../shared/directory/change.ts'
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
} from '../../../shared/directory/directory.ts'
import { type Found, foundIn } from '../../../shared/directory/find.ts'
import { rosterPeople } from '../../../shared/directory/roster-people.ts'
import { normaliseSerial } from '../../../shared/directory/serial.ts'
import { NotFoundError } from '../../../shared/kernel/errors.ts'
import type { DirectoryReader, DirectoryWriter } from '../../../shared/ports/directory.ts'
import { migrate, transaction } from '../database.ts'
import { tables } from './schema.ts'

/** Master data in the SQLite file. */
export class SqliteDirectory implements DirectoryReader, DirectoryWriter {
  readonly #db: DatabaseSync
  readonly #sql: ReturnType<typeof prepareStatements>

  constructor(db: DatabaseSync) {
    migrate(db, tables)
    this.#db = db
    this.#sql = prepareStatements(db)
  }

  /** @throws NotFoundError before a directory was put. */
  async supplier(): Promise<Supplier> {
    const supplier = this.#one<Supplier>('supplier', SUPPLIER)
    if (!supplier)
      throw new NotFoundError({ zh: '服务目录是空的：先装入一份', en: 'the directory is empty: load one first' })
    return supplier
  }

  async contact(id: string): Promise<Contact | undefined> {
    return this.#one<Contact>('contact', id)
  }

  async contactsByPhone(phone: string): Promise<readonly Contact[]> {
    return all<Contact>(this.#sql.contactsByPhone, phone)
  }

  async unit(serial: string): Promise<Unit | undefined> {
    return this.#one<Unit>('unit', normaliseSerial(serial))
  }

  async site(id: string): Promise<Site | undefined> {
    return this.#one<Site>('site', id)
  }

  async customer(id: string): Promise<Customer | undefined> {
    return this.#one<Customer>('customer', id)
  }

  async find(words: readonly string[], limit: number): Promise<Found> {
    const [word = ''] = words.toSorted((one, other) => other.length - one.length)
    const holding = <T>(kind: string) => all<T>(this.#sql.holding, kind, word)
    return foundIn({ contacts: holding('contact'), sites: holding('site'), units: holding('unit') }, words, limit)
  }

  async unitsAt(site: string): Promise<readonly Unit[]> {
    return all<Unit>(this.#sql.unitsAt, site)
  }

  async contactsOf(site: string): Promise<readonly Contact[]> {
    return all<Contact>(this.#sql.contactsOf, site)
  }

  async roster(id: string): Promise<{ roster: Roster; people: readonly Person[] } | undefined> {
    const roster = this.#one<Roster>('roster', id)
    if (!roster) return undefined
    const people = rosterPeople(roster).toSorted()
    return { roster, people: people.flatMap((person) => this.#one<Person>('person', person) ?? []) }
  }

  async rosters(): Promise<readonly Roster[]> {
    return all<Roster>(this.#sql.ofKind, 'roster')
  }

  async person(id: string): Promise<Person | undefined> {
    return this.#one<Person>('person', id)
  }

  async loaner(serial: string): Promise<LoanerUnit | undefined> {
    return all<LoanerUnit>(this.#sql.loanerData, normaliseSerial(serial))[0]
  }

  async loaners(): Promise<readonly LoanerUnit[]> {
    return all<LoanerUnit>(this.#sql.allLoaners)
  }

  async contract(id: string): Promise<Contract | undefined> {
    return all<Contract>(this.#sql.contract, id)[0]
  }

  async contractsOf(customer: string): Promise<readonly Contract[]> {
    return all<Contract>(this.#sql.contractsOf, customer)
  }

  async prices(list: string): Promise<readonly Price[]> {
    return all<Price>(this.#sql.prices, list)
  }

  async customers(): Promise<readonly Customer[]> {
    return all<Customer>(this.#sql.ofKind, 'customer')
  }

  async all(): Promise<Directory> {
    return {
      supplier: await this.supplier(),
      people: all<Person>(this.#sql.ofKind, 'person'),
      rosters: await this.rosters(),
      customers: all<Customer>(this.#sql.ofKind, 'customer'),
      sites: all<Site>(this.#sql.ofKind, 'site'),
      contacts: all<Contact>(this.#sql.ofKind, 'contact'),
      units: all<Unit>(this.#sql.ofKind, 'unit'),
      loaners: all<LoanerUnit>(this.#sql.allLoaners),
      contracts: all<Contract>(this.#sql.allContracts),
      prices: all<Price>(this.#sql.allPrices),
    }
  }

  put(directory: Directory): Promise<void> {
    return this.merge(directory)
  }

  async merge(part: Partial<Directory>): Promise<void> {
    this.mergeNow(part)
  }

  mergeNow(part: Partial<Directory>): void {
    transaction(this.#db, () => {
      if (part.supplier) this.#put('supplier', SUPPLIER, part.supplier)
      for (const person of part.people ?? []) this.#put('person', person.id, person)
      for (const roster of part.rosters ?? []) this.#put('roster', roster.id, roster)
      for (const customer of part.customers ?? []) this.#put('customer', customer.id, customer)
      for (const site of part.sites ?? []) this.#put('site', site.id, site)
      for (const contact of part.contacts ?? []) this.#putContact(contact)
      for (const unit of part.units ?? []) this.#put('unit', normaliseSerial(unit.serial), unit)
      for (const loaner of part.loaners ?? []) {
        this.#sql.putLoaner.run(normaliseSerial(loaner.serial), JSON.stringify(loaner))
      }
      for (const contract of part.contracts ?? []) {
        this.#sql.putContract.run(contract.id, contract.customer, JSON.stringify(contract))
      }
      for (const price of part.prices ?? []) this.#sql.putPrice.run(price.list, price.code, JSON.stringify(price))
    })
  }

  forgetSites(contact: string): void {
    this.#sql.forgetSites.run(contact)
  }

  #putContact(contact: Contact): void {
    this.#put('contact', contact.id, contact)
    this.forgetSites(contact.id)
    for (const site of new Set(contact.sites)) this.#sql.putSite.run(site, contact.id)
  }

  #put(kind: string, id: string, value: unknown): void {
    this.#sql.put.run(kind, id, JSON.stringify(value))
  }

  #one<T>(kind: string, id: string): T | undefined {
    return all<T>(this.#sql.get, kind, id)[0]
  }
}

const all = <T>(statement: StatementSync, ...parameters: string[]): T[] =>
  statement.all(...parameters).map((row) => JSON.parse(String(row.data)) as T)

/** The statements of the directory, compiled once. */
export const prepareStatements = (db: DatabaseSync) => ({
  get: db.prepare('SELECT data FROM directory WHERE kind = ? AND id = ?'),
  ofKind: db.prepare('SELECT data FROM directory WHERE kind = ? ORDER BY id'),
  contactsByPhone: db.prepare("SELECT data FROM directory WHERE kind = 'contact' AND data ->> '$.phone' = ?"),
  /** Narrows before anything is read: whether the word names it is `foundIn`'s to say. */
  holding: db.prepare('SELECT data FROM directory WHERE kind = ? AND instr(lower(data), ?) > 0 ORDER BY id'),
  unitsAt: db.prepare("SELECT data FROM directory WHERE kind = 'unit' AND data ->> '$.site' = ? ORDER BY id"),
  contactsOf: db.prepare(`
    SELECT data FROM contact_sites JOIN directory ON kind = 'contact' AND id = contact
    WHERE site = ? ORDER BY contact`),
  loanerData: db.prepare('SELECT data FROM loaners WHERE serial = ?'),
  contract: db.prepare('SELECT data FROM contracts WHERE id = ?'),
  contractsOf: db.prepare('SELECT data FROM contracts WHERE customer = ? ORDER BY id'),
  prices: db.prepare('SELECT data FROM prices WHERE list = ? ORDER BY code'),
  allLoaners: db.prepare('SELECT data FROM loaners ORDER BY serial'),
  allContracts: db.prepare('SELECT data FROM contracts ORDER BY id'),
  allPrices: db.prepare('SELECT data FROM prices ORDER BY list, code'),
  put: db.prepare(
    'INSERT INTO directory (kind, id, data) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET data = excluded.data',
  ),
  forgetSites: db.prepare('DELETE FROM contact_sites WHERE contact = ?'),
  putSite: db.prepare('INSERT INTO contact_sites (site, contact) VALUES (?, ?)'),
  // A repair that holds the loaner goes on holding it.
  putLoaner: db.prepare(
    'INSERT INTO loaners (serial, data) VALUES (?, ?) ON CONFLICT (serial) DO UPDATE SET data = excluded.data',
  ),
  putContract: db.prepare(`
    INSERT INTO contracts (id, customer, data) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET customer = excluded.customer, data = excluded.data`),
  putPrice: db.prepare(`
    INSERT INTO prices (list, code, data) VALUES (?, ?, ?) ON CONFLICT (list, code) DO UPDATE SET data = excluded.data`),
})
