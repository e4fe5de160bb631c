import { addDays, type Day, dayOf, isWorkday, local, timeOn } from '../kernel/calendar.ts'
import { earliest, fromMs, type Instant, later } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import { isOpen, isOverdue } from '../promise/promised.ts'
import { type ContractState, isPastDue, type Paper, type Terms } from './contract.ts'
import type { Asked, ContractEvent } from './events.ts'

// Whoever owes a paper is told a week before, on the last working day before it is late, and again when it is; then it climbs. All
// that one contract lacks is one question, at one time of day, on working days: whoever is asked reads it. What nobody could ask at
// its time, after a standstill, is asked by day, on a working day, or waits for the next time.

/** So long before it is due somebody hears of it for the first time. */
const SOON_MS = 7 * 24 * 3_600_000
/** Working days from one question about what is late to the next; then once a week. */
const DAILY = 3
const WEEKLY_DAYS = 7
/** Of what is named in an event. */
const MOST_NAMED = 20

/** Working hours are the plan's; these are when a message disturbs nobody. */
const DAY_BEGINS = '08:00'
const DAY_ENDS = '20:00'
/** The latest time of asking, whatever a plan says. */
const LAST_ASKED = '19:59'

/** Who is asked, nearest first. */
export interface Ladders {
  /** Who sees to the papers, the contract's coordinator, its manager. */
  readonly papers: readonly Asked[]
  /** Money is not asked for by whoever hands over papers: the latter two. */
  readonly money: readonly Asked[]
}

/** Whom to ask, and what papers are called. */
export interface Asking {
  readonly ladders: Ladders
  readonly called: (owed: Owed) => Text
}
type Owed = Pick<Paper, 'key' | 'dueAt'>

/**
 * When a paper is next to be spoken of before it is due. What is due on a rest day is on the working day before it; what is heard of
 * when no time of asking is left, at once.
 */
const spokenOfAt = (terms: Terms, paper: Paper): Instant | undefined => {
  const { told = 0, startedAt, since, dueAt } = paper
  if (!isOpen(paper) || told >= 2) return undefined
  const lastDay = lastSlotBefore(terms, dueAt)
  if (told === 1) return lastDay > since ? lastDay : undefined
  const soon = slotFrom(terms, latest(later(dueAt, -SOON_MS), latest(startedAt, since)))
  if (soon < dueAt) return soon
  return latest(lastDay, since)
}

/** Nobody is woken for a paper, nor disturbed on a day of rest. */
export function mayBeAskedAt({ timezone, holidays }: Terms, instant: Instant): boolean {
  const time = local(instant, timezone).toPlainTime().toString()
  return time >= DAY_BEGINS && time < DAY_ENDS && isWorkday(dayOf(instant, timezone), holidays)
}

/** The same for many: those of one delivery share their instants. */
const nextSpokenOf = (terms: Terms, papers: readonly Paper[]): Instant | undefined => {
  const kinds = new Map(
    papers.filter(isOpen).map((paper) => [`${paper.startedAt} ${paper.since} ${paper.dueAt} ${paper.told}`, paper]),
  )
  return earliest([...kinds.values()].flatMap((paper) => spokenOfAt(terms, paper) ?? []))
}

const latest = (one: Instant, other: Instant): Instant => (one > other ? one : other)

/** When somebody is next asked about what is late, after having been asked so. */
const askedAgainAt = (
  terms: Terms,
  owed: readonly Pick<Paper, 'dueAt' | 'since'>[],
  last: ContractState['late'],
): Instant | undefined => {
  // By the first of them: what comes in at the very time of asking keeps nobody from being asked.
  const first = earliest(owed.map(({ dueAt, since }) => latest(dueAt, since)))
  if (first === undefined) return undefined
  if (!last) return slotFrom(terms, first)
  const days = last.count < DAILY ? 1 : WEEKLY_DAYS
  return slotFrom(terms, slotOn(terms, addDays(dayOf(last.at, terms.timezone), days)))
}

const lastDueOf = (papers: readonly Owed[]): Instant => papers.map(({ dueAt }) => dueAt).reduce(latest)

/** When the next question may be asked: not before now, and where that is no time to ask, at the next that is. */
export const nextAskedAt = (state: ContractState, now: Instant): Instant | undefined => {
  const { terms, papers, late, payments = [], chased } = state
  if (!terms) return undefined
  const lateAt = askedAgainAt(terms, papers.filter(isOverdue), late)
  const paymentAt = askedAgainAt(terms, payments.filter(isPastDue), chased)
  const due = earliest([lateAt, paymentAt, nextSpokenOf(terms, papers)].filter((instant) => instant !== undefined))
  if (due === undefined) return undefined
  const at = latest(due, now)
  return mayBeAskedAt(terms, at) ? at : slotFrom(terms, at)
}

/** The questions that are due now, each to one person. */
export function questions(state: ContractState, { ladders, called }: Asking, now: Instant): readonly ContractEvent[] {
  const { terms, papers, payments = [] } = state
  if (!terms || !mayBeAskedAt(terms, now)) return []
  const next = nextSpokenOf(terms, papers)
  const due = next === undefined || next > now ? [] : papers.filter((paper) => (spokenOfAt(terms, paper) ?? '~') <= now)
  const [lastDay, soon] = [true, false].map((isLast) =>
    due.filter(({ dueAt }) => lastSlotBefore(terms, dueAt) <= now === isLast),
  )
  const unpaid = payments.filter(isPastDue)
  const lateAt = askedAgainAt(terms, papers.filter(isOverdue), state.late)
  const paymentAt = askedAgainAt(terms, unpaid, state.chased)
  const nearest = { people: ladders.papers.slice(0, 1), called }
  return [
    ...asked('soon', soon ?? [], nearest, 1),
    ...asked('lastDay', lastDay ?? [], nearest, 1),
    ...(lateAt !== undefined && lateAt <= now ? lateQuestions(state, ladders.papers, called) : []),
    ...(paymentAt !== undefined && paymentAt <= now
      ? asked('payment', unpaid, { people: ladders.money, called }, (state.chased?.count ?? 0) + 1)
      : []),
  ]
}

/** First whoever sees to it and the next above, then one more; from the third time on the two that are highest. */
function lateQuestions(
  { papers, late }: ContractState,
  ladder: readonly Asked[],
  called: Asking['called'],
): readonly ContractEvent[] {
  const count = (late?.count ?? 0) + 1
  const reached = ladder.slice(0, Math.max(1, Math.min(count + 1, ladder.length)))
  const people = count >= DAILY ? reached.slice(-2) : reached
  return asked('late', papers.filter(isOverdue), { people, called }, count)
}

function asked(
  about: 'soon' | 'lastDay' | 'late' | 'payment',
  papers: readonly Owed[],
  { people, called }: { readonly people: readonly Asked[]; readonly called: Asking['called'] },
  count: number,
): readonly ContractEvent[] {
  const inOrder = papers.toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1))
  const [first] = inOrder
  if (!first) return []
  const question = {
    type: 'asked',
    about,
    until: lastDueOf(papers),
    keys: inOrder.slice(0, MOST_NAMED).map(({ key }) => key),
    first: called(first),
    missing: papers.length,
    count,
  } as const
  return people.length === 0 ? [question] : people.map((person) => ({ ...question, person }))
}

/** Whether what somebody was asked about is owed yet. */
export function isStillOwed({ papers, payments = [] }: ContractState, about: string | undefined): boolean {
  if (about === 'payment') return payments.some(isPastDue)
  return papers.some(about === 'late' ? isOverdue : isOpen)
}

/** The first time of asking at an instant or after it. */
function slotFrom(terms: Terms, instant: Instant): Instant {
  const day = dayOf(instant, terms.timezone)
  const first = slotOn(terms, workdayFrom(terms, day, 1))
  return first >= instant ? first : slotOn(terms, workdayFrom(terms, addDays(day, 1), 1))
}

/** The last time of asking before an instant. */
function lastSlotBefore(terms: Terms, instant: Instant): Instant {
  const day = dayOf(instant, terms.timezone)
  const last = slotOn(terms, workdayFrom(terms, day, -1))
  return last < instant ? last : slotOn(terms, workdayFrom(terms, addDays(day, -1), -1))
}

/** A plan that names an hour of the night means the nearest of the day. */
function slotOn({ askAt, timezone }: Terms, day: Day): Instant {
  const time = askAt < DAY_BEGINS ? DAY_BEGINS : askAt < DAY_ENDS ? askAt : LAST_ASKED
  return fromMs(timeOn(day, time, timezone))
}

function workdayFrom({ holidays }: Terms, from: Day, step: 1 | -1): Day {
  let day = from
  while (!isWorkday(day, holidays)) day = addDays(day, step)
  return day
}
