import { Temporal } from 'temporal-polyfill'
import { addDays, closeOfBusiness, type Day, isWorkday, startOfDay, type WorkingTime } from '../kernel/calendar.ts'
import { lastDayAfter } from '../kernel/deadline.ts'
import type { Instant } from '../kernel/instant.ts'
import { remembered } from '../kernel/remembered.ts'
import { WARRANTY_END } from '../plan/rules/kit/contract-day.ts'
import { isOccasional } from '../plan/rules/kit/occasion.ts'
import { isEvery, type Phase, type RecurringRule } from '../plan/rules/recurring.ts'
import type { Anchors } from './anchors.ts'
import { dayIn, type Happened, minus, NOTHING_HAPPENED, onOccasion } from './on-occasion.ts'

/** One time that planned work is due. */
export interface Occurrence {
  /**
   * Counted from the anchor, or the year; of what something brings about, the id of its entry on the customer's calendar (`e7`; `e7m2`:
   * of its second move), or the month (`202703`). With clause, rule and site it names this one for good.
   */
  readonly number: number | string
  /** The first day on which doing it counts. */
  readonly opensOn: Day
  /** The last. */
  readonly dueOn: Day
  /** A rest day that it would have ended on. */
  readonly movedFrom?: Day
  /** The instant on its first day from which on doing it counts; absent: all of that day. */
  readonly since?: Instant
}

/**
 * Every time that a rule makes work due, as far as it opens by a day, in order. Occurrence *k* is the anchor and *k* periods, never
 * the one before and a period: the 31st stays the 31st, and one that was late moves no other. Periods are those of the Civil Code
 * (articles 200–204): a month without the day ends on its last, and what would end on a rest day does on the day after the rest; what is
 * to be done before a day does not go beyond it. Nothing while the anchor is not known.
 */
export function occurrencesOf(
  rule: RecurringRule,
  anchors: Anchors,
  workingTime: WorkingTime,
  to: Day,
  happened: Happened = NOTHING_HAPPENED,
): readonly Occurrence[] {
  const anchor = anchors.days[rule.from]
  if (anchor === undefined) return []
  if (isOccasional(rule)) {
    const dueAt = (due: Pick<Occurrence, 'dueOn'>) => dueAtOf(rule, due, workingTime)
    return onOccasion(rule, { anchor, anchors, workingTime, to, happened, dueAt })
  }
  const { warrantyEnd, coveredUntil } = anchors
  const key = [anchor, warrantyEnd, coveredUntil, workingTime.holidays, to].join(' ')
  const compute = () =>
    rule.phases ? recurring(rule, rule.phases, anchor, anchors, workingTime, to) : beforeDay(rule, anchor, anchors, to)
  return remembered(knownOf(rule), key, compute, KNOWN_MAX)
}

// Days are slow to work out, and a contract asks for the same ones at each of its sites, for each of its clauses that recurs alike, and
// each time that it is looked at.
const KNOWN_MAX = 1000
const RHYTHMS_MAX = 50
const byRhythm = new Map<string, Map<string, readonly Occurrence[]>>()
const knownBefore = new WeakMap<RecurringRule, Map<string, readonly Occurrence[]>>()

/** What is known of all rules that recur alike: the days follow from nothing else that a rule says. */
function knownOf(rule: RecurringRule): Map<string, readonly Occurrence[]> {
  const { phases, opens, window, before, within } = rule
  const known =
    knownBefore.get(rule) ??
    remembered(
      byRhythm,
      JSON.stringify([phases, opens, window, before, within]),
      () => new Map<string, readonly Occurrence[]>(),
      RHYTHMS_MAX,
    )
  knownBefore.set(rule, known)
  return known
}

/** Due at 24:00 of its last day, or when work ends on it. */
export const dueAtOf = (
  { window }: RecurringRule,
  { dueOn }: Pick<Occurrence, 'dueOn'>,
  workingTime: WorkingTime,
): Instant =>
  window === '5x8' && isWorkday(dueOn, workingTime.holidays)
    ? closeOfBusiness(dueOn, workingTime)
    : startOfDay(addDays(dueOn, 1), workingTime.timezone)

function recurring(
  { opens, window = '7x24' }: RecurringRule,
  phases: readonly Phase[],
  anchor: Day,
  anchors: Anchors,
  workingTime: WorkingTime,
  to: Day,
): readonly Occurrence[] {
  const found: Occurrence[] = []
  const start = Temporal.PlainDate.from(anchor)
  let free = anchor
  for (const length of lengthsOf(phases, start, anchors)) {
    const nominal = plus(start, length)
    const opensBy = opens === undefined ? free : minus(nominal, opens)
    if (opensBy > to) break
    const { lastDay: dueOn, movedFrom } = lastDayAfter(anchor, length, window, workingTime.holidays)
    // Over a long holiday two may end on one day: the later one is open on it as well.
    const opensOn = earlier(later(opensBy, free), dueOn)
    found.push({ number: found.length + 1, opensOn, dueOn, ...(movedFrom !== undefined && { movedFrom }) })
    free = addDays(dueOn, 1)
  }
  return found
}

/** How long after the anchor each is due, one after the other; without an end where there is none. */
function* lengthsOf(
  phases: readonly Phase[],
  anchor: Temporal.PlainDate,
  { coveredUntil }: Anchors,
): Generator<Temporal.Duration> {
  let base = new Temporal.Duration()
  for (const phase of phases) {
    if (!isEvery(phase)) {
      yield Temporal.Duration.from(phase.first)
      continue
    }
    const until = phase.until === WARRANTY_END ? coveredUntil : plus(anchor, Temporal.Duration.from(phase.until))
    const every = Temporal.Duration.from(phase.every)
    for (let count = 1; ; count++) {
      const length = sum(base, times(every, count))
      if (until !== undefined && plus(anchor, length) > until) break
      yield length
    }
    if (phase.until !== WARRANTY_END) base = Temporal.Duration.from(phase.until)
  }
}

/** The day itself is the event: what is to be done before it ends with the day before; of a warranty, with its last day. */
function beforeDay(
  { before = WARRANTY_END, within = 'P1M' }: RecurringRule,
  anchor: Day,
  { warrantyEnd, coveredUntil }: Anchors,
  to: Day,
): readonly Occurrence[] {
  const one = (number: number, dueOn: Day): Occurrence[] => {
    const opensOn = later(addDays(minus(dueOn, within), 1), anchor)
    return opensOn <= to ? [{ number, opensOn, dueOn }] : []
  }
  if (before === WARRANTY_END) return warrantyEnd === undefined ? [] : one(1, warrantyEnd)
  const found: Occurrence[] = []
  for (let year = Number(anchor.slice(0, 4)); ; year++) {
    const dueOn = addDays(dayIn(year, before), -1)
    if (dueOn < anchor) continue
    const next = dueOn > (coveredUntil ?? '9999') ? [] : one(year, dueOn)
    if (next.length === 0) return found
    found.push(...next)
  }
}

const plus = (day: Temporal.PlainDate, length: Temporal.Duration): Day => day.add(length).toString()
const earlier = (one: Day, other: Day): Day => (one < other ? one : other)
const later = (one: Day, other: Day): Day => (one > other ? one : other)

const times = ({ years, months, weeks, days }: Temporal.Duration, count: number): Temporal.Duration =>
  new Temporal.Duration(years * count, months * count, weeks * count, days * count)
const sum = (one: Temporal.Duration, other: Temporal.Duration): Temporal.Duration =>
  new Temporal.Duration(
    one.years + other.years,
    one.months + other.months,
    one.weeks + other.weeks,
    one.days + other.days,
  )
