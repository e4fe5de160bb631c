import { Temporal } from 'temporal-polyfill'
import type { Duration } from '../kernel/instant.ts'
import type { ClockRule, PlanDocument, Rule } from './document.ts'
import type { Plan } from './plan.ts'
import type { Charge, Origin } from './rules.ts'

/** What a change means for the customer; `changed` where it is good for some and bad for others, or nobody can say. */
export type Effect = 'better' | 'worse' | 'changed'

/** Each aspect: above 0 better for the customer, below 0 worse, NaN not to be said. Undefined when nothing differs. */
const verdict = (aspects: readonly number[]): Effect | undefined => {
  const telling = aspects.filter((aspect) => aspect !== 0)
  if (telling.length === 0) return undefined
  if (telling.every((aspect) => aspect > 0)) return 'better'
  return telling.every((aspect) => aspect < 0) ? 'worse' : 'changed'
}

/** Two clocks that promise the same milestone from the same start. */
export const weighClocks = (
  [old, oldPlan]: readonly [ClockRule, PlanDocument],
  [next, nextPlan]: readonly [ClockRule, PlanDocument],
): Effect | undefined =>
  verdict([
    compare(timeOf(old.limit, old, oldPlan), timeOf(next.limit, next, nextPlan)),
    compare(timeOf(old.sentInLimit ?? old.limit, old, oldPlan), timeOf(next.sentInLimit ?? next.limit, next, nextPlan)),
    flag(old.pausable) - flag(next.pausable),
    flag(old.onSiteOnly) - flag(next.onSiteOnly),
    flag(next.broken) - flag(old.broken),
    flag(next.byCall) - flag(old.byCall),
    flag(old.warranty) - flag(next.warranty),
    flag(old.quality) - flag(next.quality),
    flag(old.alternative) - flag(next.alternative),
    old.otherwise === next.otherwise ? 0 : Number.NaN,
  ])

/** Two rules of one kind, other than clocks and charges. */
export const weighRules = (old: Rule, next: Rule): Effect => weigh(old, next) ?? 'changed'

const weigh = (old: Rule, next: Rule): Effect | undefined => {
  if (old.rule === 'warranty' && next.rule === 'warranty') {
    const categories = new Set([...Object.keys(old.byCategory ?? {}), ...Object.keys(next.byCategory ?? {})])
    return verdict([
      days(next.base) - days(old.base),
      ...[...categories].map(
        (name) => days(next.byCategory?.[name] ?? next.base) - days(old.byCategory?.[name] ?? old.base),
      ),
      fewer(old.except, next.except),
    ])
  }
  if (old.rule === 'extension' && next.rule === 'extension' && old.by !== undefined && next.by !== undefined)
    return verdict([days(next.by) - days(old.by)])
  if (old.rule === 'renewal' && next.rule === 'renewal')
    return verdict([old.percentOfContractPrice - next.percentOfContractPrice, days(next.per) - days(old.per)])
  if (old.rule === 'replacement' && next.rule === 'replacement')
    return verdict([
      compare(old.failures ?? Infinity, next.failures ?? Infinity),
      flag(old.sameProblem) - flag(next.sameProblem),
      flag(old.consecutive) - flag(next.consecutive),
      fewer(next.irreparable, old.irreparable),
      fewer(old.except, next.except),
      flag(old.onlyInWarranty) - flag(next.onlyInWarranty),
      flag(next.unconditional) - flag(old.unconditional),
      flag(next.atWish) - flag(old.atWish),
      old.with === next.with ? 0 : Number.NaN,
      flag(next.warranty === 'restarts') - flag(old.warranty === 'restarts'),
      days(old.within) - days(next.within),
    ])
  if (old.rule === 'loaner' && next.rule === 'loaner')
    return verdict([
      flag(next.whenNotSolvedOnSite) - flag(old.whenNotSolvedOnSite),
      flag(next.brandNew) - flag(old.brandNew),
      flag(next.sameCommitments) - flag(old.sameCommitments),
    ])
  if (old.rule === 'record' && next.rule === 'record')
    return verdict([flag(next.suggestions) - flag(old.suggestions), flag(next.signed) - flag(old.signed)])
  if (old.rule === 'desk' && next.rule === 'desk') return verdict([days(old.within) - days(next.within)])
  return undefined
}

/** What the customer pays for something; undefined: nobody says. Cost is taken to be no more than price. */
export const weighCharges = (old: Charge | undefined, next: Charge | undefined): Effect | undefined => {
  if (old === next) return undefined
  if (old === undefined || next === undefined) return 'changed'
  const [a, b] = [amount(old), amount(next)]
  if (a.of === b.of || a.share === 0 || b.share === 0) return verdict([a.share - b.share])
  if (a.of === 'price' && a.share >= b.share) return 'better'
  return b.of === 'price' && b.share >= a.share ? 'worse' : 'changed'
}

const amount = (charge: Charge): { share: number; of: 'price' | 'cost' } => {
  if (charge === 'free') return { share: 0, of: 'cost' }
  if (charge === 'cost' || charge === 'price') return { share: 100, of: charge }
  return { share: Number.parseInt(charge, 10), of: charge.endsWith('price') ? 'price' : 'cost' }
}

const flag = (value: unknown): number => (value ? 1 : 0)
const compare = (a: number, b: number): number => (Object.is(a, b) ? 0 : a - b)

/** Above 0 if names were taken away, below 0 if some were added, NaN if both. */
const fewer = (old: readonly (Origin | string)[] = [], next: readonly (Origin | string)[] = []): number => {
  const gone = old.filter((name) => !next.includes(name)).length
  const added = next.filter((name) => !old.includes(name)).length
  return gone > 0 && added > 0 ? Number.NaN : gone - added
}

// Months differ in length, so they are measured from one fixed day.
const days = (length: Duration): number =>
  Temporal.Duration.from(length).total({ unit: 'days', relativeTo: '2026-01-01' })

/** About how long a limit is on the wall clock, in days: working time takes as much longer as the week has other hours. */
const timeOf = (limit: ClockRule['limit'], { window }: ClockRule, plan: Plan): number => {
  if (limit === 'promised') return Number.NaN
  const length = limit === 'now' ? plan.now : limit
  if (window === '7x24') return days(length)
  return days(length) * (length.startsWith('PT') ? 168 / hoursPerWeek(plan) : 7 / 5)
}

const hoursPerWeek = ({ workingHours }: Plan): number =>
  5 * workingHours.reduce((sum, { from, to }) => sum + hourOf(to) - hourOf(from), 0)
const hourOf = (time: string): number => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60
