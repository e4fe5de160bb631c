import { contractSubject } from '../../shared/contract/subject.ts'
import { NotFoundError } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { agreeOnWork } from '../../shared/use-cases/agree-on-work.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { contractFile } from '../../shared/use-cases/facts.ts'
import { moveContract, outdatedVersions } from '../../shared/use-cases/outdated.ts'
import { recordOnContract } from '../../shared/use-cases/record-on-contract.ts'
import { takeBack } from '../../shared/use-cases/take-back-fact.ts'
import { factSchema, takeBackSchema, waiverSchema, workAgreementSchema } from '../../shared/wire/facts.ts'
import { moveSchema } from '../../shared/wire/outdated.ts'
import { parse } from '../../shared/wire/problem.ts'
import { type ApiCall, pathOf } from '../api/call.ts'
import { staffWho } from '../api/roles.ts'
import { besideContract, fileAnswer } from '../attachments/answer.ts'
import { keepContractFile } from '../attachments/keep.ts'
import { bodyJson, isMultipart } from '../middleware/body.ts'
import type { HttpEvent } from '../middleware/event.ts'
import { bodySent } from '../middleware/form-body.ts'
import { json } from '../middleware/http.ts'
import { answerFile, requireReach } from './contracts.ts'

export const recordFact: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'recordFact')
  await requireReach(deps, staff, pathOf(event, 'id'))
  const { said, bytes } = await sentFact(event)
  const { document, reference, doneOn, ...which } = parse(factSchema, said)
  const file = bytes && (await keepContractFile(deps, pathOf(event, 'id'), bytes))
  const fact = { type: 'recorded' as const, document, ...defined({ reference, doneOn, file }) }
  return answerFile(deps, staff, await recordOnContract(deps, pathOf(event, 'id'), which, fact, staff.actor))
}

/** As JSON, or as a form with its photo or paper. */
async function sentFact(event: HttpEvent): Promise<{ readonly said: unknown; readonly bytes?: Uint8Array }> {
  if (!isMultipart(event.headers['content-type'] ?? '')) return { said: bodyJson(event) }
  const { form, file } = await bodySent(event)
  const said = Object.fromEntries([...form].filter(([, value]) => value.trim() !== ''))
  return { said, ...defined({ bytes: file }) }
}

/** A file that was recorded on it. */
export const readContractFile: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'attachments')
  await requireReach(deps, staff, pathOf(event, 'id'))
  const file = await contractFile(deps, pathOf(event, 'id'))
  if (!file) throw new NotFoundError('no such contract')
  await auditOpening(deps, staff, contractSubject(file.contract.id), file.contract.customer)
  return fileAnswer(deps, besideContract(file), event.pathParameters?.file)
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
