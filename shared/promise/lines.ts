import { dayOf } from '../kernel/calendar.ts'
import { durationMs, type Instant, later } from '../kernel/instant.ts'
import { remembered } from '../kernel/remembered.ts'
import { type Subject, subjectOf } from '../kernel/subject.ts'
import { WAYS, type Way } from '../plan/rules/recurring.ts'
import type { Month, Obligation, Tally } from './obligation.ts'
import { PROMISE_STATES } from './promised.ts'

/** What a line is filed under: whose log proves it, `repair/261120-0001`, `upgrade/U261120-0001` or `contract/K-1`. */
export const subjectOfLine = (line: Pick<Obligation, (typeof FILED)[number] | 'contract'>): Subject => {
  for (const kind of FILED) {
    const id = line[kind]
    if (id !== undefined) return subjectOf(kind, id)
  }
  return subjectOf('contract', line.contract ?? '')
}
/** Kinds that name the contract as well: they come before it. */
const FILED = ['repair', 'upgrade', 'notice'] as const

/** How the customer is met, where a line is of planned work. */
export const wayOf = ({ what }: Pick<Obligation, 'what'>): Way | undefined =>
  WAYS.find((way) => what.startsWith(`${way}:`))

/** Where a line stands in lists by due instant; the id tells apart those of one instant. Sorts as text and serves as cursor. */
export const positionOf = ({ dueAt, id }: Pick<Obligation, 'dueAt' | 'id'>): string => `${dueAt}_${id}`

/** The month that a due instant counts in, where the customer is: 24:00 of the last day still belongs to it. */
export const monthOf = (dueAt: Instant, timezone: string): Month =>
  remembered(months, `${dueAt} ${timezone}`, () => dayOf(later(dueAt, -1), timezone).slice(0, 7))
const months = new Map<string, Month>()

/** How a ledger is asked for whole days between two midnights: 24:00 of the last day belongs to them, 00:00 of the first does not. */
export const wholeDays = ({ from, to }: { readonly from: Instant; readonly to: Instant }) => ({
  from: later(from, 1),
  to: later(to, 1),
})

/** Length of a breach that has ended, in milliseconds; 0 for anything else. */
export const lateMs = ({ lateBy }: Pick<Obligation, 'lateBy'>): number => (lateBy ? durationMs(lateBy) : 0)

/** What to write and what to take out, so that a ledger that holds `before` holds `after`. */
export interface LedgerChange {
  readonly put: readonly Obligation[]
  readonly remove: readonly Obligation[]
}

export function changedObligations(before: readonly Obligation[], after: readonly Obligation[]): LedgerChange {
  const known = new Map(before.map((line) => [line.id, line]))
  const kept = new Set(after.map(({ id }) => id))
  return {
    put: after.filter((line) => !isSame(line, known.get(line.id))),
    remove: before.filter(({ id }) => !kept.has(id)),
  }
}

const isSame = (line: Obligation, other: Obligation | undefined): boolean =>
  other !== undefined &&
  Object.keys(line).length === Object.keys(other).length &&
  Object.entries(line).every(([key, value]) => other[key as keyof Obligation] === value)

/** How often due, and how it ended. */
export const tallyOf = (lines: readonly Obligation[]): Tally =>
  sumOf(lines.map((line) => ({ state: line.state, count: 1, worstLateMs: lateMs(line) })))

/** Lines of one state, counted. */
export interface Counted {
  readonly state: Obligation['state']
  readonly count: number
  readonly worstLateMs: number
}

/** The same for several parts of one whole. */
export const totalOf = (parts: readonly Tally[]): Tally => {
  const total = { ...sumOf([]) }
  for (const part of parts) {
    for (const of of ['due', ...PROMISE_STATES] as const) total[of] += part[of]
    total.worstLateMs = Math.max(total.worstLateMs, part.worstLateMs)
  }
  return total
}

export function sumOf(counted: readonly Counted[]): Tally {
  const tally = { due: 0, open: 0, kept: 0, broken: 0, waived: 0, superseded: 0, fallenAway: 0, worstLateMs: 0 }
  for (const { state, count, worstLateMs } of counted) {
    tally.due += count
    tally[state] += count
    tally.worstLateMs = Math.max(tally.worstLateMs, worstLateMs)
  }
  return tally
}
