import { SYSTEM } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Action } from './actions.ts'
import { Decision } from './decision.ts'
import { isRepeat } from './handled.ts'
import type { Repair } from './state/repair.ts'

/** What the system has to say of a repair, once: it stands on the timeline, and changes nothing. */
export function note(state: Repair, action: Action & { type: 'note' }, now: Instant): Decision {
  const decision = new Decision(state, now, SYSTEM, action)
  return isRepeat(state, action, SYSTEM) ? decision : decision.record({ type: 'noted', text: action.text })
}
