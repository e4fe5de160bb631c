import type { Actor } from '../kernel/actor.ts'
import { strictness } from '../plan/terms.ts'
import type { Action } from './actions.ts'
import { severityEvents } from './agreements.ts'
import type { RepairEvent } from './events.ts'
import type { Identified } from './state/action-facts.ts'

/**
 * The report is read once more with the right unit. A stricter severity is taken with it; a lower one than was said, or than
 * stands, is a change of severity, and needs what that needs. Throws BadRequestError where it is missing.
 */
export function identifyEvents(
  action: Extract<Action, { type: 'identify' }>,
  { named, ...found }: Identified,
  by: Actor,
): RepairEvent[] {
  const { plan } = found.subject
  const { severity } = found
  if (named === undefined || strictness(plan, named) <= strictness(plan, severity))
    return [{ type: 'identified', ...found, severity: named ?? severity }]
  const { agreedBy, how } = action
  const lower = {
    type: 'changeSeverity',
    severity: named,
    reason: action.serial ?? action.site ?? '',
    ...(agreedBy !== undefined && { agreedBy }),
    ...(how !== undefined && { how }),
  } as const
  return [{ type: 'identified', ...found }, ...severityEvents({ plan, severity }, lower, by)]
}
