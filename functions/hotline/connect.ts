import type { ConnectContactFlowEvent } from 'aws-lambda'
import { defined } from '../../shared/kernel/fields.ts'
import type { Duration } from '../../shared/kernel/instant.ts'
import { LONGEST_REPORT } from '../../shared/kernel/typed.ts'
import { type FaultReport, NOTHING_SAID, saidIn } from '../../shared/repair/state/call.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { hungUp, noteOnTheLine } from '../../shared/use-cases/on-the-line.ts'
import { reportFault } from '../../shared/use-cases/report-fault.ts'
import { taskHandler } from '../middleware/task.ts'
import { PHRASES, registered, responseClock, spokenNumber } from './phrases.ts'

/** A flow that waits or talks is heard no more until it says that the call has ended. */
const ON_THE_LINE = 'PT15M'
/** Once the number has been read out there is little left to say. */
const REGISTERED = 'PT2M'
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
 * prompt and invokes again – the contact's id makes sure that it is one repair. With the parameter `line`, `began` or `ended`, it opens
 * none: the desk sees that somebody is on the line, or is no more; `outcome` is `noted`.
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
  const line = event.Details?.Parameters?.line
  if (line === 'began' || line === 'ended') return noted(event, deps, line)
  const report = reportOf(event)
  const { outcome, repair, problem } = await reportFault(deps, report)
  await show(deps, report, REGISTERED, repair.id)
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

/** For the desk alone: that somebody is on the line, or is no more. */
const noted = async (event: ConnectContactFlowEvent, deps: Deps, line: 'began' | 'ended'): Promise<ConnectAnswer> => {
  const report = reportOf(event)
  await (line === 'ended' ? hungUp(deps, report.callId) : show(deps, report, ON_THE_LINE))
  return { ...failed, outcome: 'noted', promptZh: '', promptEn: '' }
}

const show = (deps: Deps, { callId: id, caller }: FaultReport, lasts: Duration, repair?: string): Promise<void> =>
  noteOnTheLine(deps, { id, since: deps.clock.now(), lasts, ...defined({ caller, repair }) })

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
  const said = given.symptoms?.trim() || NOTHING_SAID
  return {
    // A transfer gets a contact id of its own; the first one is the call's.
    callId: contact.InitialContactId || contact.ContactId,
    channel: 'connect',
    symptoms: said.slice(0, LONGEST_REPORT),
    ...(said.length > LONGEST_REPORT && {
      problems: [`symptoms: the first ${LONGEST_REPORT} of ${said.length} characters are kept`],
    }),
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
