import type { Instant } from '../kernel/instant.ts'
import { strictness } from '../plan/terms.ts'
import { callerOf, merged } from './decide.ts'
import { Decision } from './decision.ts'
import { canReopenJunk } from './features/junk/rules.ts'
import type { Call } from './state/call.ts'
import type { RepairContact } from './state/contact.ts'
import type { Repair } from './state/repair.ts'

/** The next call is the next truth: what was closed as junk is open again. Anything else is left as it is. */
export function reopenByCall(
  state: Repair,
  call: Call,
  contacts: readonly RepairContact[],
  severity: string | undefined,
  now: Instant,
): Decision {
  const decision = new Decision(state, now, callerOf(call))
  if (!canReopenJunk(state, now)) return decision
  decision.record({ type: 'callJoined', call, contacts: merged(state.contacts, contacts) })
  decision.record({ type: 'reopened', reason: call.symptoms })
  if (severity && strictness(state.plan, severity) < strictness(state.plan, state.severity))
    decision.record({ type: 'severityChanged', severity, reason: call.symptoms })
  return decision
}
