import type { ActionType } from '../../shared/repair/actions.ts'
import type { Actor } from '../../shared/repair/repair.ts'
import { HttpError } from '../middleware/errors.ts'
import type { HttpEvent } from '../middleware/http.ts'

export const ROLES = ['viewer', 'engineer', 'dispatcher', 'manager'] as const
export type Role = (typeof ROLES)[number]

const ENGINEERS: readonly Role[] = ['engineer', 'dispatcher', 'manager']
const DISPATCHERS: readonly Role[] = ['dispatcher', 'manager']

/** Who may do what through the staff API. A viewer reads. What fits the repair's stage is the domain's to say. */
export const MAY: Readonly<Record<ActionType, readonly Role[]>> = {
  acknowledge: ENGINEERS,
  takeOver: ENGINEERS,
  handOver: ENGINEERS,
  respond: ENGINEERS,
  propose: ENGINEERS,
  solveRemotely: ENGINEERS,
  goOnSite: ENGINEERS,
  depart: ENGINEERS,
  arrive: ENGINEERS,
  notSolved: ENGINEERS,
  sendIn: ENGINEERS,
  recordVerdict: ENGINEERS,
  complete: ENGINEERS,
  reserveLoaner: ENGINEERS,
  lendLoaner: ENGINEERS,
  returnLoaner: ENGINEERS,
  pause: ENGINEERS,
  resume: ENGINEERS,
  delay: ENGINEERS,
  identify: ENGINEERS,
  note: ENGINEERS,
  assign: DISPATCHERS,
  changeSeverity: DISPATCHERS,
  confirm: DISPATCHERS,
  notFixed: DISPATCHERS,
  withdraw: DISPATCHERS,
}

export interface Staff {
  readonly role: Role
  readonly actor: Actor
}

/**
 * Who calls, by the claims of a token that the authorizer has checked: `sub`, `role` (or `custom:role`), `name`. An engineer's
 * `sub` is their id in the directory. Throws HttpError 401 without claims, 403 for a role we do not know.
 */
export const staffOf = (event: HttpEvent): Staff => {
  const claims = claimsOf(event)
  const sub = text(claims?.sub)
  if (!sub) throw new HttpError(401, 'unauthorized', 'A bearer token is needed.')
  const given = text(claims?.role) ?? text(claims?.['custom:role'])
  const role = ROLES.find((known) => known === given)
  if (!role) throw new HttpError(403, 'forbidden', `The token has no role of ${ROLES.join(', ')}.`)
  const name = text(claims?.name)
  return { role, actor: { kind: role === 'engineer' ? 'engineer' : 'staff', id: sub, ...(name && { name }) } }
}

const claimsOf = (event: HttpEvent): Readonly<Record<string, unknown>> | undefined => {
  const context = event.requestContext as { authorizer?: { jwt?: { claims?: Record<string, unknown> } } }
  return context.authorizer?.jwt?.claims
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
