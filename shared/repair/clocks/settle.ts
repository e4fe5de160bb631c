import { MILESTONES, type Milestone } from '../../plan/plan.ts'
import type { Clock } from '../../promise/clock.ts'
import { isUnended, outcomeAt } from '../../promise/promised.ts'
import { openQuestions } from '../state/questions.ts'
import type { Cause } from '../state/recorded.ts'
import type { Occurrence, Repair } from '../state/repair.ts'
import { brief } from '../state/room.ts'
import type { ClockEvent } from './events.ts'

/** Which milestones a fact reaches, which it voids, their object gone, and which it breaks there and then. */
export interface Settling {
  /** Whoever goes there or solves it has answered, proposed and decided; and it is with an engineer. */
  readonly isDecision?: true
  /** It works again: nobody needs to come, to answer, or to name a date. */
  readonly isSolution?: true
  readonly reaches?: readonly Milestone[]
  readonly voids?: readonly Milestone[]
  readonly breaks?: readonly Milestone[]
  /** Someone spoke with the customer on the telephone: all else, going there too, does not keep H4. */
  readonly isCall?: true
  /** It is over: what is still open has lost its object, also what takes a call. */
  readonly isOver?: true
}

const DECIDED: readonly Milestone[] = ['passedOn', 'responded', 'proposed', 'triaged']
const SOLVED: readonly Milestone[] = [...DECIDED, 'repaired']
const NEEDLESS_ONCE_SOLVED: readonly Milestone[] = ['dispatched', 'arrived', 'scheduled', 'advised']

const reachedBy = ({ isDecision, isSolution, reaches = [] }: Settling): readonly Milestone[] => [
  ...(isSolution ? SOLVED : isDecision ? DECIDED : []),
  ...reaches,
]
const lostBy = ({ isOver, isSolution, voids: lost = [] }: Settling): readonly Milestone[] => {
  if (isOver) return MILESTONES
  return isSolution ? NEEDLESS_ONCE_SOLVED : lost
}

/**
 * A later milestone reached early settles the earlier ones: whoever arrives has responded; what is solved by phone needs no
 * visit.
 */
export function settle(state: Repair, event: Cause, settling: Settling): ClockEvent[] {
  const { breaks = [], isCall, isOver } = settling
  const reaches = reachedBy(settling)
  const lost = lostBy(settling)
  return state.clocks.filter(isUnended).flatMap((clock): ClockEvent[] => {
    const { until, otherwise, byCall, alternative } = clock.term
    if (byCall && !isCall) return isOver ? [fallsAway(clock, event)] : []
    if (alternative && reaches.includes('alternative')) return [reached(clock, event)]
    if (reaches.includes(until) || (otherwise && reaches.includes(otherwise))) return [reached(clock, event)]
    if (breaks.includes(until)) return [refusal(clock, event)]
    return lost.includes(until) ? [fallsAway(clock, event)] : []
  })
}

export function reached(clock: Clock, event: Occurrence): Extract<ClockEvent, { type: 'clockEnded' }> {
  const end = { type: 'clockEnded', clock: clock.id, clause: clock.term.clause, evidence: event.seq } as const
  // What is not broken by now was reached in time, also where calls that reached nobody kept it (see `attempts.ts`).
  if (clock.state !== 'broken') return { ...end, outcome: 'kept' }
  const { state: outcome, ...late } = outcomeAt(event.at, clock.dueAt)
  return { ...end, outcome, ...late }
}

/** A promise that lost its object falls away; one already broken stays broken, for as long as it lasted, and was never kept. */
export const fallsAway = (clock: Clock, event: Cause): ClockEvent =>
  clock.state === 'broken' && event.at > clock.dueAt
    ? { ...reached(clock, event), because: event.type }
    : {
        type: 'clockEnded',
        clock: clock.id,
        clause: clock.term.clause,
        evidence: event.seq,
        ...endOf(event),
      }

/** H16 R2 N22: refused although it was promised without conditions. It is broken there and then, by name and reason. */
const refusal = (clock: Clock, event: Cause): ClockEvent => ({
  type: 'clockEnded',
  clock: clock.id,
  clause: clock.term.clause,
  outcome: 'broken',
  evidence: event.seq,
  ...because(event.reason),
})
const because = (reason: string | undefined) => (reason === undefined ? {} : { because: brief(reason) })

/** What a manager decides against is waived by them, with their reason; all else fell away by what happened. */
const endOf = ({ type, approver, reason }: Cause) =>
  approver
    ? ({ outcome: 'waived', because: reason === undefined ? type : brief(reason), approver } as const)
    : ({ outcome: 'fallenAway', because: type } as const)

/** Which later milestones reach one as well: whoever is there has answered. */
const REACHED_BY: Partial<Record<Milestone, readonly Milestone[]>> = {
  // Not by an answer: the desk answers too.
  passedOn: ['triaged', 'dispatched', 'arrived', 'repaired'],
  responded: ['proposed', 'triaged', 'dispatched', 'arrived', 'repaired'],
  proposed: ['triaged', 'dispatched', 'arrived', 'repaired'],
  triaged: ['dispatched', 'arrived', 'repaired'],
  dispatched: ['arrived'],
}

/** The first fact that reaches what this clause promises. What it takes a call for, nothing but a call reaches (H4). */
export function reachedAt(
  state: Repair,
  { term }: Clock,
  holds = (_: Milestone): boolean => true,
): Occurrence | undefined {
  const { until, otherwise, byCall } = term
  const reaching = [until, ...(otherwise ? [otherwise] : []), ...(byCall ? [] : (REACHED_BY[until] ?? []))]
  return earliest(reaching.filter(holds).map((milestone) => state.milestones[milestone]))
}

/** The first of those that happened. */
export const earliest = (all: readonly (Occurrence | undefined)[]): Occurrence | undefined =>
  all.flatMap((one) => (one ? [one] : [])).toSorted((one, other) => (one.at < other.at ? -1 : 1))[0]

/** A clock that starts after its milestone was reached ends with it. */
export function alreadyReached(state: Repair, clock: Clock): ClockEvent[] {
  const first = reachedAt(state, clock, (milestone) => stillHolds(state, clock, milestone))
  if (!first) return []
  return [reached(first.at > clock.dueAt ? { ...clock, state: 'broken' } : clock, first)]
}

/** A date that has passed is no date any more, and an answer does not answer the next question. */
function stillHolds(state: Repair, clock: Clock, milestone: Milestone): boolean {
  if (milestone === 'scheduled') return state.resolutionAt !== undefined && state.resolutionAt > clock.startedAt
  if (milestone === 'advised') return openQuestions(state).length === 0
  return true
}
