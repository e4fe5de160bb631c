import { type Actor, nameOf } from '../kernel/actor.ts'
import { addDays, type Day, dayOf } from '../kernel/calendar.ts'
import { type Fault, fault } from '../kernel/errors.ts'
import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import type { CalendarEntry, CalendarEvent, CustomerCalendar, Happening } from './customer-calendar.ts'

// What may be written on a customer's calendar, and what becomes of it. Whoever only keeps promises by it goes without.

/** More than a customer ever has in years; what is over may be withdrawn. */
const MOST_ENTRIES = 1_000
/** Of what contacts have entered themselves, and is still to come. */
const MOST_OF_CONTACTS = 50
/** Whoever moves it more often withdraws it and enters another. */
const MOST_MOVES = 20
/** What happened longer ago brings about nothing any more. */
const LONGEST_AGO = 366
/** What is said so long ahead is a slip of the pen. */
const FARTHEST_AHEAD = 366 * 10
const LONGEST = 366

/** What somebody wants to be so. */
export type CalendarChange =
  | { readonly type: 'entered'; readonly happening: Happening }
  | { readonly type: 'changed'; readonly id: string; readonly happening: Happening }
  | { readonly type: 'withdrawn'; readonly id: string }

export type CalendarDecision =
  | { readonly faults: readonly Fault[] }
  /** Absent: it is so already. */
  | { readonly event?: CalendarEvent; readonly calendar: CustomerCalendar; readonly entry?: CalendarEntry }

export function decideOnCalendar(
  calendar: CustomerCalendar,
  change: CalendarChange,
  { by, at, reason, timezone }: { readonly by: Actor; readonly at: Instant; readonly reason: string; timezone: string },
): CalendarDecision {
  const known = change.type === 'entered' ? twinOf(calendar, change.happening) : entryOf(calendar, change.id)
  if (change.type === 'entered' && known) return { calendar, entry: known }
  const today = dayOf(at, timezone)
  const faults = [
    ...(change.type === 'withdrawn' ? [] : daysFaults(change.happening, known, today)),
    ...(change.type === 'entered' ? roomFaults(calendar, by, today) : ownFaults(known, by)),
  ]
  if (faults.length > 0) return { faults }
  if (change.type === 'changed' && known && isSame(known, change.happening)) return { calendar, entry: known }
  const seq = calendar.version + 1
  const said = { seq, at, by, reason, id: known?.id ?? `e${seq}` }
  const event: CalendarEvent =
    change.type === 'withdrawn'
      ? { ...said, type: 'withdrawn', was: happeningOf(known as CalendarEntry) }
      : { ...said, type: change.type, happening: change.happening }
  const next = withEvent(calendar, event)
  return { event, calendar: next, ...defined({ entry: entryOf(next, said.id) }) }
}

/** The calendar after one more line of its record. */
export function withEvent({ entries }: CustomerCalendar, event: CalendarEvent): CustomerCalendar {
  const { seq: version, id, at, by } = event
  const others = entries.filter((entry) => entry.id !== id)
  if (event.type === 'withdrawn') return { version, entries: others }
  const { happening } = event
  const before = entries.find((entry) => entry.id === id)
  const { from, until } = happening
  const isMoved = before && (before.from !== from || before.until !== until)
  const days = before && !isMoved ? before.days : [...(before?.days ?? []), { at, from, until }]
  const entry = { ...happening, id, days, by: before?.by ?? shortActor(by) }
  return { version, entries: before ? entries.map((one) => (one.id === id ? entry : one)) : [...entries, entry] }
}

const shortActor = ({ kind, id, name }: Actor): Actor => ({ kind, ...defined({ id, name }) })
const entryOf = ({ entries }: CustomerCalendar, id: string): CalendarEntry | undefined =>
  entries.find((entry) => entry.id === id)
const twinOf = ({ entries }: CustomerCalendar, happening: Happening): CalendarEntry | undefined =>
  entries.find((entry) => isSame(entry, happening))

const happeningOf = ({ kind, name, site, from, until, hours }: Happening): Happening => ({
  kind,
  name,
  from,
  until,
  ...defined({ site, hours }),
})
const isSame = (one: Happening, other: Happening): boolean => canonicalOf(one) === canonicalOf(other)
const canonicalOf = (one: Happening): string => {
  const { kind, name, site = '', from, until, hours } = one
  return JSON.stringify([kind, name, site, from, until, hours?.from, hours?.to, hours?.weekdays?.toSorted()])
}

function daysFaults({ kind, from, until, hours }: Happening, known: CalendarEntry | undefined, today: Day): Fault[] {
  const isMoved = known !== undefined && (known.from !== from || known.until !== until)
  const earliest = isMoved ? today : addDays(today, -LONGEST_AGO)
  return [
    ...(until < from ? [fault('until', '不能早于开始那天', 'must not be before the first day')] : []),
    ...(until < earliest
      ? [fault('until', `已经过去了：要在 ${earliest} 或以后`, `is over: must be on ${earliest} or later`)]
      : []),
    ...(from > addDays(today, FARTHEST_AHEAD)
      ? [fault('from', '太远了，最多十年', 'is more than ten years ahead')]
      : []),
    ...(kind !== 'peak' && until > addDays(from, LONGEST)
      ? [fault('until', '最长一年；更长的请分开写', 'lasts at most a year: enter it in parts')]
      : []),
    ...(hours && hours.from >= hours.to ? [fault('hours', '结束要晚于开始', 'must end after they begin')] : []),
    ...(known && known.days.length >= MOST_MOVES
      ? [fault('from', '改期太多次了：请撤回，另写一条', 'was moved too often: withdraw it, and enter another')]
      : []),
    ...(known && known.kind !== kind
      ? [fault('kind', '种类不能改：请撤回，另写一条', 'cannot be changed: withdraw it, and enter another')]
      : []),
  ]
}

/** Nobody fills another's calendar, by mistake or otherwise. */
function roomFaults({ entries }: CustomerCalendar, by: Actor, today: Day): Fault[] {
  if (entries.length >= MOST_ENTRIES)
    return [fault('body', '日历满了：先撤回早已过去的', 'the calendar is full: withdraw what is long over')]
  const theirs = by.kind === 'customer' ? entries.filter((one) => isOf(one, by) && one.until >= today) : []
  return theirs.length >= MOST_OF_CONTACTS
    ? [fault('body', '已经写了很多条，更多的请打客服热线', 'holds enough of yours: for more, please call us')]
    : []
}

const ownFaults = (known: CalendarEntry | undefined, by: Actor): Fault[] => {
  if (!known) return [fault('id', '没有这一条，或者已经撤回', 'there is no such entry, or it was withdrawn')]
  return by.kind !== 'customer' || isOf(known, by)
    ? []
    : [fault('id', `这一条是${nameOf(known.by)}写的：请找我们改`, `was entered by ${nameOf(known.by)}: please ask us`)]
}
const isOf = ({ by: { kind, id } }: CalendarEntry, by: Actor): boolean => kind === by.kind && id === by.id
