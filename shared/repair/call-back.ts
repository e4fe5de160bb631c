import { type PersonRef, SYSTEM } from '../kernel/actor.ts'
import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import { Decision } from './decision.ts'
import { askAtOnce } from './features/attention/rules.ts'
import type { CalledBack } from './state/complaint.ts'
import type { Repair } from './state/repair.ts'

/** What came of asking a customer about a repair. */
export interface CallBack extends Omit<CalledBack, 'at'> {
  /** They are not content: in words, and who says so. */
  readonly complaint?: { readonly what: string; readonly contact: string }
}

/**
 * What the customer says of a repair when they are called back (C29), closed or not. A low score is a complaint, once for each call, and
 * is answered like any. Said again, it decides nothing; mended, it says what holds now.
 */
export function callBack(
  state: Repair,
  { complaint, ...said }: CallBack,
  manager: PersonRef | undefined,
  now: Instant,
): Decision {
  const decision = new Decision(state, now, SYSTEM)
  const { visit, worker, score } = said
  const known = state.calledBack
  if (!known || known.visit !== visit || known.score !== score)
    decision.record({ type: 'calledBack', visit, ...defined({ worker, score }) })
  if (!complaint || state.complaints?.some((one) => one.visit === visit)) return decision
  const { what, contact } = complaint
  decision.record({ type: 'complained', what, onBehalf: contact, visit, ...defined({ manager }) })
  return decision.record(...askAtOnce(decision.state, 'complained', manager))
}
