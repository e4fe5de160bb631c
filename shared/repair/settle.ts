import { millisBetween, msDuration } from '../kernel/instant.ts'
import type { Milestone } from '../plan/plan.ts'
import { MILESTONES } from '../plan/plan.ts'
import type { Clock } from '../promise/clock.ts'
import { openQuestions } from './escalation.ts'
import type { RecordedEvent, RepairEvent, RepairEventType } from './events.ts'
import type { Fact, Repair } from './repair.ts'
import { brief } from './room.ts'

interface Settling {
  readonly reaches: readonly Milestone[]
  readonly pointless?: readonly Milestone[]
}

/** Whoever goes there or solves it has answered, proposed and decided; and it is with an engineer. */
const DECIDED: readonly Milestone[] = ['passedOn', 'responded', 'proposed', 'triaged']
/** Once it works again, nobody needs to come, to answer, or to name a date. */
const SOLVED: Settling = {
  reaches: [...DECIDED, 'repaired'],
  pointless: ['dispatched', 'arrived', 'scheduled', 'advised'],
}

/**
 * Which milestones a fact reaches, and which it makes pointless. A later milestone reached early settles the earlier ones:
 * whoever arrives has responded; what is solved by phone needs no visit. What is still open when the repair closes has
 * lost its object.
 */
const SETTLES: Partial<Record<RepairEventType, Settling>> = {
  passedOn: { reaches: ['passedOn'] },
  assigned: { reaches: ['passedOn'] },
  responded: { reaches: ['responded'] },
  solutionProposed: { reaches: ['responded', 'proposed'] },
  visitDecided: { reaches: DECIDED },
  dispatched: { reaches: [...DECIDED, 'dispatched'] },
  arrived: { reaches: [...DECIDED, 'dispatched', 'arrived'] },
  sentIn: { reaches: DECIDED, pointless: ['dispatched', 'arrived'] },
  solvedRemotely: SOLVED,
  repaired: SOLVED,
  unitReplaced: { ...SOLVED, reaches: [...SOLVED.reaches, 'replaced'] },
  replacementDeclined: { reaches: [], pointless: ['replaced'] },
  resolutionPromised: { reaches: ['scheduled'] },
  advised: { reaches: ['advised'] },
  loanerLent: { reaches: ['loaned'] },
  alternativeAccepted: { reaches: ['alternative'] },
  confirmed: { reaches: ['confirmed'] },
  withdrawn: { reaches: [], pointless: MILESTONES },
  closed: { reaches: [], pointless: MILESTONES },
}

/** The engineer who could not solve it told the customer a date at once. */
const isDated = (event: RecordedEvent): boolean => event.type === 'notSolvedOnSite' && event.resolutionAt !== undefined

/** What says that someone spoke with the customer on the telephone: all else, going there too, does not keep H4. */
const CALLS: ReadonlySet<RepairEventType> = new Set<RepairEventType>([
  'responded',
  'solutionProposed',
  'solvedRemotely',
])
const isOver = ({ type }: RecordedEvent): boolean => type === 'withdrawn' || type === 'closed'

export const isUnended = (clock: Clock): boolean => clock.endedAt === undefined

export function settle(state: Repair, event: RecordedEvent): RepairEvent[] {
  const settles = SETTLES[isDated(event) ? 'resolutionPromised' : event.type]
  if (!settles) return []
  return state.clocks.filter(isUnended).flatMap((clock): RepairEvent[] => {
    const { until, otherwise } = clock.term
    if (clock.term.byCall && !CALLS.has(event.type)) return isOver(event) ? [pointless(clock, event)] : []
    if (clock.term.alternative && settles.reaches.includes('alternative')) return [reached(clock, event)]
    if (settles.reaches.includes(until) || (otherwise && settles.reaches.includes(otherwise)))
      return [reached(clock, event)]
    if (until === 'replaced' && event.type === 'replacementDeclined' && event.refused) return [refusal(clock, event)]
    return settles.pointless?.includes(until) ? [pointless(clock, event)] : []
  })
}

export function reached(clock: Clock, event: Fact): RepairEvent {
  const end = { type: 'clockEnded', clock: clock.id, clause: clock.term.clause, evidence: event.seq } as const
  return clock.state === 'broken' && event.at > clock.dueAt
    ? { ...end, outcome: 'broken', lateBy: msDuration(millisBetween(clock.dueAt, event.at)) }
    : { ...end, outcome: 'kept' }
}

/** A promise that lost its object falls away; one already broken stays broken, for as long as it lasted. */
export const pointless = (clock: Clock, event: RecordedEvent): RepairEvent =>
  clock.state === 'broken'
    ? reached(clock, event)
    : {
        type: 'clockEnded',
        clock: clock.id,
        clause: clock.term.clause,
        evidence: event.seq,
        ...endOf(event),
      }

/** H16 R2 N22: refused although it was promised without conditions. It is broken there and then, by name and reason. */
const refusal = (clock: Clock, event: RecordedEvent & { type: 'replacementDeclined' }): RepairEvent => ({
  type: 'clockEnded',
  clock: clock.id,
  clause: clock.term.clause,
  outcome: 'broken',
  evidence: event.seq,
  because: brief(event.reason),
})

/** What a manager decides against is waived by them, with their reason; all else fell away by what happened. */
const endOf = (event: RecordedEvent) =>
  'approver' in event && event.approver
    ? ({
        outcome: 'waived',
        because: 'reason' in event ? brief(event.reason) : event.type,
        approver: event.approver,
      } as const)
    : ({ outcome: 'fallenAway', because: event.type } as const)

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
export function reachedAt(state: Repair, { term }: Clock, holds = (_: Milestone): boolean => true): Fact | undefined {
  const { until, otherwise, byCall } = term
  const reaching = [until, ...(otherwise ? [otherwise] : []), ...(byCall ? [] : (REACHED_BY[until] ?? []))]
  return earliest(reaching.filter(holds).map((milestone) => state.milestones[milestone]))
}

/** The first of those that happened. */
export const earliest = (facts: readonly (Fact | undefined)[]): Fact | undefined =>
  facts.flatMap((fact) => (fact ? [fact] : [])).toSorted((one, other) => (one.at < other.at ? -1 : 1))[0]

/** A clock that starts after its milestone was reached ends with it. */
export function alreadyReached(state: Repair, clock: Clock): RepairEvent[] {
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
