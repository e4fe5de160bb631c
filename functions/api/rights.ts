import { withoutPeople } from '../../shared/kernel/mask.ts'
import type { Text } from '../../shared/kernel/text.ts'
import type { Action } from '../../shared/repair/actions.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { type Reach, reachOf } from '../../shared/use-cases/reach.ts'
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

/** How far they see in lists; undefined: everything. Throws ForbiddenError where nobody knows them. */
export async function reachFor(deps: Deps, staff: Staff): Promise<Reach | undefined> {
  const reach = await reachOf(deps, staff)
  if (reach && !('ofSite' in reach)) throw new ForbiddenError(staff, reach)
  return reach
}

/** Throws ForbiddenError with what to do instead, where there is something. */
export function requireNone(staff: Staff, refusal: Text | undefined): void {
  if (refusal) throw new ForbiddenError(staff, refusal)
}

const NOT_YOURS = { zh: '这不归您处理。', en: 'This is not yours.' }
const refusal = (staff: Staff, { why = NOT_YOURS }: Rights) => new ForbiddenError(staff, why)

/** What a reader may see of what they open: to a viewer the customer's people are nobody. */
export const forReader = <T>({ role }: Pick<Staff, 'role'>, what: T): T =>
  role === 'viewer' ? withoutPeople(what) : what
