import type { Customer } from '../../shared/directory/directory.ts'
import { NotFoundError } from '../../shared/kernel/errors.ts'
import type { CalendarEntry, Happening } from '../../shared/schedule/customer-calendar.ts'
import type { CalendarChange } from '../../shared/schedule/decide-calendar.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { type Feed, feedAddress, refusalOfFeed } from '../../shared/use-cases/calendar-feed.ts'
import { calendarEvents, calendarOf } from '../../shared/use-cases/calendar-of.ts'
import { changeCalendar } from '../../shared/use-cases/customer-calendar.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { revokeLinks } from '../../shared/use-cases/links.ts'
import { addressOfCalendar, calendarLink } from '../../shared/use-cases/own-calendar.ts'
import { refusalOfCustomer } from '../../shared/use-cases/reach.ts'
import {
  calendarEntrySchema,
  calendarLinkSchema,
  calendarQuerySchema,
  calendarWithdrawalSchema,
  feedRequestSchema,
} from '../../shared/wire/calendar.ts'
import { parse } from '../../shared/wire/problem.ts'
import { pathOf, queryOf } from '../api/call.ts'
import { requireNone } from '../api/rights.ts'
import { type Staff, staffWho } from '../api/roles.ts'
import { bodyJson } from '../middleware/body.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { json } from '../middleware/http.ts'
import type { DirectoryCall, DirectoryDeps } from './call.ts'

/** What is shown of the record at once. */
const LATEST = 200

export const readCalendar: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'calendars')
  const { from = '', until = '9999' } = parse(calendarQuerySchema, queryOf(event))
  return answer(deps, await customerFor(deps, staff, event), (one) => one.until >= from && one.from <= until)
}

export const enter: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'keepCalendars')
  const { reason, ...happening } = parse(calendarEntrySchema, bodyJson(event))
  return changed(deps, staff, event, { type: 'entered', happening: happening as Happening }, reason)
}

export const changeEntry: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'keepCalendars')
  const { reason, ...happening } = parse(calendarEntrySchema, bodyJson(event))
  const change = { type: 'changed' as const, id: pathOf(event, 'entry'), happening: happening as Happening }
  return changed(deps, staff, event, change, reason)
}

export const withdraw: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'keepCalendars')
  const { reason } = parse(calendarWithdrawalSchema, bodyJson(event))
  const change = { type: 'withdrawn' as const, id: pathOf(event, 'entry') }
  return changed(deps, staff, event, change, reason)
}

/** An address for one of their contacts, to keep it themselves. */
export const giveLink: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'keepCalendars')
  const customer = await customerFor(deps, staff, event)
  const { contact, how } = parse(calendarLinkSchema, bodyJson(event))
  await auditOpening(deps, staff, `calendar/${customer.id}/${contact}`, customer.id)
  const link = await calendarLink(deps, customer, contact)
  if (how !== 'give') {
    const holder = { of: 'contact', id: contact } as const
    await revokeLinks(deps, staff, { holder, subject: link, reason: REASONS[how] })
  }
  return json(200, how === 'withdraw' ? {} : await addressOfCalendar(deps, link))
}

const REASONS = { renew: '更换日历链接 / calendar link renewed', withdraw: '撤回日历链接 / calendar link withdrawn' }

/** An address for a phone's calendar, which cannot sign in. */
export const subscribe: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'calendars')
  const { customer, site, renew } = parse(feedRequestSchema, bodyJson(event))
  const feed: Feed = customer
    ? { of: 'customer', id: customer }
    : site
      ? { of: 'site', id: site }
      : { of: 'mine', id: staff.actor.id ?? '' }
  requireNone(staff, await refusalOfFeed(deps, staff, feed))
  await auditOpening(deps, staff, `feed/${feed.of}/${feed.id}`, customer)
  return json(200, await feedAddress(deps, staff, feed, renew))
}

async function changed(
  deps: DirectoryDeps,
  staff: Staff,
  event: HttpEvent,
  change: CalendarChange,
  reason: string,
): Promise<HttpResult> {
  const customer = await customerFor(deps, staff, event)
  await changeCalendar(deps, staff, customer, change, reason)
  return answer(deps, customer)
}

/** Whoever may not, is not told whether there is such a customer. */
async function customerFor(deps: Deps, staff: Staff, event: HttpEvent): Promise<Customer> {
  const customer = await deps.directory.customer(pathOf(event, 'id'))
  requireNone(staff, await refusalOfCustomer(deps, staff, customer))
  if (!customer) throw new NotFoundError({ zh: '没有这个客户', en: 'no such customer' })
  return customer
}

async function answer(
  deps: Deps,
  { id: customer }: Customer,
  isWanted: (entry: CalendarEntry) => boolean = () => true,
): Promise<HttpResult> {
  const [{ entries }, record] = await Promise.all([calendarOf(deps, customer), calendarEvents(deps, customer)])
  const shown = entries.filter(isWanted).toSorted((one, other) => (one.from < other.from ? -1 : 1))
  return json(200, { customer, entries: shown, record: record.slice(-LATEST).toReversed() })
}
