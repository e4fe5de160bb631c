import { type Actor, nameOf } from '../kernel/actor.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import { durationMs, type Instant, later } from '../kernel/instant.ts'
import { without } from '../kernel/without.ts'
import { type PlanRule, rulesOf, type SendInRule } from '../plan/rules.ts'
import { strictestSeverity } from '../plan/terms.ts'
import type { Action } from './actions.ts'
import { agreementIn, requireAgreement } from './agreements.ts'
import { isLaterThanPromised } from './clocks/moving.ts'
import { chosenPlan, requireEmergencyPlan } from './emergency-plan.ts'
import type { RecordedEvent, RepairEvent } from './events.ts'
import type { ActionFacts } from './state/action-facts.ts'
import { reach } from './state/reach.ts'
import type { Repair, Visit, VisitApproval } from './state/repair.ts'

// N16: a visit is approved by the manager, never by whoever goes. What cannot wait does not: at the strictest severity, or
// when nobody answers in the plan's time, the engineer goes and the approval follows, marked as such.

type VisitEvent = Extract<RecordedEvent, { type: 'visitAsked' | 'visitDecided' | 'visitApproved' | 'visitDeclined' }>
type VisitAction = Extract<Action, { type: 'approveVisit' | 'declineVisit' }>

const visitRule = (plan: Repair['plan']): PlanRule<SendInRule> | undefined =>
  rulesOf(plan, 'sendIn').find(({ visitNeedsApproval }) => visitNeedsApproval)

/** Where the plan wants the visit approved, nobody sets out before it is decided. */
export const awaitsApproval = ({ plan, milestones }: Repair): boolean =>
  visitRule(plan) !== undefined && milestones.triaged === undefined

/** The manager was asked, and nobody has set out. */
export const isVisitAsked = ({ visitApproval, milestones }: Repair): boolean =>
  visitApproval?.state === 'asked' && milestones.triaged === undefined

/** It went ahead, and the manager has not yet said whether that was right: they are asked until they do. */
export const awaitsApprovalAfterwards = ({ visitApproval }: Repair): boolean => visitApproval?.state === 'going'

/** There is something for the manager to say: the visit waits, or it went ahead, whatever has become of the repair since. */
export const isApprovable = (repair: Repair): boolean =>
  (isVisitAsked(repair) && !repair.closed) || awaitsApprovalAfterwards(repair)

export function applyVisit(state: Repair, event: VisitEvent): Repair {
  switch (event.type) {
    case 'visitAsked': {
      const { type: _type, clause: _clause, seq: _seq, by: _by, action: _action, ...asked } = event
      return { ...state, visitApproval: { state: 'asked', ...asked } }
    }
    case 'visitDecided': {
      const decided = reach(state, 'triaged', event)
      const dated = {
        ...decided,
        ...(event.visitAt && { visitAt: event.visitAt }),
        ...(event.emergencyPlan && { emergencyPlan: event.emergencyPlan }),
      }
      return event.unapproved ? withApproval(dated, { state: 'going' }) : dated
    }
    case 'visitApproved':
      return withApproval(state, { state: 'approved', approver: event.approver })
    case 'visitDeclined':
      return event.afterwards
        ? withApproval(state, { state: 'declined', approver: event.approver })
        : without(state, 'visitApproval')
    default:
      return event satisfies never
  }
}

const withApproval = (state: Repair, change: Partial<VisitApproval>): Repair =>
  state.visitApproval ? { ...state, visitApproval: { ...state.visitApproval, ...change } } : state

/** Throws BadRequestError for a visit later than promised that the customer did not agree to. */
export function visitEvents(
  state: Repair,
  action: Extract<Action, { type: 'goOnSite' }>,
  { manager, knowledge }: Pick<ActionFacts, 'manager' | 'knowledge'>,
  by: Actor,
): RepairEvent[] {
  const { visitAt, parts } = action
  const agreement = agreementOfVisit(state, action, by)
  const emergencyPlan = chosenPlan(action, knowledge)
  requireEmergencyPlan(state, emergencyPlan)
  const visit: Visit = {
    ...(visitAt && { visitAt }),
    ...(agreement && { agreement }),
    ...(parts && { parts }),
    ...(emergencyPlan && { emergencyPlan }),
  }
  const going: RepairEvent[] = visitAt ? [] : [{ type: 'dispatched' }]
  const rule = visitRule(state.plan)
  if (!rule) return [{ type: 'visitDecided', ...visit }, ...going]
  if (by.manager) return [{ type: 'visitDecided', ...visit, approvedBy: nameOf(by) }, ...going]
  const asked: RepairEvent = { type: 'visitAsked', clause: rule.clause, ...(manager && { manager }), ...visit }
  const unapproved = isStrictest(state) ? 'strictest' : manager ? undefined : 'unanswered'
  return unapproved ? [asked, { type: 'visitDecided', ...visit, unapproved }, ...going] : [asked]
}

/** A visit later than promised, or one that the repair waits for, is at the customer's wish or not at all. */
const agreementOfVisit = (state: Repair, action: Extract<Action, { type: 'goOnSite' }>, by: Actor) =>
  action.visitAt && isLaterThanPromised(state, action.visitAt)
    ? requireAgreement(action, by, {
        zh: '上门比承诺的晚，要写明客户方谁同意、怎么同意的',
        en: 'a visit later than promised needs who at the customer agreed to it, and how',
      })
    : agreementIn(action, by)

/** Throws BadRequestError for anyone but a manager. */
export function approvalEvents(state: Repair, action: VisitAction, by: Actor): RepairEvent[] {
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
  const approved: RepairEvent = { type: 'visitApproved', approver, ...afterwards }
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

/** Nobody answered, or it has become too serious to wait: whoever asked may go. That they have left is theirs to say. */
export function goUnanswered(state: Repair, now: Instant): RepairEvent[] {
  const at = goesUnansweredAt(state)
  if (!state.visitApproval || at === undefined || at > now) return []
  const unapproved = isStrictest(state) ? 'strictest' : 'unanswered'
  return [{ type: 'visitDecided', ...wished(state.visitApproval), unapproved }]
}

const wished = ({ visitAt, agreement, parts, emergencyPlan }: Visit): Visit => ({
  ...(visitAt && { visitAt }),
  ...(agreement && { agreement }),
  ...(parts && { parts }),
  ...(emergencyPlan && { emergencyPlan }),
})

const isStrictest = ({ plan, severity }: Repair): boolean => severity === strictestSeverity(plan)
