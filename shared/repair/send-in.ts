import { BadRequestError } from '../errors/errors.ts'
import { rulesOf } from '../plan/rules.ts'
import type { Action } from './actions.ts'
import { agreementIn, requireAgreement } from './agreements.ts'
import type { RepairEvent } from './events.ts'
import { isLaterThanPromised } from './moving.ts'
import type { Actor, Repair } from './repair.ts'

// N16: first the phone, then remotely, then sent in by agreement, otherwise an approved visit. C10: remotely only by consent.

/** Where the plan wants the visit approved, nobody sets out before it is. */
export const awaitsApproval = ({ plan, milestones }: Repair): boolean =>
  visitRule(plan) !== undefined && milestones.triaged === undefined

const visitRule = (plan: Repair['plan']) => rulesOf(plan, 'sendIn').find(({ visitNeedsApproval }) => visitNeedsApproval)

/** Throws BadRequestError naming each field that the plan's clause asks for. */
export function sentInEvents({ plan }: Repair, action: Extract<Action, { type: 'sendIn' }>): RepairEvent[] {
  const { type: _type, id: _id, ...fields } = action
  const [rule] = rulesOf(plan, 'sendIn')
  if (rule)
    require(rule.clause, [
      ['verdict', fields.verdict, 'what is wrong with the hardware'],
      ['handling', fields.handling, 'what was agreed to do with it'],
    ])
  return [{ type: 'sentIn', ...fields }]
}

/** Throws BadRequestError for a visit that the plan wants approved and nobody approved. */
export function visitEvents(state: Repair, action: Extract<Action, { type: 'goOnSite' }>, by: Actor): RepairEvent[] {
  const { type: _type, id: _id, agreedBy: _by, how: _how, ...fields } = action
  const agreement = agreementOfVisit(state, action, by)
  const rule = visitRule(state.plan)
  if (rule) require(rule.clause, [['approvedBy', fields.approvedBy, 'who approved the visit']])
  return [
    { type: 'visitDecided', ...fields, ...(agreement && { agreement }) },
    ...(fields.visitAt ? [] : [{ type: 'dispatched' } as const]),
  ]
}

/** A visit later than promised, or one that the repair waits for, is at the customer's wish or not at all. */
const agreementOfVisit = (state: Repair, action: Extract<Action, { type: 'goOnSite' }>, by: Actor) =>
  action.visitAt && isLaterThanPromised(state, action.visitAt)
    ? requireAgreement(action, by, 'a visit later than promised needs who at the customer agreed to it, and how')
    : agreementIn(action, by)

/** Throws BadRequestError for work over a remote connection without the end user's recorded consent. */
export function requireConsent(
  { plan, remoteAccess }: Repair,
  { how }: Extract<Action, { type: 'solveRemotely' }>,
): void {
  const [rule] = rulesOf(plan, 'remoteConsent')
  if (rule && how === undefined)
    throw new BadRequestError([
      `how: ${rule.clause} asks how it was solved: phone, or remote with the end user's consent`,
    ])
  if (rule && how === 'remote' && !remoteAccess)
    throw new BadRequestError([
      `how: ${rule.clause} asks for the end user's consent first; record it with accessRemotely (consentBy, phoneTried)`,
    ])
}

type Needed = readonly [field: string, value: string | undefined, what: string]

const require = (clause: string, needed: readonly Needed[]): void => {
  const missing = needed.filter(([, value]) => value === undefined)
  if (missing.length > 0)
    throw new BadRequestError(missing.map(([field, , what]) => `${field}: ${clause} asks ${what}`))
}
