import { strictness } from '../plan/terms.ts'
import { durationMs, type Instant, later } from '../time/instant.ts'
import { callerOf, merged } from './decide.ts'
import { Decision } from './decision.ts'
import type { RecordedEvent } from './events.ts'
import { canReopenJunk } from './junk.ts'
import type { Call, Repair, RepairContact } from './repair.ts'

/** For so long the next call about a unit undoes that its repair was withdrawn. */
const WITHDRAWAL_HOLDS_AFTER = 'P30D'

/**
 * Whether the next call shows that a repair was withdrawn by mistake. What the customer withdrew by their own link they meant:
 * a later call is another report, and the link opens it again.
 */
export function canReopenWithdrawn({ closed }: Repair, history: readonly RecordedEvent[], now: Instant): boolean {
  if (closed?.how !== 'withdrawn' || now > later(closed.at, durationMs(WITHDRAWAL_HOLDS_AFTER))) return false
  const last = history.findLast(({ type }) => type === 'withdrawn')
  return last?.type === 'withdrawn' && last.agreement?.how !== 'link'
}

/** The next call is the next truth: what was closed as junk or withdrawn is open again. Anything else is left as it is. */
export function reopenByCall(
  state: Repair,
  call: Call,
  contacts: readonly RepairContact[],
  severity: string | undefined,
  now: Instant,
): Decision {
  const decision = new Decision(state, now, callerOf(call))
  if (state.closed?.how !== 'withdrawn' && !canReopenJunk(state, now)) return decision
  decision.record({ type: 'callJoined', call, contacts: merged(state.contacts, contacts) })
  decision.record({ type: 'reopened', reason: call.symptoms })
  if (severity && strictness(state.plan, severity) < strictness(state.plan, state.severity))
    decision.record({ type: 'severityChanged', severity, reason: call.symptoms })
  return decision
}
