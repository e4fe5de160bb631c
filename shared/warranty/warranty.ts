import type { Renewal } from '../directory/directory.ts'
import type { Day } from '../kernel/calendar.ts'
import { addDays, dayOf, knowsYear } from '../kernel/calendar.ts'
import { endAfter } from '../kernel/deadline.ts'
import type { Instant } from '../kernel/instant.ts'
import { ownOf } from '../kernel/own-of.ts'
import type { Text } from '../kernel/text.ts'
import type { ServiceRecord } from '../knowledge/record.ts'
import type { Origin } from '../plan/rules.ts'
import { rulesOf } from '../plan/rules.ts'
import { type Extension, extensionsOf } from './extensions.ts'
import { daysBetween, type Promises } from './period.ts'
import * as words from './words.ts'

/** What a unit's warranty follows from, besides the plan. */
export interface WarrantyFacts {
  readonly acceptedOn?: Day
  /** What `byCategory` tells apart (R1: recorders). */
  readonly category?: string
  /** The unit's service records, and those of a unit whose warranty it continues. */
  readonly history: readonly ServiceRecord[]
  /** N11: terms bought after the warranty. */
  readonly renewals: readonly Renewal[]
  readonly timezone: string
  /** It took the place of this unit on `acceptedOn` and its warranty began anew; it is not shorter than the old one's. */
  readonly instead?: WarrantyFacts
}

/**
 * `notStarted`: delivered, not yet accepted – whoever breaks it then, the risk is still the supplier's. `unknown`: nobody
 * recorded the acceptance, or the plan promises no warranty.
 */
export type WarrantyState = 'in' | 'renewed' | 'out' | 'notStarted' | 'unknown'

export interface Warranty {
  readonly state: WarrantyState
  /** Last day, to its 24:00 where the customer is: of the term that runs, or of the last one that ran. */
  readonly until?: Day
  /** The clause that promises it. */
  readonly clause?: string
  /** Origins of a fault that it does not cover (H12: human damage). */
  readonly except: readonly Origin[]
  /** The arithmetic, step by step, so that anyone can check it. */
  readonly steps: readonly Text[]
}

/** A term without a break in it. */
interface Term {
  readonly from: Day
  readonly until: Day
  readonly state: 'in' | 'renewed'
  /** Days of it that extensions added. */
  readonly extended: number
}
interface Cover {
  readonly terms: readonly Term[]
  readonly steps: readonly Text[]
}

/**
 * The warranty of a unit at an instant (H12 C1 R1 N1). The term is a period of the Civil Code from the day of acceptance:
 * that day is not counted, a month without the day ends on its last, and a rest day at the end moves it on. Faults reported
 * within it extend it (H15, C5), each extension a period of its own from the end as it then stood; one reported later, or of
 * an origin that the warranty excludes, does not. A renewal (N11) counts from its first to its last day as bought: where it
 * leaves a gap there is no warranty in the gap, and where extensions reach into it their days are added to its end.
 * What happened after `now` does not count yet.
 */
export function warrantyAt(plan: Promises, facts: WarrantyFacts, now: Instant): Warranty {
  const [rule] = rulesOf(plan, 'warranty')
  const { terms, steps } = coverOf(plan, facts, now)
  const today = dayOf(now, facts.timezone)
  const running = terms.find(({ from, until }) => from <= today && today <= until)
  const latest = running ?? terms.findLast(({ until }) => until < today)
  const state = running?.state ?? notRunning(rule && facts.acceptedOn, today)
  const until = latest?.until ?? terms[0]?.until
  return {
    state,
    ...(until && { until }),
    ...(rule && { clause: rule.clause }),
    except: rule?.except ?? [],
    steps: [...steps, ...openEnds(plan, facts, state, terms)],
  }
}

const notRunning = (acceptedOn: Day | undefined, today: Day): WarrantyState => {
  if (acceptedOn === undefined) return 'unknown'
  return today < acceptedOn ? 'notStarted' : 'out'
}

/** Whether repairs are under warranty for who pays; undefined when nobody can say. */
export const isInWarranty = ({ state }: Pick<Warranty, 'state'>): boolean | undefined =>
  state === 'unknown' ? undefined : state !== 'out'

/** Terms and extensions in the order of their days: which term a fault falls into depends on what came before it. */
function coverOf(plan: Promises, facts: WarrantyFacts, now: Instant): Cover {
  const steps = [
    ...facts.renewals.map(({ from, until }) => ({ on: from, to: renewed(plan, { from, until }) })),
    ...extensionsOf(plan, facts.history, facts.timezone, now).map((extension) => ({
      on: extension.on,
      to: extended(plan, extension, facts.timezone),
    })),
  ]
  return steps
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .reduce<Cover>((cover, { to }) => to(cover), baseOf(plan, facts, now))
}

function baseOf(plan: Promises, facts: WarrantyFacts, now: Instant): Cover {
  const [rule] = rulesOf(plan, 'warranty')
  const { acceptedOn, category, instead, timezone } = facts
  if (!rule || !acceptedOn) return { terms: [], steps: [] }
  const length = (category && ownOf(rule.byCategory ?? {}, category)) || rule.base
  const end = endAfter(plan, acceptedOn, length, timezone)
  const steps = [words.base({ on: acceptedOn, replaced: instead !== undefined, length, clause: rule.clause }, end)]
  const old = instead && coverOf(plan, { ...instead, renewals: [] }, now)
  const kept = old?.terms.at(-1)?.until
  const isLonger = kept !== undefined && kept > end.day
  const until = isLonger ? kept : end.day
  return {
    terms: [{ from: acceptedOn, until, state: 'in', extended: 0 }],
    steps: isLonger ? [...steps, ...(old?.steps ?? []), words.notShorter(kept)] : steps,
  }
}

const extended =
  (plan: Promises, extension: Extension, timezone: string) =>
  (cover: Cover): Cover => {
    const hit = cover.terms.findLastIndex(({ from, until }) => from <= extension.on && extension.on <= until)
    const term = cover.terms[hit]
    if (!term) return cover
    const end = endAfter(plan, term.until, extension.by, timezone)
    const longer = { ...term, until: end.day, extended: term.extended + daysBetween(term.until, end.day) }
    return { terms: cover.terms.with(hit, longer), steps: [...cover.steps, words.extended(extension, end)] }
  }

const renewed =
  (plan: Promises, renewal: Renewal) =>
  ({ terms, steps }: Cover): Cover => {
    const { from } = renewal
    const before = terms.at(-1)
    const isGap = before !== undefined && from > addDays(before.until, 1)
    const overlap = before && from <= before.until ? daysBetween(addDays(from, -1), before.until) : 0
    const carried = Math.min(overlap, before?.extended ?? 0)
    const bought = addDays(renewal.until, carried)
    const until = before && before.until > bought ? before.until : bought
    const clause = rulesOf(plan, 'renewal')[0]?.clause
    return {
      terms: [...terms, { from, until, state: 'renewed', extended: carried }],
      steps: [
        ...steps,
        ...(isGap ? [words.gap(addDays(before.until, 1), addDays(from, -1))] : []),
        words.renewed(renewal, carried, clause, until),
      ],
    }
  }

/** What is missing to say it, or not published yet. */
function openEnds(plan: Promises, facts: WarrantyFacts, state: WarrantyState, terms: readonly Term[]): Text[] {
  const years = [...new Set(terms.map(({ until }) => Number(until.slice(0, 4))))]
  const unknown = years.filter((year) => !knowsYear(year, plan.holidays))
  return [
    ...(rulesOf(plan, 'warranty').length === 0 ? [words.noWarranty] : []),
    ...(facts.acceptedOn === undefined ? [words.noAcceptance] : []),
    ...(state === 'notStarted' ? [words.beforeAcceptance] : []),
    ...(unknown.length > 0 ? [words.unknownYears(unknown)] : []),
  ]
}
