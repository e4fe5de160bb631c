import { reconcile } from './clocks/clockwork.ts'
import { settle } from './clocks/settle.ts'
import { eventRule } from './event-rules.ts'
import type { RecordedEvent, RepairEvent } from './events.ts'
import type { Repair } from './state/repair.ts'

/**
 * What a fact does to the clocks: it starts some, moves some, ends some; a breach may make a loss ours. `after` is the
 * state with the fact folded in. Nothing starts a clock but facts, so what follows comes to an end.
 */
export function consequences(before: Repair | undefined, after: Repair, event: RecordedEvent): RepairEvent[] {
  const rule = eventRule(event.type)
  const settling = rule.settlesBy?.(event) ?? rule.settles
  return [
    ...(settling ? settle(after, event, settling) : []),
    ...(rule.clocks?.(after, event, before) ?? []),
    ...(rule.starts ? reconcile(before, after, event) : []),
  ]
}
