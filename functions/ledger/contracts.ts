import { factSchema, waiverSchema } from '../../shared/contracts/facts.ts'
import { parse } from '../../shared/contracts/problem.ts'
import { NotFoundError } from '../../shared/errors/errors.ts'
import { type ContractFile, contractFile, recordOnContract } from '../../shared/use-cases/facts.ts'
import { type ApiCall, pathOf } from '../api/call.ts'
import { staffWho } from '../api/roles.ts'
import { bodyJson } from '../middleware/body.ts'
import { type HttpResult, json } from '../middleware/http.ts'

export const readContract: ApiCall = async (event, deps) => {
  staffWho(event, 'contracts')
  return answer(await contractFile(deps, pathOf(event, 'id')))
}

export const recordFact: ApiCall = async (event, deps) => {
  const { actor } = staffWho(event, 'recordFact')
  const { document, reference, ...which } = parse(factSchema, bodyJson(event))
  const fact = { type: 'recorded' as const, document, ...(reference !== undefined && { reference }) }
  return answer(await recordOnContract(deps, pathOf(event, 'id'), which, fact, actor))
}

export const waiveFact: ApiCall = async (event, deps) => {
  const { actor } = staffWho(event, 'waiveFact')
  const { reason, ...which } = parse(waiverSchema, bodyJson(event))
  return answer(await recordOnContract(deps, pathOf(event, 'id'), which, { type: 'waived', reason }, actor))
}

const answer = (file: ContractFile | undefined): HttpResult => {
  if (!file) throw new NotFoundError('no such contract')
  return json(200, file)
}
