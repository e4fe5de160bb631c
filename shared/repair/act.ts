import type { Actor } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import { actionRule } from './action-rules.ts'
import type { Action } from './actions.ts'
import { missedBefore } from './clocks/clockwork.ts'
import { Decision } from './decision.ts'
import { requirePace } from './features/calls/floods.ts'
import { endsDeskWork } from './features/desk/rules.ts'
import type { ActionRule, Given } from './features/feature.ts'
import { isPaused } from './features/pause.ts'
import { giveEmergencyPlan } from './features/visit/emergency-plan.ts'
import { isRepeat } from './handled.ts'
import type { LookedUp } from './state/looked-up.ts'
import type { Repair } from './state/repair.ts'
import { requireClocksFit, requireRoom } from './state/room.ts'

/**
 * What an allowed action (see `allowedActions`) does. The same action twice – a double tap, a second acknowledgement by the
 * one who has it – does nothing more. Throws BadRequestError for what a clause of the plan asks for and is missing.
 */
export function act(state: Repair, action: Action, lookedUp: LookedUp, by: Actor, now: Instant): Decision {
  const decision = new Decision(state, now, by, action)
  if (isRepeat(state, action, by)) return decision
  const rule = actionRule(action.type)
  const given = { lookedUp, by, now, before: state }
  if (!rule.isNeverTooMuch) requirePace(state, by, now)
  if (rule.isFull) requireRoom(state, rule.isFull)
  rule.requires?.(state, given)
  decision.record(...missedBefore(state, now))
  if (endsDeskWork(decision.state, rule, by)) decision.record({ type: 'passedOn', because: 'asked' })
  if (rule.acknowledges) acknowledge(decision, rule.acknowledges, given)
  if (rule.endsPause && isPaused(decision.state)) decision.record({ type: 'resumed' })
  decision.record(...rule.decide(decision.state, action, given))
  for (const follow of rule.follows ?? []) decision.record(...follow(decision.state, given))
  decision.record(...giveEmergencyPlan(decision.state))
  if (!rule.isNeverFull) requireClocksFit(state, decision.state)
  return decision
}

/**
 * Staff who record what only someone sent out can have done acknowledge for whoever was paged; for nobody by what they do
 * themselves, and while the desk tries.
 */
function acknowledge(
  decision: Decision,
  whose: NonNullable<ActionRule<Action, never>['acknowledges']>,
  { lookedUp, by }: Given,
): void {
  const { paging, assignee, desk } = decision.state
  const isForNobody = by.kind === 'engineer' || desk !== undefined || whose === 'own'
  const person = lookedUp.person ?? (isForNobody ? undefined : paging?.person)
  if (!person) return
  const answersPage = paging?.pending === true && (assignee?.id !== person.id || paging.person?.id === person.id)
  if (answersPage) decision.record({ type: 'acknowledged', person })
  if (!assignee) decision.record({ type: 'assigned', person, how: 'acknowledged' })
}
