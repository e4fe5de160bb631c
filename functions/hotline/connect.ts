import type { ConnectContactFlowEvent } from 'aws-lambda'
import { type FaultReport, NOTHING_SAID, saidIn } from '../../shared/repair/state/call.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { reportFault } from '../../shared/use-cases/report-fault.ts'
import { taskHandler } from '../middleware/task.ts'
import { PHRASES, registered, responseClock, spokenNumber } from './phrases.ts'

/** Connect gives up after 8 s; we answer before. */
const PATIENCE_MS = 6000

/** Flat text attributes, as a contact flow can read them; together far below Connect's 32 kB. */
export type ConnectAnswer = Record<
  'outcome' | 'repairId' | 'number' | 'responseDue' | 'promptZh' | 'promptEn' | 'problem',
  string
>

/**
 * Amazon Connect: opens the repair of a contact. Attributes or parameters of the flow may be named `severity`, `site`,
 * `serial`, `symptoms` and `recordingUrl`. `problem` says of a word that it was not understood, and what is assumed; `outcome` is `opened`, `joined`, `repeated`, or `failed`: then the flow plays the
 * prompt and invokes again – the contact's id makes sure that it is one repair.
 */
export const connectHandler = (deps: Deps) =>
  taskHandler('connect', deps, async (event: ConnectContactFlowEvent, deps): Promise<ConnectAnswer> => {
    try {
      return await inTime(answer(event, deps))
    } catch (error) {
      deps.log.error('Connect contact not registered', { callId: event.Details?.ContactData?.ContactId, error })
      return failed
    }
  })

const answer = async (event: ConnectContactFlowEvent, deps: Deps): Promise<ConnectAnswer> => {
  const { outcome, repair, problem } = await reportFault(deps, reportOf(event))
  const prompt = registered(repair, deps.clock.now(), problem)
  return {
    outcome,
    repairId: repair.id,
    number: spokenNumber(repair.id),
    responseDue: responseClock(repair)?.dueAt ?? '',
    promptZh: prompt.zh,
    promptEn: prompt.en,
    problem: problem ?? '',
  }
}

const failed: ConnectAnswer = {
  outcome: 'failed',
  repairId: '',
  number: '',
  responseDue: '',
  promptZh: PHRASES.hold.zh,
  promptEn: PHRASES.hold.en,
  problem: '',
}

const reportOf = ({ Details }: ConnectContactFlowEvent): FaultReport => {
  const contact = Details.ContactData
  const given = { ...contact.Attributes, ...Details.Parameters }
  // A withheld number comes as null, or as no endpoint at all.
  const caller = contact.CustomerEndpoint?.Address
  const text = (name: string) => given[name]?.trim().slice(0, 4000) || undefined
  const site = text('site')
  return {
    // A transfer gets a contact id of its own; the first one is the call's.
    callId: contact.InitialContactId || contact.ContactId,
    channel: 'connect',
    symptoms: text('symptoms') ?? NOTHING_SAID,
    ...(caller && { caller }),
    ...saidIn(text),
    ...(site && { site }),
  }
}

const inTime = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS)
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
  }
}
