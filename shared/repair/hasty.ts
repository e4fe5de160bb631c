import { millisBetween } from '../kernel/instant.ts'
import type { Milestone } from '../plan/plan.ts'
import type { Clock } from '../promise/clock.ts'

// A tap costs nothing, so evidence says what it is worth: whoever answers, arrives and repairs within the same minute has
// tapped, not worked.

/** What takes time to do is not done within this of something else. */
const TOGETHER_MS = 60_000
const TAPPED: ReadonlySet<Milestone> = new Set<Milestone>(['responded', 'arrived', 'repaired'])

/**
 * Whether this promise was ended within a minute of another step of the same round. One call may both answer and solve it, and
 * whoever comes without having called answers by coming: one event may be both. To come and to repair are never one.
 */
export const isHasty = (clock: Clock, clocks: readonly Clock[]): boolean =>
  isTapped(clock) && clocks.some((other) => isTapped(other) && areTogether(clock, other))

const isTapped = ({ term, state, endedAt }: Clock): boolean =>
  TAPPED.has(term.until) && endedAt !== undefined && (state === 'kept' || state === 'broken')

function areTogether(one: Clock, other: Clock): boolean {
  const [first, second] = [one.term.until, other.term.until]
  if (one.round !== other.round || first === second || !one.endedAt || !other.endedAt) return false
  const isOneEvent = one.evidence !== undefined && one.evidence === other.evidence
  if (isOneEvent && (first === 'responded' || second === 'responded')) return false
  return Math.abs(millisBetween(one.endedAt, other.endedAt)) < TOGETHER_MS
}
