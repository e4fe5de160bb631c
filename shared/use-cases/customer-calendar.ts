import type { Customer } from '../directory/directory.ts'
import { DEFAULT_TIMEZONE } from '../kernel/calendar.ts'
import { BadRequestError, noSite, StoreBusyError } from '../kernel/errors.ts'
import type { Commit } from '../ports/store.ts'
import type { CalendarEntry, CalendarEvent, CustomerCalendar } from '../schedule/customer-calendar.ts'
import { type CalendarChange, decideOnCalendar } from '../schedule/decide-calendar.ts'
import type { Requester } from './audit.ts'
import { calendarOf, calendarSubject } from './calendar-of.ts'
import { announceChange, refreshLoaded, tryFor } from './contract-ledger.ts'
import type { Deps } from './deps.ts'

// What a customer's days are like follows from what staff or their contacts say of them. It is kept like published plans: each save
// is one more line of a record, and the feed tells of it. Promises that follow from it are the contracts'.

/** How often others may be first before we give up. */
const ATTEMPTS = 8

/**
 * Enters, moves or withdraws. The same again, from somebody who was cut off, changes nothing. The customer's contracts were marked
 * first, so that what follows for them follows, whoever dies in between. Throws BadRequestError with what to mend.
 */
export async function changeCalendar(
  deps: Deps,
  { actor: by }: Pick<Requester, 'actor'>,
  { id: customer }: Customer,
  change: CalendarChange,
  reason: string,
): Promise<{ readonly calendar: CustomerCalendar; readonly entry?: CalendarEntry }> {
  const timezone = await zoneFor(deps, customer, change)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await calendarOf(deps, customer)
    const decided = decideOnCalendar(before, change, { by, at: deps.clock.now(), reason, timezone })
    if ('faults' in decided) throw new BadRequestError(decided.faults)
    const { event, calendar, entry } = decided
    const after = { calendar, ...(entry && { entry }) }
    if (!event) return after
    const contracts = await deps.directory.contractsOf(customer)
    for (const { id } of contracts) await tryFor(deps, id, () => announceChange(deps, id))
    const { outcome } = await deps.store.save(lineOf(customer, before.version, calendar, event))
    if (outcome !== 'saved') continue
    for (const contract of contracts) await tryFor(deps, contract.id, () => refreshLoaded(deps, contract))
    return after
  }
  throw new StoreBusyError('The calendar is being changed by too many others at once; try again')
}

/** Days are counted where the site is, or the customer's first. */
async function zoneFor({ directory }: Deps, customer: string, change: CalendarChange): Promise<string> {
  const at = change.type === 'withdrawn' ? undefined : change.happening.site
  const site = at === undefined ? undefined : await directory.site(at)
  if (at !== undefined && site?.customer !== customer) throw new BadRequestError([noSite('site', at)])
  return site?.timezone ?? DEFAULT_TIMEZONE
}

const lineOf = (customer: string, expectedVersion: number, state: object, event: CalendarEvent): Commit => ({
  subject: calendarSubject(customer),
  expectedVersion,
  at: event.at,
  state,
  events: [event],
  effects: [],
  take: [],
  release: [],
  lines: { put: [], remove: [] },
  entry: { board: 'calendars', position: customer, summary: {} },
  isAttended: false,
})
