import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
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
import { defined } from '../../../shared/kernel/fields.ts'
import type { DirectoryReader, DirectoryWriter } from '../../../shared/ports/directory.ts'
import { getItems, putItems } from './batches.ts'
import {
  CONTACT,
  contactKey,
  contractKey,
  contractsPartition,
  customerContractKey,
  customerKey,
  type Key,
  LOANERS,
  listKey,
  listPartition,
  loanerKey,
  type MasterList,
  personKey,
  phoneKey,
  priceKey,
  pricesPartition,
  ROSTERS,
  rosterKey,
  siteContactKey,
  siteKey,
  sitePartition,
  siteUnitKey,
  supplierKey,
  unitKey,
  unitsPartition,
} from './keys.ts'
import { getItem, type Item, jsonOf, queryItems, type Table } from './queries.ts'
import { BOARD_INDEX, WAITING_INDEX } from './table.ts'

/** Master data in the same table; read as it stands a moment ago. */
export class DynamoDirectory implements DirectoryReader, DirectoryWriter {
  readonly #table: Table

  constructor(table: Table) {
    this.#table = table
  }

  /** @throws NotFoundError before a directory was put. */
  async supplier(): Promise<Supplier> {
    const supplier = await this.#get<Supplier>(supplierKey)
    if (!supplier)
      throw new NotFoundError({ zh: '服务目录是空的：先装入一份', en: 'the directory is empty: load one first' })
    return supplier
  }

  contact(id: string): Promise<Contact | undefined> {
    return this.#get<Contact>(contactKey(id))
  }

  contactsByPhone(phone: string): Promise<readonly Contact[]> {
    const { gsi1pk } = phoneKey(phone)
    return this.#query<Contact>('gsi1pk = :pk', { ':pk': gsi1pk }, BOARD_INDEX)
  }

  unit(serial: string): Promise<Unit | undefined> {
    return this.#get<Unit>(unitKey(serial))
  }

  site(id: string): Promise<Site | undefined> {
    return this.#get<Site>(siteKey(id))
  }

  customer(id: string): Promise<Customer | undefined> {
    return this.#get<Customer>(customerKey(id))
  }

  async find(words: readonly string[], limit: number): Promise<Found> {
    const [contacts, sites, units] = await Promise.all([
      this.#list<Contact>('contacts', words),
      this.#list<Site>('sites', words),
      this.#list<Unit>('units', words),
    ])
    return foundIn({ contacts, sites, units }, words, limit)
  }

  unitsAt(site: string): Promise<readonly Unit[]> {
    return this.#query<Unit>('gsi1pk = :pk', { ':pk': unitsPartition(site) }, BOARD_INDEX)
  }

  contactsOf(site: string): Promise<readonly Contact[]> {
    const values = { ':pk': sitePartition(site), ':contact': CONTACT }
    return this.#query<Contact>('pk = :pk AND begins_with(sk, :contact)', values)
  }

  async roster(id: string): Promise<{ roster: Roster; people: readonly Person[] } | undefined> {
    const roster = await this.#get<Roster>(rosterKey(id))
    if (!roster) return undefined
    const people = await getItems(this.#table, rosterPeople(roster).map(personKey))
    return { roster, people: people.map((item) => jsonOf<Person>(item, 'data')).toSorted(byId) }
  }

  rosters(): Promise<readonly Roster[]> {
    return this.#query<Roster>('pk = :pk', { ':pk': ROSTERS })
  }

  person(id: string): Promise<Person | undefined> {
    return this.#get<Person>(personKey(id))
  }

  loaners(): Promise<readonly LoanerUnit[]> {
    return this.#query<LoanerUnit>('pk = :pk', { ':pk': LOANERS })
  }

  loaner(serial: string): Promise<LoanerUnit | undefined> {
    return this.#get<LoanerUnit>(loanerKey(serial))
  }

  contract(id: string): Promise<Contract | undefined> {
    return this.#get<Contract>(contractKey(id))
  }

  contractsOf(customer: string): Promise<readonly Contract[]> {
    return this.#query<Contract>('gsi1pk = :pk', { ':pk': contractsPartition(customer) }, BOARD_INDEX)
  }

  prices(list: string): Promise<readonly Price[]> {
    return this.#query<Price>('pk = :pk', { ':pk': pricesPartition(list) })
  }

  async customers(): Promise<readonly Customer[]> {
    return this.#list('customers')
  }

  /** With words, what may hold the longest, as people write it: the table looks at all of the list, and sends no more than that. */
  async #list<T>(name: MasterList, words: readonly string[] = []): Promise<readonly T[]> {
    const [word] = words.toSorted((one, other) => other.length - one.length)
    const spelt = word === undefined ? [] : [word, word.toUpperCase(), word.slice(0, 1).toUpperCase() + word.slice(1)]
    const items = await queryItems(this.#table, {
      KeyConditionExpression: 'gsi2pk = :pk',
      ExpressionAttributeValues: {
        ':pk': listPartition(name),
        ...Object.fromEntries(spelt.map((one, index) => [`:word${index}`, one])),
      },
      IndexName: WAITING_INDEX,
      ...(word !== undefined && {
        FilterExpression: spelt.map((_, index) => `contains(#data, :word${index})`).join(' OR '),
        ExpressionAttributeNames: { '#data': 'data' },
      }),
    })
    return items.map((item) => jsonOf<T>(item, 'data'))
  }

  async all(): Promise<Directory> {
    const list = <T>(name: MasterList) => this.#list<T>(name)
    const [supplier, rosters, loaners] = await Promise.all([this.supplier(), this.rosters(), this.loaners()])
    const [people, customers, sites, contacts] = await Promise.all([
      list<Person>('people'),
      list<Customer>('customers'),
      list<Site>('sites'),
      list<Contact>('contacts'),
    ])
    const [units, contracts, prices] = await Promise.all([
      list<Unit>('units'),
      list<Contract>('contracts'),
      list<Price>('prices'),
    ])
    return { supplier, people, rosters, customers, sites, contacts, units, loaners, contracts, prices }
  }

  put(directory: Directory): Promise<void> {
    return this.merge(directory)
  }

  /** People come first and the supplier last, so that what is read in between refers to nothing that is not there yet. */
  async merge(part: Partial<Directory>): Promise<void> {
    const outdated = await this.#outdatedCopies(part.contacts ?? [])
    await putItems(this.#table, itemsOf(part))
    for (const loaner of part.loaners ?? []) await this.#putLoaner(loaner)
    for (const Key of outdated) {
      await this.#table.client.send(new DeleteCommand({ TableName: this.#table.name, Key }))
    }
  }

  /** Copies of contacts at sites they no longer report for. */
  async #outdatedCopies(contacts: readonly Contact[]): Promise<readonly Key[]> {
    const now = new Map(contacts.map((contact) => [contact.id, contact]))
    const before = await getItems(this.#table, [...now.keys()].map(contactKey))
    return before
      .map((item) => jsonOf<Contact>(item, 'data'))
      .flatMap(({ id, sites }) =>
        sites.filter((site) => !now.get(id)?.sites.includes(site)).map((site) => siteContactKey(site, id)),
      )
  }

  /** An update, so that a repair that holds the loaner goes on holding it. */
  async #putLoaner(loaner: LoanerUnit): Promise<void> {
    await this.#table.client.send(
      new UpdateCommand({
        TableName: this.#table.name,
        Key: loanerKey(loaner.serial),
        UpdateExpression: 'SET #data = :data',
        ExpressionAttributeNames: { '#data': 'data' },
        ExpressionAttributeValues: { ':data': JSON.stringify(loaner) },
      }),
    )
  }

  async #get<T>(key: Key): Promise<T | undefined> {
    const item = await getItem(this.#table, key, false)
    return item && jsonOf<T>(item, 'data')
  }

  async #query<T>(condition: string, values: Record<string, string>, index?: string): Promise<readonly T[]> {
    const items = await queryItems(this.#table, {
      KeyConditionExpression: condition,
      ExpressionAttributeValues: values,
      ...defined({ IndexName: index }),
    })
    return items.map((item) => jsonOf<T>(item, 'data'))
  }
}

export function itemsOf(part: Partial<Directory>): readonly Item[] {
  const { people = [], rosters = [], customers = [], sites = [], contacts = [], units = [] } = part
  const { contracts = [], prices = [], supplier } = part
  return [
    ...people.map((person) => listed('people', person.id, personKey(person.id), person)),
    ...rosters.map((roster) => item(rosterKey(roster.id), roster)),
    ...customers.map((customer) => listed('customers', customer.id, customerKey(customer.id), customer)),
    ...sites.map((site) => listed('sites', site.id, siteKey(site.id), site)),
    ...contacts.flatMap((contact) => [
      {
        ...listed('contacts', contact.id, contactKey(contact.id), contact),
        ...(contact.phone !== undefined && phoneKey(contact.phone)),
      },
      ...contact.sites.map((site) => item(siteContactKey(site, contact.id), contact)),
    ]),
    ...units.map((unit) => ({
      ...listed('units', normaliseSerial(unit.serial), unitKey(unit.serial), unit),
      ...siteUnitKey(unit.site, unit.serial),
    })),
    ...prices.map((price) => listed('prices', `${price.list}#${price.code}`, priceKey(price.list, price.code), price)),
    ...contracts.map((contract) => ({
      ...listed('contracts', contract.id, contractKey(contract.id), contract),
      ...customerContractKey(contract.customer, contract.id),
    })),
    ...(supplier ? [item(supplierKey, supplier)] : []),
  ]
}

const item = (key: Key, data: unknown): Item => ({ ...key, data: JSON.stringify(data) })

const listed = (list: MasterList, id: string, key: Key, data: unknown): Item => ({
  ...item(key, data),
  ...listKey(list, id),
})

const byId = (a: Person, b: Person): number => (a.id < b.id ? -1 : 1)
