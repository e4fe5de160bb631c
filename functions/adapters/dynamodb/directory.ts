import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type {
  Contact,
  Customer,
  Directory,
  LoanerUnit,
  Person,
  Roster,
  Site,
  Supplier,
  Unit,
} from '../../../shared/directory/directory.ts'
import { rosterPeople } from '../../../shared/directory/roster-people.ts'
import { NotFoundError } from '../../../shared/errors/errors.ts'
import type { DirectoryReader, DirectoryWriter } from '../../../shared/ports/directory.ts'
import { getItems, putItems } from './batches.ts'
import {
  CONTACT,
  contactKey,
  customerKey,
  type Key,
  loanerKey,
  personKey,
  phoneKey,
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
import { BOARD_INDEX } from './table.ts'

/** Master data in the same table; read as it stands a moment ago. */
export class DynamoDirectory implements DirectoryReader, DirectoryWriter {
  readonly #table: Table

  constructor(table: Table) {
    this.#table = table
  }

  /** @throws NotFoundError before a directory was put. */
  async supplier(): Promise<Supplier> {
    const supplier = await this.#get<Supplier>(supplierKey)
    if (!supplier) throw new NotFoundError('the directory is empty: load one first')
    return supplier
  }

  async contactByPhone(phone: string): Promise<Contact | undefined> {
    const { gsi1pk } = phoneKey(phone)
    const [contact] = await this.#query<Contact>('gsi1pk = :pk', { ':pk': gsi1pk }, BOARD_INDEX)
    return contact
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

  /** People come first and the supplier last, so that what is read in between refers to nothing that is not there yet. */
  async put(directory: Directory): Promise<void> {
    const outdated = await this.#outdatedCopies(directory.contacts)
    await putItems(this.#table, itemsOf(directory))
    for (const loaner of directory.loaners) await this.#putLoaner(loaner)
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
      ...(index !== undefined && { IndexName: index }),
    })
    return items.map((item) => jsonOf<T>(item, 'data'))
  }
}

function itemsOf(directory: Directory): readonly Item[] {
  return [
    ...directory.people.map((person) => item(personKey(person.id), person)),
    ...directory.rosters.map((roster) => item(rosterKey(roster.id), roster)),
    ...directory.customers.map((customer) => item(customerKey(customer.id), customer)),
    ...directory.sites.map((site) => item(siteKey(site.id), site)),
    ...directory.contacts.flatMap((contact) => [
      { ...item(contactKey(contact.id), contact), ...(contact.phone !== undefined && phoneKey(contact.phone)) },
      ...contact.sites.map((site) => item(siteContactKey(site, contact.id), contact)),
    ]),
    ...directory.units.map((unit) => ({ ...item(unitKey(unit.serial), unit), ...siteUnitKey(unit.site, unit.serial) })),
    item(supplierKey, directory.supplier),
  ]
}

const item = (key: Key, data: unknown): Item => ({ ...key, data: JSON.stringify(data) })

const byId = (a: Person, b: Person): number => (a.id < b.id ? -1 : 1)
