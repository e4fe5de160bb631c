import { defined } from '../../shared/kernel/fields.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import type { Language } from '../../shared/kernel/text.ts'
import { milestoneName } from '../../shared/message/texts.ts'
import { agreedAway } from '../../shared/promise/clock.ts'
import type { PromiseState } from '../../shared/promise/promised.ts'
import type { RepairSummary } from '../../shared/repair/summary.ts'
import type { ClockView } from '../../shared/wire/repairs.ts'

/** A promise as the rail draws it: when it began, when it is due, how it stands; and what is said of it. */
export interface Bar {
  readonly clause: string
  readonly milestone: string
  /** The milestone's name. */
  readonly name: string
  readonly state: PromiseState
  readonly startedAt: Instant
  readonly dueAt: Instant
  /** When it was due before the customer agreed to a later date. */
  readonly firstDueAt?: Instant | undefined
  readonly endedAt?: Instant | undefined
  /** What superseded it or took its object away: a broken one was never done. */
  readonly endedBecause?: string | undefined
  readonly warnAt?: readonly Instant[] | undefined
  readonly pauses?: readonly Stretch[] | undefined
  /** Of several promises of one milestone: the one that pages. Absent: it is the only one. */
  readonly drives?: boolean | undefined
  /** The limit, the sentence of the promise, and why it is due then: in words. */
  readonly limit?: string | undefined
  readonly promise?: string | undefined
  readonly why?: string | undefined
  /** Why it was waived. */
  readonly because?: string | undefined
  /** Number of the event that ended it. */
  readonly evidence?: number | undefined
}

/** Time agreed not to count. Without `to`: it still does not. */
export interface Stretch {
  readonly from: Instant
  readonly to?: Instant | undefined
}

/** The bars of a repair as `GET /api/repairs/{id}` gives its clocks. `promises`: the plan's sentence for each clause. */
export const barsOf = (
  clocks: readonly ClockView[],
  language: Language,
  promises: Readonly<Record<string, string>> = {},
): Bar[] =>
  clocks.map(({ explanation, waivedBecause, moves, ...clock }) => ({
    ...clock,
    name: milestoneName(clock.milestone, language),
    firstDueAt: agreedAway({ ...defined({ moves }) }),
    promise: Object.hasOwn(promises, clock.clause) ? promises[clock.clause] : undefined,
    why: explanation,
    because: waivedBecause,
  }))

/** The bar of a row of `GET /api/repairs`: what is broken and still owed, otherwise what falls due next. */
export const barOfRow = (
  { reportedAt, next, broken }: Pick<RepairSummary, 'reportedAt' | 'next' | 'broken'>,
  language: Language,
): Bar | undefined => {
  if (broken && (broken.endedAt === undefined || !next)) {
    const { since, startedAt = reportedAt } = broken
    return { ...broken, name: milestoneName(broken.milestone, language), state: 'broken', startedAt, dueAt: since }
  }
  return next && { startedAt: reportedAt, ...next, name: milestoneName(next.milestone, language), state: 'open' }
}

/** How a bar stands at that instant: what shape and sign it has. */
export type Standing = 'running' | 'near' | 'paused' | 'over' | 'kept' | 'late' | 'undone' | 'waived' | 'void'

export const standingOf = (
  { state, dueAt, endedAt, endedBecause, warnAt, pauses = [] }: Bar,
  now: Instant,
): Standing => {
  if (state === 'kept' || state === 'waived') return state
  if (state === 'superseded' || state === 'fallenAway') return 'void'
  if (endedAt !== undefined) return endedBecause === undefined ? 'late' : 'undone'
  const stands = pauses.some(({ from, to }) => from <= now && (to === undefined || now < to))
  if (state === 'broken' || (dueAt <= now && !stands)) return 'over'
  if (stands) return 'paused'
  const last = warnAt?.at(-1)
  return last !== undefined && last <= now ? 'near' : 'running'
}

/** Nobody is done with it. */
export const isOwed = (standing: Standing): boolean => !['kept', 'late', 'undone', 'waived', 'void'].includes(standing)

/** The bar that hurts most: owed and longest over, else what falls due next, else what ended last. */
export const worstOf = (bars: readonly Bar[], now: Instant): Bar | undefined => {
  const rank = (bar: Bar) => {
    const standing = standingOf(bar, now)
    return standing === 'over' ? 0 : isOwed(standing) ? 1 : 2
  }
  const by = (bar: Bar) => bar.endedAt ?? bar.dueAt
  return bars.toSorted(
    (one, other) => rank(one) - rank(other) || (by(one) < by(other) ? -1 : 1) * (rank(one) === 2 ? -1 : 1),
  )[0]
}
