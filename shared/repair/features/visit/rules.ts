import { type Actor, nameOf, type PersonRef } from '../../../kernel/actor.ts'
import { BadRequestError, fault, inFuture } from '../../../kernel/errors.ts'
import { defined, without } from '../../../kernel/fields.ts'
import { durationMs, type Instant, later } from '../../../kernel/instant.ts'
import { strictestSeverity } from '../../../plan/terms.ts'
import { agreeVisit, endAgreedWait, isLaterThanPromised } from '../../clocks/moving.ts'
import { reach } from '../../state/reach.ts'
import type { Repair } from '../../state/repair.ts'
import type { Position, Visit, VisitApproval } from '../../state/visit.ts'
import { agreementIn, requireAgreement, withAgreement } from '../agreed.ts'
import { dated } from '../attention/appointment.ts'
import type { Actions, Events, Given } from '../feature.ts'
import { type ChosenEvent, choose, LATER_THAN_PROMISED } from './chosen.ts'
import { chosenPlan, requireEmergencyPlan } from './emergency-plan.ts'
import { isVisitAsked, type VisitAction, visitRule } from './offers.ts'

type GoOnSite = Extract<VisitAction, { type: 'goOnSite' }>

export type VisitEvent =
  /** N16: the manager is asked whether someone may go. */
  | ({ type: 'visitAsked'; clause: string; manager?: PersonRef } & Visit)
  /** `unapproved`: it goes ahead, and the approval follows. */
  | ({ type: 'visitDecided'; approvedBy?: string; unapproved?: 'strictest' | 'unanswered' } & Visit)
  | { type: 'visitApproved'; approver: string; afterwards?: true }
  | { type: 'visitDeclined'; approver: string; reason: string; afterwards?: true }
  | { type: 'dispatched'; position?: Position }
  | { type: 'arrived'; position?: Position }

export const actions: Actions<VisitAction, VisitEvent | ChosenEvent> = {
  goOnSite: { decide: visitEvents, needs: ['manager'], acknowledges: 'paged', isForEngineers: true },
  chooseVisit: { decide: choose },
  depart: {
    decide: (state, { position }) => {
      requireEmergencyPlan(state)
      return [{ type: 'dispatched', ...defined({ position }) }]
    },
    acknowledges: 'paged',
    isForEngineers: true,
    endsPause: true,
  },
  arrive: {
    decide: (state, { position }) => {
      requireEmergencyPlan(state)
      return [{ type: 'arrived', ...defined({ position }) }]
    },
    acknowledges: 'paged',
    isForEngineers: true,
    endsPause: true,
  },
  approveVisit: { decide: (state, action, { by }) => approvalEvents(state, action, by) },
  declineVisit: { decide: (state, action, { by }) => approvalEvents(state, action, by) },
}

export const events: Events<VisitEvent> = {
  visitAsked: {
    fold: (state, event) => {
      const { type: _type, clause: _clause, seq: _seq, by: _by, action: _action, ...asked } = event
      return { ...state, visitApproval: { state: 'asked', ...asked } }
    },
  },
  visitDecided: {
    fold: (state, event) => {
      const { visitAt, agreement, emergencyPlan } = event
      const agreed =
        visitAt && agreement ? withAgreement(state, event, agreement, { about: 'visit', until: visitAt }) : state
      const decided = { ...reach(agreed, 'triaged', event), ...defined({ emergencyPlan }) }
      const known = visitAt ? dated(decided, visitAt, event.at) : decided
      return event.unapproved ? withApproval(known, { state: 'going' }) : known
    },
    settles: { isDecision: true },
    clocks: (after, event) => (event.visitAt && event.agreement ? agreeVisit(after, event, event.visitAt) : []),
    tap: 'undoable',
  },
  visitApproved: { fold: (state, { approver }) => withApproval(state, { state: 'approved', approver }) },
  visitDeclined: {
    fold: (state, { approver, afterwards }) =>
      afterwards ? withApproval(state, { state: 'declined', approver }) : without(state, 'visitApproval'),
  },
  dispatched: {
    fold: (state, event) => reach(reach(state, 'triaged', event), 'dispatched', event),
    settles: { isDecision: true, reaches: ['dispatched'] },
    tap: 'undoable',
  },
  arrived: {
    fold: (state, event) => reach(reach(reach(state, 'triaged', event), 'dispatched', event), 'arrived', event),
    settles: { isDecision: true, reaches: ['dispatched', 'arrived'] },
    clocks: (after, { at }) => endAgreedWait(after, at),
    starts: true,
    tap: 'undoable',
  },
}

const withApproval = (state: Repair, change: Partial<VisitApproval>): Repair =>
  state.visitApproval ? { ...state, visitApproval: { ...state.visitApproval, ...change } } : state

/**
 * That someone has left is theirs to say, whoever decides the visit.
 * Throws BadRequestError for a visit later than promised that the customer did not agree to.
 */
function visitEvents(
  state: Repair,
  action: GoOnSite,
  { lookedUp: { manager, knowledge }, by, now }: Given,
): readonly VisitEvent[] {
  const { visitAt, parts } = action
  if (visitAt) inFuture('visitAt', visitAt, now)
  const agreement = agreementOfVisit(state, action, by)
  const emergencyPlan = chosenPlan(action, knowledge)
  requireEmergencyPlan(state, emergencyPlan)
  const visit: Visit = {
    ...(visitAt && { visitAt }),
    ...defined({ agreement, parts, emergencyPlan }),
  }
  const rule = visitRule(state.plan)
  if (!rule) return [{ type: 'visitDecided', ...visit }]
  if (by.manager) return [{ type: 'visitDecided', ...visit, approvedBy: nameOf(by) }]
  const asked: VisitEvent = { type: 'visitAsked', clause: rule.clause, ...defined({ manager }), ...visit }
  const unapproved = isStrictest(state) ? 'strictest' : manager ? undefined : 'unanswered'
  return unapproved ? [asked, { type: 'visitDecided', ...visit, unapproved }] : [asked]
}

/** A visit later than promised, or one that the repair waits for, is at the customer's wish or not at all. */
const agreementOfVisit = (state: Repair, action: GoOnSite, by: Actor) =>
  action.visitAt && isLaterThanPromised(state, action.visitAt)
    ? requireAgreement(action, by, LATER_THAN_PROMISED)
    : agreementIn(action, by)

/** Throws BadRequestError for anyone but a manager. */
function approvalEvents(
  state: Repair,
  action: Extract<VisitAction, { type: 'approveVisit' | 'declineVisit' }>,
  by: Actor,
): VisitEvent[] {
  const asked = state.visitApproval
  if (!asked) return []
  if (!by.manager && by.id !== asked.manager?.id)
    throw new BadRequestError([
      fault(
        'type',
        `上门由经理${asked.manager ? ` ${asked.manager.name} ` : ''}批准`,
        `a visit is approved by the manager${asked.manager ? `, ${asked.manager.name}` : ''}`,
      ),
    ])
  const approver = nameOf(by)
  const afterwards = isVisitAsked(state) ? {} : { afterwards: true as const }
  if (action.type === 'declineVisit') return [{ type: 'visitDeclined', approver, reason: action.reason, ...afterwards }]
  const approved: VisitEvent = { type: 'visitApproved', approver, ...afterwards }
  return isVisitAsked(state) ? [approved, { type: 'visitDecided', ...wished(asked), approvedBy: approver }] : [approved]
}

/** When whoever asked goes without an answer; undefined while the plan lets them wait. */
export function goesUnansweredAt(state: Repair): Instant | undefined {
  const { visitApproval, plan } = state
  if (!visitApproval || !isVisitAsked(state)) return undefined
  if (isStrictest(state)) return visitApproval.at
  const within = visitRule(plan)?.approvalWithin
  return within && later(visitApproval.at, durationMs(within))
}

/** Nobody answered, or it has become too serious to wait: whoever asked may go. */
export function goUnanswered(state: Repair, now: Instant): VisitEvent[] {
  const at = goesUnansweredAt(state)
  if (!state.visitApproval || at === undefined || at > now) return []
  const unapproved = isStrictest(state) ? 'strictest' : 'unanswered'
  return [{ type: 'visitDecided', ...wished(state.visitApproval), unapproved }]
}

const wished = ({ visitAt, agreement, parts, emergencyPlan }: Visit): Visit => ({
  ...(visitAt && { visitAt }),
  ...defined({ agreement, parts, emergencyPlan }),
})

const isStrictest = ({ plan, severity }: Repair): boolean => severity === strictestSeverity(plan)
