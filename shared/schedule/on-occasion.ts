import { Temporal } from 'temporal-polyfill'
import { addDays, type Day, dayOf, startOfDay, type WorkingTime } from '../kernel/calendar.ts'
import { lastDayAfter } from '../kernel/deadline.ts'
import type { Duration, Instant } from '../kernel/instant.ts'
import { monthNumber, numberedMonth } from '../kernel/month.ts'
import { remembered } from '../kernel/remembered.ts'
import { REPAIR } from '../plan/rules/kit/occasion.ts'
import type { RecurringRule } from '../plan/rules/recurring.ts'
import type { Anchors } from './anchors.ts'
import type { CalendarEntry, SaidDays } from './customer-calendar.ts'

/** What there is at a place to count from, besides the days of the contract. */
export interface Happened {
  /** Of the customer's calendar. */
  readonly entries: readonly CalendarEntry[]
  /** Months in which an engineer repaired something, such as `2027-03`. */
  readonly repaired: readonly string[]
}
export const NOTHING_HAPPENED: Happened = { entries: [], repaired: [] }

/** When it may be done, and by when. */
export interface Due {
  readonly opensOn: Day
  readonly dueOn: Day
  readonly movedFrom?: Day
  /** What was done before that was done for other days. */
  readonly since?: Instant
}

interface Given {
  readonly anchor: Day
  readonly anchors: Anchors
  readonly workingTime: WorkingTime
  readonly to: Day
  readonly happened: Happened
  readonly dueAt: (due: Due) => Instant
}
type Named = Due & { readonly number: number | string }

/** Every time that what happens makes work due, in order: named by the entry, the year or the month, never by its place among them. */
export function onOccasion(rule: RecurringRule, given: Given): readonly Named[] {
  const { anchor, to } = given
  return namedIn(rule, given)
    .filter(({ dueOn, opensOn }) => dueOn >= anchor && opensOn <= to)
    .map((due) => ({ ...due, opensOn: due.opensOn > anchor ? due.opensOn : anchor }))
    .toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1))
}

function namedIn(rule: RecurringRule, given: Given): readonly Named[] {
  const { before, during, after, otherwise } = rule
  if (after === REPAIR) return afterMonths(rule, given)
  const entries = given.happened.entries.filter(({ kind }) => kind === (during ?? after ?? before))
  if (otherwise !== undefined) return yearByYear(rule, otherwise, entries, given)
  return entries.flatMap(({ id, days, from }) => {
    if (rule.ahead !== undefined) return isCovered(rule, from, given) ? plansFor(rule, { id, days }, given) : []
    const due = isCovered(rule, from, given) ? asItWasSaid(rule, days, given) : undefined
    return due ? [{ ...due, number: id }] : []
  })
}

const isCovered = ({ until }: RecurringRule, day: Day, { anchors: { coveredUntil } }: Given): boolean =>
  until === undefined || coveredUntil === undefined || day <= coveredUntil

/**
 * By what was said in time. What was due by then stays due, wherever the event goes: nobody mends a breach by moving it. What is said when
 * its work would have been due already brings about none: nobody here could have done it. `stays`: where there is a day before that, it
 * holds on.
 */
function asItWasSaid(rule: RecurringRule, days: readonly SaidDays[], given: Given, stays = false): Due | undefined {
  let current: Due | undefined
  const [first] = days
  if (rule.unlessBegun && first && first.at > startOfDay(first.from, given.workingTime.timezone)) return undefined
  for (const [place, said] of days.entries()) {
    if (current && given.dueAt(current) < said.at) break
    const inTime = duesBy(rule, said, given.workingTime).find((due) => given.dueAt(due) >= said.at)
    // Who watched other days has not watched these.
    const since = rule.by === 'watch' && place > 0 && { since: said.at }
    current = inTime ? { ...inTime, ...since } : stays ? current : undefined
  }
  return current
}

/**
 * What is made for the very days: when they move, it is to be made again. Where it was due by then, that stands as it ended, and the new
 * days want another, named after the move.
 */
function plansFor(
  rule: RecurringRule,
  { id, days }: Pick<CalendarEntry, 'id' | 'days'>,
  given: Given,
): readonly Named[] {
  const found: Named[] = []
  for (const [place, said] of days.entries()) {
    const last = found.at(-1)
    const isPast = last !== undefined && given.dueAt(last) < said.at
    if (last && !isPast) found.pop()
    const dues = [...duesBy(rule, said, given.workingTime), ...(place > 0 ? onTheDay(said, given) : [])]
    const inTime = dues.find((due) => given.dueAt(due) >= said.at)
    if (!inTime) continue
    const number = last && !isPast ? last.number : place === 0 || !last ? id : `${id}m${place}`
    found.push({ ...inTime, number, ...(place > 0 && { since: said.at }) })
  }
  return found
}

/** Moved onto days that have begun they are still to be watched from then on: the plan of that is made on the very day. */
const onTheDay = ({ at, until }: SaidDays, { workingTime }: Given): readonly Due[] => {
  const today = dayOf(at, workingTime.timezone)
  return today <= until ? [{ opensOn: today, dueOn: today }] : []
}

/** Where it is to be done ahead, and is said too late for that, the day before will do. */
function duesBy(rule: RecurringRule, days: SaidDays, workingTime: WorkingTime): readonly Due[] {
  const { during, after, ahead, within = 'P1D', window = '7x24', opens } = rule
  const { from, until } = days
  if (during !== undefined) {
    const early = opens === undefined ? from : minus(until, opens)
    return [{ opensOn: early < from ? early : from, dueOn: until }]
  }
  if (after !== undefined) {
    const { lastDay: dueOn, movedFrom } = lastDayAfter(
      until,
      Temporal.Duration.from(within),
      window,
      workingTime.holidays,
    )
    return [{ opensOn: until, dueOn, ...(movedFrom !== undefined && { movedFrom }) }]
  }
  const lastDays = [...(ahead === undefined ? [] : [minus(from, ahead)]), addDays(from, -1)]
  // What was planned for other days is no plan for these.
  const saidOn = ahead === undefined || days.at === '' ? '' : dayOf(days.at, workingTime.timezone)
  const since = (day: Day) => (day > saidOn ? day : saidOn)
  return lastDays.map((dueOn) => ({ opensOn: since(addDays(minus(dueOn, within), 1)), dueOn }))
}

/** Once a year: before what the customer's calendar has in it first, otherwise before the day that the plan names. */
function yearByYear(
  rule: RecurringRule,
  otherwise: string,
  entries: readonly CalendarEntry[],
  given: Given,
): readonly Named[] {
  const found: Named[] = []
  for (let year = Number(given.anchor.slice(0, 4)); year <= Number(given.to.slice(0, 4)) + 1; year++) {
    const isThen = ({ from }: { readonly from: Day }) => from.startsWith(String(year))
    const [first] = entries.filter(isThen).toSorted((one, other) => (one.from < other.from ? -1 : 1))
    const day = dayIn(year, otherwise)
    const days = [{ at: '', from: day, until: day }, ...(first?.days ?? []).filter(isThen)]
    const due = asItWasSaid(rule, days, given, true)
    if (due && due.dueOn <= (given.anchors.coveredUntil ?? '9999')) found.push({ ...due, number: year })
  }
  return found
}

/** A month is not counted by days: what follows one is due by the end of the last one that follows it. */
const afterMonths = (rule: RecurringRule, given: Given): readonly Named[] =>
  given.happened.repaired.flatMap((month) => {
    const opensOn = `${numberedMonth(monthNumber(month) + 1)}-01`
    if (!isCovered(rule, addDays(opensOn, -1), given)) return []
    const end = Temporal.PlainDate.from(opensOn).add(rule.within ?? 'P1M')
    return [{ number: month.replace('-', ''), opensOn, dueOn: end.subtract({ days: 1 }).toString() }]
  })

/** `02-29` is the 28th where there is none. */
export const dayIn = (year: number, monthDay: string): Day => {
  const [month = 1, day = 1] = monthDay.split('-').map(Number)
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' }).toString()
}

export const minus = (day: Day, length: Duration): Day =>
  remembered(earlierDays, `${day} ${length}`, () => Temporal.PlainDate.from(day).subtract(length).toString())
const earlierDays = new Map<string, Day>()
