import { contractSubject } from '../../shared/contract/subject.ts'
import type { ContractFile } from '../../shared/evidence/contract-file.ts'
import { NotFoundError } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { agreeOnWork } from '../../shared/use-cases/agree-on-work.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { contractFile } from '../../shared/use-cases/facts.ts'
import { moveContract, outdatedVersions } from '../../shared/use-cases/outdated.ts'
import { refusalOfContract } from '../../shared/use-cases/reach.ts'
import { recordOnContract } from '../../shared/use-cases/record-on-contract.ts'
import { takeBack } from '../../shared/use-cases/take-back-fact.ts'
import { factSchema, takeBackSchema, waiverSchema, workAgreementSchema } from '../../shared/wire/facts.ts'
import { moveSchema } from '../../shared/wire/outdated.ts'
import { parse } from '../../shared/wire/problem.ts'
import { type ApiCall, pathOf } from '../api/call.ts'
import { requireNone } from '../api/rights.ts'
import { type Staff, staffWho } from '../api/roles.ts'
import { bodyJson } from '../middleware/body.ts'
import type { HttpResult } from '../middleware/event.ts'
import { json } from '../middleware/http.ts'

export const readContract: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'contracts')
  await requireReach(deps, staff, pathOf(event, 'id'))
  return answer(deps, staff, await contractFile(deps, pathOf(event, 'id')))
}

export const recordFact: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'recordFact')
  await requireReach(deps, staff, pathOf(event, 'id'))
  const { document, reference, ...which } = parse(factSchema, bodyJson(event))
  const fact = { type: 'recorded' as const, document, ...defined({ reference }) }
  return answer(deps, staff, await recordOnContract(deps, pathOf(event, 'id'), which, fact, staff.actor))
}

export const waiveFact: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'waiveFact')
  const { reason, ...which } = parse(waiverSchema, bodyJson(event))
  const waiver = { type: 'waived', reason } as const
  return answer(deps, staff, await recordOnContract(deps, pathOf(event, 'id'), which, waiver, staff.actor))
}

export const agreeOnContractWork: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'agreeOnWork')
  const { until, by, how, ...which } = parse(workAgreementSchema, bodyJson(event))
  return answer(deps, staff, await agreeOnWork(deps, pathOf(event, 'id'), which, { until, by, how }, staff.actor))
}

export const takeBackFact: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'takeBackFact')
  return answer(deps, staff, await takeBack(deps, pathOf(event, 'id'), parse(takeBackSchema, bodyJson(event)), staff))
}

export const listOutdated: ApiCall = async (event, deps) => {
  staffWho(event, 'moveContracts')
  return json(200, { versions: await outdatedVersions(deps) })
}

export const moveToVersion: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'moveContracts')
  const contract = await moveContract(deps, pathOf(event, 'id'), parse(moveSchema, bodyJson(event)), staff)
  return answer(deps, staff, contract && (await contractFile(deps, contract.id)))
}

/** Throws ForbiddenError for an engineer who has no duty where it holds. */
export const requireReach = async (deps: Deps, staff: Staff, id: string): Promise<void> => {
  const contract = await deps.directory.contract(id)
  if (contract) requireNone(staff, await refusalOfContract(deps, staff, contract))
}

const answer = async (deps: Deps, staff: Staff, file: ContractFile | undefined): Promise<HttpResult> => {
  if (!file) throw new NotFoundError('no such contract')
  await auditOpening(deps, staff, contractSubject(file.contract.id), file.contract.customer)
  return json(200, file)
}
