import { contractSubject } from '../../shared/contract/subject.ts'
import type { ContractFile } from '../../shared/evidence/contract-file.ts'
import { NotFoundError } from '../../shared/kernel/errors.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { contractFile } from '../../shared/use-cases/facts.ts'
import { refusalOfContract } from '../../shared/use-cases/reach.ts'
import { type ApiCall, pathOf } from '../api/call.ts'
import { requireNone } from '../api/rights.ts'
import { type Staff, staffWho } from '../api/roles.ts'
import type { HttpResult } from '../middleware/event.ts'
import { json } from '../middleware/http.ts'

export const readContract: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'contracts')
  await requireReach(deps, staff, pathOf(event, 'id'))
  return answerFile(deps, staff, await contractFile(deps, pathOf(event, 'id')))
}

/** Throws ForbiddenError for an engineer who has no duty where it holds. */
export const requireReach = async (deps: Deps, staff: Staff, id: string): Promise<void> => {
  const contract = await deps.directory.contract(id)
  if (contract) requireNone(staff, await refusalOfContract(deps, staff, contract))
}

/** The contract's file as it is now. */
export const answerFile = async (deps: Deps, staff: Staff, file: ContractFile | undefined): Promise<HttpResult> => {
  if (!file) throw new NotFoundError('no such contract')
  await auditOpening(deps, staff, contractSubject(file.contract.id), file.contract.customer)
  return json(200, file)
}
