import type { Actor } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { VisitActionType } from './actions.ts'
import { isIdle } from './awaited.ts'
import type { Part } from './features/feature.ts'
import { VISIT_ACTION_TYPES, VISIT_OFFERS } from './offers.ts'
import type { VisitState } from './state/visit.ts'

/** What this person may do now, in the order in which a page would offer it. */
export function allowedActions(visit: VisitState, actor: Actor, now: Instant): readonly VisitActionType[] {
  const parts = partsOf(visit, actor)
  const types = isIdle(visit) ? WHILE_IDLE : VISIT_ACTION_TYPES
  return types.filter((type) => {
    const offer = VISIT_OFFERS[type]
    return offer.parts.some((part) => parts.includes(part)) && offer.isAllowed(visit, actor, now)
  })
}

/** Of what nobody owes any more a manager decides what the customer denies. */
const WHILE_IDLE: readonly VisitActionType[] = ['judge', 'note']

/** Staff plan it, and record what whoever goes tells them. An engineer has the part that the visit gives them. */
function partsOf({ engineer, terms }: VisitState, { kind, id }: Actor): readonly Part[] {
  switch (kind) {
    case 'staff':
      return ['planner', 'worker']
    case 'engineer':
      return [
        ...(terms.planners.some((one) => one.id === id) ? (['planner', 'worker'] as const) : []),
        ...(engineer && engineer.id === id ? (['worker'] as const) : (['colleague'] as const)),
      ]
    case 'customer':
      return ['customer']
    case 'system':
    case 'caller':
      return []
    default:
      return kind satisfies never
  }
}

/** What has to happen before this action, where that is not plain from the stage. */
export const obstacle = (visit: VisitState, type: VisitActionType, now: Instant): Text | undefined =>
  VISIT_OFFERS[type].obstacle?.(visit, now)

/** Whoever answers for the contract is its manager by whatever link they come. */
export const withRank = ({ terms }: VisitState, who: Actor): Actor =>
  who.kind === 'engineer' && who.id !== undefined && who.id === terms.manager ? { ...who, manager: true } : who
