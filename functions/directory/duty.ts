import { contractSubject } from '../../shared/contract/subject.ts'
import { NotFoundError } from '../../shared/kernel/errors.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { refusalOfCustomer } from '../../shared/use-cases/reach.ts'
import { planDuty } from '../../shared/use-cases/reinforced-duty.ts'
import { dutyPlanSchema } from '../../shared/wire/duty.ts'
import { parse } from '../../shared/wire/problem.ts'
import { pathOf } from '../api/call.ts'
import { requireNone } from '../api/rights.ts'
import { staffWho } from '../api/roles.ts'
import { bodyJson } from '../middleware/body.ts'
import { json } from '../middleware/http.ts'
import type { DirectoryCall } from './call.ts'

/** A dispatcher records who is there in the customer's important days. */
export const recordDuty: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'changeRosters')
  const id = pathOf(event, 'id')
  const contract = await deps.directory.contract(id)
  if (!contract) throw new NotFoundError({ zh: '没有这份合同', en: 'no such contract' })
  requireNone(staff, await refusalOfCustomer(deps, staff, await deps.directory.customer(contract.customer)))
  const { clause, need, about, ...plan } = parse(dutyPlanSchema, bodyJson(event))
  const file = await planDuty(deps, staff, id, { clause, need, about }, plan)
  if (!file) throw new NotFoundError('no such contract')
  await auditOpening(deps, staff, contractSubject(id), contract.customer)
  return json(200, file)
}
