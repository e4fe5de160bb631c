import { delayClaims } from './claims.ts'
import { byAttempts, reachedBy, reconcile } from './clocks/clockwork.ts'
import { asItEnded, clocksWithout, withChanges } from './clocks/disagree.ts'
import type { ClockEvent } from './clocks/events.ts'
import {
  agreeDate,
  agreeVisit,
  endAgreedWait,
  reopen,
  reopenLoaned,
  reopenWithdrawn,
  restart,
  sendIn,
  stop,
} from './clocks/moving.ts'
import { DECIDED, OVER, type Settling, SOLVED, settle } from './clocks/settle.ts'
import type { RecordedEvent, RepairEvent, RepairEventType } from './events.ts'
import { junkEnds } from './junk.ts'
import type { Repair } from './state/repair.ts'
import { undo } from './take-back.ts'

const SETTLES: Partial<Record<RepairEventType, Settling>> = {
  passedOn: { reaches: ['passedOn'] },
  assigned: { reaches: ['passedOn'] },
  responded: { reaches: ['responded'], isCall: true },
  solutionProposed: { reaches: ['responded', 'proposed'], isCall: true },
  visitDecided: { reaches: DECIDED },
  dispatched: { reaches: [...DECIDED, 'dispatched'] },
  arrived: { reaches: [...DECIDED, 'dispatched', 'arrived'] },
  sentIn: { reaches: DECIDED, pointless: ['dispatched', 'arrived'] },
  solvedRemotely: { ...SOLVED, isCall: true },
  repaired: SOLVED,
  unitReplaced: { ...SOLVED, reaches: [...SOLVED.reaches, 'replaced'] },
  replacementDeclined: { pointless: ['replaced'] },
  resolutionPromised: { reaches: ['scheduled'] },
  advised: { reaches: ['advised'] },
  loanerLent: { reaches: ['loaned'] },
  alternativeAccepted: { reaches: ['alternative'] },
  confirmed: { reaches: ['confirmed'] },
  withdrawn: OVER,
  closed: OVER,
}

/** The engineer who could not solve it told the customer a date at once. */
const isDated = (event: RecordedEvent): boolean => event.type === 'notSolvedOnSite' && event.resolutionAt !== undefined

const settlingOf = (event: RecordedEvent): Settling | undefined => {
  if (event.type === 'replacementDeclined' && event.refused) return { breaks: ['replaced'] }
  return SETTLES[isDated(event) ? 'resolutionPromised' : event.type]
}

/**
 * What a fact does to the clocks: it starts some, moves some, ends some; a breach may make a loss ours. `after` is the
 * state with the fact folded in. Nothing starts a clock but facts, so what follows comes to an end.
 */
export function consequences(before: Repair | undefined, after: Repair, event: RecordedEvent): RepairEvent[] {
  const settling = settlingOf(event)
  const settled = settling ? settle(after, event, settling) : []
  switch (event.type) {
    case 'opened':
    case 'deskTook':
    case 'hardwareVerdict':
    case 'notSolvedOnSite':
    case 'resolutionPromised':
    case 'escalated':
    case 'replacementDue':
      return [...settled, ...reconcile(before, after, event)]
    case 'loanerLent':
      return [...settled, ...reconcile(before, after, event)]
    case 'identified':
    case 'severityChanged':
      return [...settled, ...asItEnded(after, reconcile(before, after, event))]
    case 'loanerReturned':
      return before && after.stage !== 'closed' && !after.milestones.repaired
        ? reopenLoaned(before, after, event.at).flatMap((move) => [move, ...reachedBy(after, move)])
        : []
    case 'attempted':
      return byAttempts(after)
    case 'agreed':
      return agreeDate(after, event)
    case 'disagreed':
      return before ? notAgreed(before, after, event) : []
    case 'reopened':
      return [...(before ? reopenWithdrawn(before, after) : []), ...reconcile(before, after, event)]
    case 'junk':
      return junkEnds(after, event)
    case 'takenBack':
      return before ? takenBack(before, after, event) : []
    case 'arrived':
      return [...settled, ...endAgreedWait(after, event.at), ...reconcile(before, after, event)]
    case 'notFixed':
      return [...(before ? reopen(before, after, event.at) : []), ...reconcile(before, after, event)]
    case 'sentIn':
      return [...settled, ...sendIn(after, event), ...reconcile(before, after, event)]
    case 'visitDecided':
      return [...settled, ...(event.visitAt && event.agreement ? agreeVisit(after, event, event.visitAt) : [])]
    case 'paused':
      return stop(after, event)
    case 'resumed':
      return restart(after, event.at)
    case 'clockBroken':
      return delayClaims(after, event)
    case 'clockMoved':
      return event.because === 'disagreed' && event.clock.state === 'broken' ? claimsOf(after, event) : []
    case 'clockStarted':
      return event.clock.state === 'broken' ? claimsOf(after, event) : []
    case 'clockEnded':
      return event.outcome === 'broken' ? delayClaims(after, event) : []
    default:
      return settled
  }
}

const claimsOf = (
  state: Repair,
  { clock, at }: Extract<RecordedEvent, { type: 'clockMoved' | 'clockStarted' }>,
): RepairEvent[] => delayClaims(state, { clock: clock.id, clause: clock.term.clause, at })

/** The customer never agreed: what that agreement did to the clocks is undone. */
function notAgreed(before: Repair, after: Repair, event: RecordedEvent & { type: 'disagreed' }): RepairEvent[] {
  const moves = clocksWithout(after, event).map(
    (clock): ClockEvent => ({ type: 'clockMoved', clock, because: event.type }),
  )
  if (event.about !== 'sendIn' && event.about !== 'severity') return moves
  return [...moves, ...asItEnded(after, reconcile(before, withChanges(after, moves), event))]
}

/** A unit that was not sent in after all has the promises of one that stays. */
function takenBack(before: Repair, after: Repair, event: RecordedEvent & { type: 'takenBack' }): RepairEvent[] {
  const undone = undo(before, after, event)
  const isBack = before.sentIn !== undefined && after.sentIn === undefined
  return isBack ? [...undone, ...reconcile(before, withChanges(after, undone), event)] : undone
}
