import { NotFoundError } from '../../shared/kernel/errors.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { pickUp } from '../../shared/use-cases/on-the-line.ts'
import { json } from '../middleware/http.ts'
import { type ApiCall, pathOf } from './call.ts'
import { staffWho } from './roles.ts'

/** Somebody at the desk has the call that is on the line: colleagues see who. */
export const pickUpCall: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'calls')
  const picked = await pickUp(deps, pathOf(event, 'id'), staff.actor)
  if (!picked) throw new NotFoundError('this call is over')
  await auditOpening(deps, staff, 'calls')
  return json(200, picked)
}
