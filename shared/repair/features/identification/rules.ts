import { type Actor, nameOf } from '../../../kernel/actor.ts'
import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { defined } from '../../../kernel/fields.ts'
import { strictness } from '../../../plan/terms.ts'
import type { Agreement } from '../../../promise/agreement.ts'
import { reconcile } from '../../clocks/clockwork.ts'
import { asItEnded } from '../../clocks/disagree.ts'
import type { RepairContact } from '../../state/contact.ts'
import type { Identified } from '../../state/looked-up.ts'
import type { Cause } from '../../state/recorded.ts'
import type { Bearings, Repair } from '../../state/repair.ts'
import { agreementIn, withAgreement } from '../agreed.ts'
import type { Actions, Events } from '../feature.ts'
import type { IdentificationAction } from './offers.ts'

type Of<T extends IdentificationAction['type']> = Extract<IdentificationAction, { type: T }>

export type IdentificationEvent =
  | { type: 'identified'; subject: Bearings; severity: string; contacts: readonly RepairContact[] }
  /** It falls only by `agreement` or `approver`. */
  | { type: 'severityChanged'; severity: string; reason: string; agreement?: Agreement; approver?: string }

export const actions: Actions<IdentificationAction, IdentificationEvent> = {
  changeSeverity: { decide: (state, action, { by }) => severityEvents(state, action, by) },
  identify: {
    decide: (_, action, { lookedUp: { identified }, by }) => (identified ? identifyEvents(action, identified, by) : []),
  },
}

/** Other promises hold from the report on; what has been reached since was reached then. */
const readAgain = (after: Repair, event: Cause, before: Repair | undefined) =>
  asItEnded(after, reconcile(before, after, event), event)

export const events: Events<IdentificationEvent> = {
  identified: {
    fold: (state, { subject, severity, contacts }) => ({ ...state, ...subject, severity, contacts }),
    clocks: readAgain,
  },
  severityChanged: {
    fold: (state, event) => {
      const { agreement, severity } = event
      const agreed = agreement
        ? withAgreement(state, event, agreement, { about: 'severity', severity: state.severity })
        : state
      return { ...agreed, severity }
    },
    clocks: readAgain,
  },
}

/** A severity may rise at once; it falls only with the manager's or the customer's yes. */
function severityEvents(
  state: Pick<Repair, 'plan' | 'severity'>,
  action: Of<'changeSeverity'>,
  by: Actor,
): IdentificationEvent[] {
  const { severity, reason } = action
  const falls = strictness(state.plan, severity) > strictness(state.plan, state.severity)
  const event = { type: 'severityChanged', severity, reason } as const
  if (!falls) return [event]
  const agreement = agreementIn(action, by)
  if (agreement) return [{ ...event, agreement }]
  if (by.manager) return [{ ...event, approver: nameOf(by) }]
  throw new BadRequestError([
    fault(
      'agreedBy',
      `比 "${state.severity}" 低的级别，要写明客户方谁同意、怎么同意的；或由经理来降`,
      `a lower severity than "${state.severity}" needs who at the customer agreed to it, and how; or a manager lowers it`,
    ),
  ])
}

/**
 * The report is read once more with the right unit. A stricter severity is taken with it; a lower one than was said, or than
 * stands, is a change of severity, and needs what that needs. Throws BadRequestError where it is missing.
 */
function identifyEvents(action: Of<'identify'>, { named, ...found }: Identified, by: Actor): IdentificationEvent[] {
  const { plan } = found.subject
  const { severity } = found
  if (named === undefined || strictness(plan, named) <= strictness(plan, severity))
    return [{ type: 'identified', ...found, severity: named ?? severity }]
  const { agreedBy, how } = action
  const lower = {
    type: 'changeSeverity',
    severity: named,
    reason: action.serial ?? action.site ?? '',
    ...defined({ agreedBy, how }),
  } as const
  return [{ type: 'identified', ...found }, ...severityEvents({ plan, severity }, lower, by)]
}
