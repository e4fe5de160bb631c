import { defined } from '../../shared/kernel/fields.ts'
import { agreeOnWork } from '../../shared/use-cases/agree-on-work.ts'
import { contractFile } from '../../shared/use-cases/facts.ts'
import { moveContract, outdatedVersions } from '../../shared/use-cases/outdated.ts'
import { recordOnContract } from '../../shared/use-cases/record-on-contract.ts'
import { takeBack } from '../../shared/use-cases/take-back-fact.ts'
import { factSchema, takeBackSchema, waiverSchema, workAgreementSchema } from '../../shared/wire/facts.ts'
import { moveSchema } from '../../shared/wire/outdated.ts'
import { parse } from '../../shared/wire/problem.ts'
import { type ApiCall, pathOf } from '../api/call.ts'
import { staffWho } from '../api/roles.ts'
import { bodyJson } from '../middleware/body.ts'
import { json } from '../middleware/http.ts'
import { answerFile, requireReach } from './contracts.ts'

export const recordFact: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'recordFact')
  await requireReach(deps, staff, pathOf(event, 'id'))
  const { document, reference, ...which } = parse(factSchema, bodyJson(event))
  const fact = { type: 'recorded' as const, document, ...defined({ reference }) }
  return answerFile(deps, staff, await recordOnContract(deps, pathOf(event, 'id'), which, fact, staff.actor))
}

export const waiveFact: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'waiveFact')
  const { reason, ...which } = parse(waiverSchema, bodyJson(event))
  const waiver = { type: 'waived', reason } as const
  return answerFile(deps, staff, await recordOnContract(deps, pathOf(event, 'id'), which, waiver, staff.actor))
}

export const agreeOnContractWork: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'agreeOnWork')
  const { until, by, how, ...which } = parse(workAgreementSchema, bodyJson(event))
  return answerFile(deps, staff, await agreeOnWork(deps, pathOf(event, 'id'), which, { until, by, how }, staff.actor))
}

export const takeBackFact: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'takeBackFact')
  return answerFile(
    deps,
    staff,
    await takeBack(deps, pathOf(event, 'id'), parse(takeBackSchema, bodyJson(event)), staff),
  )
}

export const listOutdated: ApiCall = async (event, deps) => {
  staffWho(event, 'moveContracts')
  return json(200, { versions: await outdatedVersions(deps) })
}

export const moveToVersion: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'moveContracts')
  const contract = await moveContract(deps, pathOf(event, 'id'), parse(moveSchema, bodyJson(event)), staff)
  return answerFile(deps, staff, contract && (await contractFile(deps, contract.id)))
}
