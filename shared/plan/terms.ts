import { Temporal } from 'temporal-polyfill'
import type { Duration } from '../kernel/instant.ts'
import { loanOf } from './defaults.ts'
import type { ClockTerm, Plan } from './plan.ts'
import { MILESTONES } from './plan.ts'
import type { Matter } from './rules.ts'

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
export const startedByReport = (terms: readonly ClockTerm[]): ClockTerm[] =>
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
