import { type Actor, SYSTEM } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import { Recording } from '../subject/recording.ts'
import { actionRule } from './action-rules.ts'
import type { VisitAction } from './actions.ts'
import { evolve, keyOfTap } from './event-rules.ts'
import type { LaterEvent, OpenedEvent, VisitEvent } from './events.ts'
import type { LookedUp } from './features/feature.ts'
import type { VisitState } from './state/visit.ts'

interface Tap {
  readonly action?: string
  readonly did?: string
}
export type VisitDecision = Recording<VisitState, VisitEvent & Tap>

export const begin = (state: VisitState | undefined, by: Actor, now: Instant): VisitDecision =>
  new Recording<VisitState, VisitEvent & Tap>(state, now, by, evolve)

/** A visit begins. */
export const open = (opened: Omit<OpenedEvent, 'type'>, by: Actor, now: Instant): VisitDecision =>
  begin(undefined, by, now).record({ type: 'opened', ...opened })

/** What an allowed action does (see `allowedActions`), after what has changed around it (`first`). Throws BadRequestError for what is missing or cannot be. */
export function act(
  state: VisitState,
  action: VisitAction,
  lookedUp: LookedUp,
  by: Actor,
  now: Instant,
  first: readonly LaterEvent[] = [],
): VisitDecision {
  if (isRepeat(state, action, by)) return begin(state, by, now)
  const decision = begin(state, SYSTEM, now)
    .record(...first)
    .goOnAs(by)
  const tap: Tap = action.id === undefined ? {} : { action: action.id, did: action.type }
  const events: readonly LaterEvent[] = actionRule(action.type).decide(
    first.length > 0 ? decision.state : state,
    action,
    { lookedUp, by, now },
  )
  return decision.record(...events.map((event) => ({ ...event, ...tap })))
}

/** This very action was handled before. */
export const isRepeat = ({ handled }: VisitState, { id, type }: Pick<VisitAction, 'id' | 'type'>, by: Actor): boolean =>
  id !== undefined && handled.includes(keyOfTap(by, type, id))
