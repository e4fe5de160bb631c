import { type AgreedDay, deniable, type OnRecord } from '../contract/agreements.ts'
import { type ContractState, isUnpaid, type Payment } from '../contract/contract.ts'
import type { Bound } from '../contract/decide.ts'
import { isAttended } from '../contract/due.ts'
import { CONTRACT } from '../contract/subject.ts'
import { endOf, paperName } from '../contract/works.ts'
import type { Contact, Person, Supplier } from '../directory/directory.ts'
import type { ContractFile, WorkLine } from '../evidence/contract-file.ts'
import { DEFAULT_TIMEZONE } from '../kernel/calendar.ts'
import { defined, pick } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import { idOf, kindOf } from '../kernel/subject.ts'
import type { Text } from '../kernel/text.ts'
import type { LinkRecord } from '../subject/effect.ts'
import { overAfter } from '../subject/link.ts'
import { boundTo } from './bound.ts'
import { answersFor } from './contract-people.ts'
import type { Deps } from './deps.ts'
import { contractFile } from './facts.ts'
import { unlessOver } from './open-link.ts'

/** Whose link to a contract's papers it is, and how they stand. */
export interface OpenedContract {
  readonly person: Person
  readonly file: ContractFile
  /** What its sites are called, by id. */
  readonly sites: ReadonlyMap<string, string>
  /** In which its days are counted. */
  readonly timezone: string
}

/** Undefined when the link leads to no contract, or is over. */
export async function openContract(deps: Deps, link: LinkRecord): Promise<OpenedContract | undefined> {
  const open = unlessOver(deps, await endOfContractLink(deps, link))
  if (!open) return undefined
  const { holder: person, state } = open
  const [file, bound] = await Promise.all([contractFile(deps, state.id), boundTo(deps, state.id)])
  if (!file || !bound) return undefined
  return {
    person,
    file: { ...file, works: file.works.map((work) => ({ ...work, name: nameOf(work, bound) })) },
    sites: new Map(bound.sites.map(({ id, name }) => [id, name])),
    timezone: state.terms?.timezone ?? DEFAULT_TIMEZONE,
  }
}

/** Of what is due by the customer's days: with the name of the one that it is for, or two of them read the same. */
const nameOf = ({ clause, need, name }: WorkLine, { document, calendar }: Bound): Text =>
  paperName(document, `${clause}/${need}`, calendar) ?? name

/**
 * Whose link to a contract it is, and when it is over: at no instant while its holder answers for the contract and a paper or a payment
 * is open or late. Undefined: it leads to none that is on file, or nobody on file has it.
 */
export async function endOfContractLink(
  deps: Deps,
  link: LinkRecord,
): Promise<{ readonly holder: Person; readonly state: ContractState; readonly at?: Instant } | undefined> {
  if (link.kind !== 'engineer' || kindOf(link.about) !== CONTRACT) return undefined
  const id = idOf(link.about)
  const [person, contract, state] = await Promise.all([
    deps.directory.person(link.holder),
    deps.directory.contract(id),
    deps.contracts.load(id),
  ])
  if (!person || !contract || !state) return undefined
  const isTheirs = isAttended(state) && (await answersFor(deps, contract, person.id))
  return { holder: person, state, ...(!isTheirs && { at: link.expiresAt }) }
}

/** What a contact was told of a contract: the payments that it falls to them to see to, and what they are said to have agreed to. */
export interface OpenedLetter {
  readonly contact: Contact
  readonly contract: string
  readonly customer: string
  readonly supplier: Pick<Supplier, 'name' | 'hotline'>
  readonly timezone: string
  readonly payments: readonly Payment[]
  readonly agreements: readonly AgreedDay[]
}

/** Undefined when the link leads to no such letter, or is over. */
export async function openLetter(deps: Deps, link: LinkRecord): Promise<OpenedLetter | undefined> {
  const open = unlessOver(deps, await endOfLetterLink(deps, link))
  if (!open) return undefined
  const { holder: contact, state } = open
  const [{ name, hotline }, bound] = await Promise.all([deps.directory.supplier(), boundTo(deps, state.id)])
  const { terms, payments = [] } = state
  return {
    contact,
    contract: state.id,
    customer: terms?.customerName ?? contact.customer,
    supplier: { name, hotline },
    timezone: terms?.timezone ?? DEFAULT_TIMEZONE,
    payments: payments.filter(({ told }) => told?.contact?.id === contact.id),
    agreements: bound ? deniable(state, deps.clock.now()).map((one) => agreedDay(one, bound)) : [],
  }
}

function agreedDay(
  { paper, event: { seq, fact } }: OnRecord,
  { document, calendar, sites, timezone }: Bound,
): AgreedDay {
  const { key, dueAt, firstDueAt = dueAt } = paper
  const site = sites.find(({ id }) => id === paper.site)
  const zone = (site ?? sites[0])?.timezone ?? timezone
  return {
    seq,
    name: paperName(document, key, calendar) ?? { zh: key, en: key },
    ...defined({ site: site?.name }),
    timezone: zone,
    before: firstDueAt,
    dueAt: endOf(fact, zone),
    ...pick(fact, 'by', 'how'),
  }
}

/** Whose link to such a letter it is: at no instant over while something that they were told of is not paid, or may be denied. */
export async function endOfLetterLink(
  deps: Deps,
  link: LinkRecord,
): Promise<{ readonly holder: Contact; readonly state: ContractState; readonly at?: Instant } | undefined> {
  if (link.kind !== 'customer' || kindOf(link.about) !== CONTRACT) return undefined
  const id = idOf(link.about)
  const [holder, contract, state] = await Promise.all([
    deps.directory.contact(link.holder),
    deps.directory.contract(id),
    deps.contracts.load(id),
  ])
  if (!holder || !contract || !state || holder.customer !== contract.customer) return undefined
  const isOwed = (state.payments ?? []).some((payment) => payment.told !== undefined && isUnpaid(payment))
  const isOpen = isOwed || deniable(state, deps.clock.now()).length > 0
  return { holder, state, ...(!isOpen && { at: overAfter(link, state.updatedAt) }) }
}
