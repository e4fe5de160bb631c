import type { Action } from '../../shared/repair/actions.ts'
import type { Repair } from '../../shared/repair/repair.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { type Rights, rightsOn } from '../../shared/use-cases/rights.ts'
import { ForbiddenError } from '../middleware/errors.ts'
import type { Staff } from './roles.ts'

/** How far they may go with what they look at. Throws ForbiddenError, which says what to do instead, where that is not at all. */
export async function requireSight(deps: Deps, staff: Staff, repair: Repair): Promise<Rights> {
  const rights = await rightsOn(deps, staff, repair)
  if (!rights.sees) throw refusal(staff, rights)
  return rights
}

/** The same for what they want to do: to whom it is not theirs, one way in is left. */
export async function requireRights(deps: Deps, staff: Staff, repair: Repair, { type }: Action): Promise<Rights> {
  const rights = await rightsOn(deps, staff, repair)
  if (!rights.acts && !(rights.outside && type === 'takeOver')) throw refusal(staff, rights)
  return rights
}

const NOT_YOURS = { zh: '这不归您处理。', en: 'This is not yours.' }
const refusal = (staff: Staff, { why = NOT_YOURS }: Rights) => new ForbiddenError(staff, why)
