import { tellOfCalendar } from '../contract/decide.ts'
import { contractSubject } from '../contract/subject.ts'
import type { Contact, Customer, Site } from '../directory/directory.ts'
import type { Actor } from '../kernel/actor.ts'
import { BadRequestError, fault, noSite } from '../kernel/errors.ts'
import { pick } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import { idOf, kindOf } from '../kernel/subject.ts'
import type { CalendarEntry, Happening } from '../schedule/customer-calendar.ts'
import type { CalendarChange } from '../schedule/decide-calendar.ts'
import { linkAt } from '../shell/issue-link.ts'
import type { LinkRecord, LinkTo } from '../subject/effect.ts'
import { CALENDAR, calendarOf, calendarSubject } from './calendar-of.ts'
import { recordOn, tryFor } from './contract-ledger.ts'
import { laddersOf } from './contract-people.ts'
import { changeCalendar } from './customer-calendar.ts'
import type { Deps } from './deps.ts'
import { startOrWake } from './start-subject.ts'

// A contact keeps their own calendar behind a link: what holds everywhere, and at the sites that they report for. What is of other sites
// is not theirs to see, and what others wrote is not theirs to change.

/** So long after the desk gave it to them. */
const LASTS = 'PT8760H'

/** What opens the calendar of a customer to one of their contacts. Throws BadRequestError where they are none of theirs. */
export async function calendarLink(
  deps: Pick<Deps, 'directory'>,
  { id: customer }: Customer,
  contact: string,
): Promise<LinkTo> {
  const found = await deps.directory.contact(contact)
  if (found?.customer !== customer)
    throw new BadRequestError([fault('contact', `没有联系人 "${contact}"`, `no contact has the id "${contact}"`)])
  return { kind: 'customer', about: calendarSubject(customer), holder: contact }
}

/** Its address. */
export const addressOfCalendar = (deps: Deps, link: LinkTo) => linkAt(deps, link, 'c', LASTS)

/** A calendar as one contact has it before them. */
export interface OwnCalendar {
  readonly contact: Contact
  readonly customer: Customer
  /** Those that they report for, under this customer. */
  readonly sites: readonly Site[]
  /** They report for all there are: what they enter may hold everywhere. */
  readonly isForAll: boolean
  readonly entries: readonly (CalendarEntry & { readonly isOwn: boolean })[]
}

/** Whose link to a calendar it is, and when it is over. Undefined: it leads to none, or nobody of that customer has it. */
export async function endOfCalendarLink(
  deps: Pick<Deps, 'directory'>,
  link: LinkRecord,
): Promise<{ readonly holder: Contact; readonly at: Instant } | undefined> {
  if (link.kind !== 'customer' || kindOf(link.about) !== CALENDAR) return undefined
  const contact = await deps.directory.contact(link.holder)
  return contact?.customer === idOf(link.about) ? { holder: contact, at: link.expiresAt } : undefined
}

/** Undefined: the link is over. */
export async function openCalendar(deps: Deps, link: LinkRecord): Promise<OwnCalendar | undefined> {
  const open = await endOfCalendarLink(deps, link)
  const customer = open && (await deps.directory.customer(open.holder.customer))
  if (!open || !customer || open.at <= deps.clock.now()) return undefined
  const contact = open.holder
  const { sites: all } = await deps.directory.all()
  const ofCustomer = all.filter((site) => site.customer === customer.id)
  const sites = ofCustomer.filter(({ id }) => contact.sites.includes(id))
  const { entries } = await calendarOf(deps, customer.id)
  return {
    contact,
    customer,
    sites,
    isForAll: sites.length === ofCustomer.length,
    entries: entries
      .filter(({ site }) => site === undefined || contact.sites.includes(site))
      .map((entry) => ({ ...entry, isOwn: entry.by.kind === 'customer' && entry.by.id === contact.id })),
  }
}

/** What a contact wants to be so, by their own words. */
export type OwnChange =
  | { readonly type: 'entered'; readonly happening: Happening }
  | { readonly type: 'changed'; readonly id: string; readonly from: string; readonly until: string }
  | { readonly type: 'withdrawn'; readonly id: string }

/**
 * Enters, moves or withdraws as that contact, and tells whoever coordinates their contracts. Throws BadRequestError for what is not theirs:
 * an entry that they do not see is none that there is.
 */
export async function changeOwnCalendar(deps: Deps, own: OwnCalendar, wanted: OwnChange, why: string): Promise<void> {
  const { contact, customer } = own
  const by: Actor = { kind: 'customer', id: contact.id, name: contact.name }
  const change = changeOf(own, wanted)
  const { entries: before } = await calendarOf(deps, customer.id)
  const { calendar, entry } = await changeCalendar(deps, { actor: by }, customer, change, why)
  const known = before.find(({ id }) => id === (wanted.type === 'entered' ? entry?.id : wanted.id))
  const isNews = JSON.stringify(before) !== JSON.stringify(calendar.entries)
  const about = entry ?? known
  if (isNews && about) await tell(deps, customer.id, { what: wanted.type, ...pick(about, 'name', 'from') }, by)
}

function changeOf({ entries, sites, isForAll }: OwnCalendar, wanted: OwnChange): CalendarChange {
  if (wanted.type === 'entered') {
    const { site } = wanted.happening
    if (site === undefined ? !isForAll : sites.every(({ id }) => id !== site))
      throw new BadRequestError([noSite('site', site ?? '')])
    return wanted
  }
  const known = entries.find(({ id }) => id === wanted.id)
  if (!known)
    throw new BadRequestError([fault('id', '没有这一条，或者已经撤回', 'there is no such entry, or it was withdrawn')])
  if (wanted.type === 'withdrawn') return wanted
  const happening = { ...pick(known, 'kind', 'name', 'site', 'hours'), from: wanted.from, until: wanted.until }
  return { type: 'changed', id: wanted.id, happening }
}

/** Each coordinator once, however many contracts they have with this customer. */
async function tell(
  deps: Deps,
  customer: string,
  said: Parameters<typeof tellOfCalendar>[2],
  by: Actor,
): Promise<void> {
  const told = new Set<string>()
  for (const contract of await deps.directory.contractsOf(customer)) {
    const [coordinator] = (await laddersOf(deps, contract)).money
    if (!coordinator || told.has(coordinator.id)) continue
    told.add(coordinator.id)
    await tryFor(deps, contract.id, async () => {
      await recordOn(deps, contract.id, (state) => tellOfCalendar(state, coordinator, said, by, deps.clock.now()))
      await startOrWake(deps, contractSubject(contract.id))
    })
  }
}
