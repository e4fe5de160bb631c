import { Temporal } from 'temporal-polyfill'
import type { Schedule } from '../calendar/calendar.ts'
import { type Duration, type Instant, millisBetween, msDuration } from '../time/instant.ts'
import type { Clock } from './clock.ts'
import { deadline } from './deadline.ts'
import { loanOf } from './defaults.ts'
import type { ClockTerm, Matter, Milestone, Plan } from './plan.ts'
import { MILESTONES } from './plan.ts'

/**
 * The limit in force: "at once" as the plan plans it, and the limit for a unit sent in once it is. Throws RangeError for a
 * promised date, which is no length of time and not known before it is given.
 */
export const limitOf = (plan: Plan, term: ClockTerm, sentIn: boolean): Duration => {
  if (sentIn && term.sentInLimit !== undefined) return term.sentInLimit
  if (term.limit === 'promised') throw new RangeError(`${term.clause} ends at a date that is promised later`)
  return term.limit === 'now' ? plan.now : term.limit
}

/** What a report is about, as far as clocks tell it apart. */
export interface About {
  /** Absent: a fault. */
  readonly matter?: Matter | undefined
  /** Distance tier of the site; absent, or not one of the plan's: its first, the nearest. */
  readonly distance?: string | undefined
}

/** The plan's clocks for a severity, in plan order. */
export const termsFor = (plan: Plan, severity: string, { matter = 'fault', distance }: About = {}): ClockTerm[] => {
  const tiers = plan.distances?.map(({ id }) => id) ?? []
  const tier = distance !== undefined && tiers.includes(distance) ? distance : tiers[0]
  return plan.clocks.filter(
    (term) =>
      (term.severities === undefined || term.severities.includes(severity)) &&
      (term.matter === undefined || term.matter === matter) &&
      (term.distances === undefined || (tier !== undefined && term.distances.includes(tier))),
  )
}

/**
 * A loaner keeps the limit, not the repair: by when that is done the customer is told as after a visit that did not solve it
 * (C28); where a plan does not say how, within the time of `loanOf`.
 */
export const afterLoan = (plan: Plan): ClockTerm[] => {
  const [keeper] = plan.clocks.filter(({ otherwise }) => otherwise === 'loaned')
  if (!keeper) return []
  const dated = plan.clocks.find(({ from, until }) => from === 'notSolved' && until === 'scheduled')
  const { clause } = dated ?? keeper
  const told: ClockTerm = dated
    ? { ...dated, from: 'loaned' }
    : { clause, from: 'loaned', until: 'scheduled', limit: loanOf(plan).dateWithin, window: '5x8', pausable: false }
  const isDated = plan.clocks.some(({ from, until }) => from === 'scheduled' && until === 'repaired')
  const kept: ClockTerm = {
    clause,
    from: 'scheduled',
    until: 'repaired',
    limit: 'promised',
    window: '7x24',
    pausable: true,
  }
  return isDated ? [told] : [told, kept]
}

/** The place of a severity among the plan's, 0 for the strictest; one that the plan does not know comes after all. */
export const strictness = ({ severities }: Plan, id: string): number => {
  const place = severities.findIndex((severity) => severity.id === id)
  return place < 0 ? severities.length : place
}

/** Id of the severity assumed when nobody said. */
export const strictestSeverity = (plan: Plan): string => {
  const [first] = plan.severities
  if (!first) throw new RangeError(`plan ${plan.id} has no severity`)
  return first.id
}

/**
 * The plan assumed while nobody knows whose unit it is: the one that promises the shortest first response at its
 * strictest severity. Plans that promise the same are told apart by the next milestone in order – proposed, triaged,
 * dispatched, arrived, repaired … – and a promise beats none; plans alike in everything: the first. Limits are compared
 * by their plain length, a working hour as an hour and a day as 24. Throws RangeError if there is no plan.
 */
export const strictestPlan = <P extends Plan>(plans: readonly P[]): P => {
  const [first, ...others] = plans
  if (!first) throw new RangeError('there is no plan')
  return others.reduce((best, next) => (isStricter(promises(next), promises(best)) ? next : best), first)
}

/** Shortest limit per milestone, in order, at the strictest severity; infinite where nothing is promised. */
const promises = (plan: Plan): number[] => {
  const terms = startedByReport(termsFor(plan, strictestSeverity(plan)))
  return MILESTONES.map((milestone) =>
    Math.min(
      ...terms.filter(({ until }) => until === milestone).map((term) => plainLength(limitOf(plan, term, false))),
    ),
  )
}

/** A date that somebody promises later starts nothing with the report, nor does what holds only once the unit is sent in. */
const startedByReport = (terms: readonly ClockTerm[]): ClockTerm[] =>
  terms.filter(({ from, limit, sentInOnly }) => from === 'reported' && limit !== 'promised' && !sentInOnly)

// Months differ in length, so they are measured from one fixed day.
export const plainLength = (limit: Duration): number => plainLengthMs(limit) / 3_600_000

/** A limit by its plain length: a working hour as an hour and a day as 24. */
export const plainLengthMs = (limit: Duration): number =>
  Temporal.Duration.from(limit).total({ unit: 'milliseconds', relativeTo: '2026-01-01' })

const isStricter = (a: readonly number[], b: readonly number[]): boolean => {
  const difference = a.findIndex((limit, index) => limit !== b[index])
  return difference >= 0 && (a[difference] ?? Infinity) < (b[difference] ?? Infinity)
}

/**
 * Which of several promises for one milestone drive paging: per milestone and round the open clock due first, or the
 * first in the list of those due together. Returns clock ids.
 */
export const driving = (clocks: readonly Clock[]): Set<string> => {
  const first = new Map<string, Clock>()
  for (const clock of clocks.filter(({ state }) => state === 'open')) {
    const key = `${clock.term.until}/${clock.round}`
    const rival = first.get(key)
    if (!rival || clock.dueAt < rival.dueAt) first.set(key, clock)
  }
  return new Set([...first.values()].map(({ id }) => id))
}

/** A clock that starts to run now; whether it drives is known only beside the others. */
export const newClock = (
  plan: Plan,
  term: ClockTerm,
  round: number,
  startedAt: Instant,
  schedule: Schedule,
  sentIn: boolean,
): Clock => {
  const limit = limitOf(plan, term, sentIn)
  return {
    id: clockId(term.clause, term.until, round),
    term,
    round,
    limit,
    startedAt,
    ...deadline({ limit, window: term.window }, startedAt, [], schedule),
    pauses: [],
    drives: false,
    state: 'open',
    warned: [],
  }
}

/** A clock that ends at a date we gave: a date is a date, whatever the hours of work. */
export const promisedClock = (term: ClockTerm, round: number, startedAt: Instant, date: Instant): Clock =>
  redated(
    {
      id: clockId(term.clause, term.until, round),
      term: { ...term, window: '7x24' },
      round,
      limit: 'PT0S',
      startedAt,
      dueAt: startedAt,
      pauses: [],
      drives: false,
      state: 'open',
      warned: [],
      unknownYears: [],
    },
    date,
  )

/** Of the dates given before, so many of the latest; the log has them all. */
const LATEST_DATES = 9

/** The clock with the date now given; the same date again changes nothing. A new one is warned of anew, and waits are over. */
export const redated = (clock: Clock, date: Instant): Clock =>
  clock.promised?.at(-1) === date
    ? clock
    : {
        ...clock,
        limit: msDuration(millisBetween(clock.startedAt, date)),
        dueAt: date,
        pauses: clock.pauses.filter(({ to }) => to === undefined),
        warned: [],
        promised: [...(clock.promised ?? []).slice(-LATEST_DATES), date],
      }

/** `nth`: which time in that round it starts. */
export const clockId = (clause: string, until: Milestone, round: number, nth = 1): string =>
  `${clause}/${until}/${round}${nth > 1 ? `.${nth}` : ''}`

/** The clocks that a report starts, in plan order, with those that drive marked. */
export const previewClocks = (
  plan: Plan,
  severity: string,
  reportedAt: Instant,
  schedule: Schedule,
  about: About = {},
): Clock[] => {
  const clocks = startedByReport(termsFor(plan, severity, about)).map((term) =>
    newClock(plan, term, 1, reportedAt, schedule, false),
  )
  const drives = driving(clocks)
  return clocks.map((clock) => ({ ...clock, drives: drives.has(clock.id) }))
}
