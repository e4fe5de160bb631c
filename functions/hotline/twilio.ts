import { SYSTEM } from '../../shared/kernel/actor.ts'
import { defined } from '../../shared/kernel/fields.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { later } from '../../shared/kernel/instant.ts'
import { type FaultReport, NOTHING_SAID } from '../../shared/repair/state/call.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { act } from '../../shared/use-cases/act.ts'
import { hungUp, noteOnTheLine } from '../../shared/use-cases/on-the-line.ts'
import { type Reported, reportFault } from '../../shared/use-cases/report-fault.ts'
import { bodyForm } from '../middleware/body.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { type HttpHandler, httpHandler } from '../middleware/http.ts'
import type { HotlineDeps } from './calls.ts'
import { requireSignature } from './checked.ts'
import { addressOf, type Caller, callerOf, chosen, type MenuState, readState, siteNames, sitesOf } from './menu.ts'
import { keypadMenu, PHRASES, registered } from './phrases.ts'
import { askKey, askRecording, askSpeech, holdAndContinue, sayAndHangUp, twiml } from './twiml.ts'

/** Prompts at one step before the call goes on without an answer. */
const PROMPTS = 2
/** The longest that a step takes, and some; and so long it takes to read out a number. */
const ON_THE_LINE = 'PT3M'
const REGISTERED = 'PT1M'
/** Times that a failure of ours keeps the caller waiting before we promise to call back. */
const HOLDS = 3
const ENDED: ReadonlySet<string> = new Set(['completed', 'canceled', 'failed', 'no-answer', 'busy'])
const SEE_RECORDING = '（请听来电录音）'

/**
 * `POST /hotline/twilio/voice`: the keypad menu. The number's status callback points here too, so that a caller who hangs up
 * half-way has a repair as well.
 */
export const twilioHandler = (deps: HotlineDeps): HttpHandler =>
  httpHandler(deps, { handle: answerCall, problem: ({ status }) => ({ statusCode: status, body: '' }) })

/** One request of Twilio's, taken apart. */
interface Turn {
  readonly deps: HotlineDeps
  readonly form: URLSearchParams
  readonly state: MenuState
}

const answerCall = async (event: HttpEvent, deps: HotlineDeps): Promise<HttpResult> => {
  await requireSignature(event, deps.verifier, deps.metrics)
  const form = bodyForm(event)
  const turn: Turn = { deps, form, state: heard(readState(event.rawQueryString, deps.clock.now()), form) }
  if (ENDED.has(form.get('CallStatus') ?? '') && turn.state.step === 'start') return over(turn)
  await showAtDesk(turn)
  try {
    return twiml(await stepOf(turn))
  } catch (error) {
    return stayOn(turn, error)
  }
}

/** What the caller has just said is kept with the state: should we fail, it is not asked for again. */
const heard = (state: MenuState, form: URLSearchParams): MenuState => {
  const [said, recording] = [form.get('SpeechResult') ?? state.said, form.get('RecordingUrl') ?? state.recording]
  return { ...state, ...(said && { said }), ...(recording && { recording }) }
}

const stepOf = async (turn: Turn) => {
  const { deps, form, state } = turn
  if (state.step === 'recorded' || (state.step === 'what' && state.said)) return register(turn)
  if (state.step === 'what') return askRecording(PHRASES.record, next(turn, { step: 'recorded' }))
  const caller = await callerOf(deps, form.get('From') ?? undefined)
  switch (state.step) {
    case 'start':
      return askSeverity(turn, caller)
    case 'severity': {
      const severity = caller.severities[chosen(form.get('Digits'), caller.severities.length) ?? -1]?.id
      if (!severity && state.tries < PROMPTS) return askSeverity(turn, caller, state.tries + 1)
      // Without an answer the strictest severity holds.
      return askSite({ ...turn, state: { ...state, ...(severity && { severity }) } }, caller)
    }
    case 'site': {
      const site = chosen(form.get('Digits'), sitesOf(caller).length)
      if (site === undefined && state.tries < PROMPTS) return askSite(turn, caller, state.tries + 1)
      return askWhat({ ...turn, state: { ...state, ...defined({ site }) } }, caller)
    }
    default:
      return state.step satisfies never
  }
}

const next = ({ deps, state }: Turn, change: Partial<MenuState>): string =>
  addressOf(deps.publicUrl, { ...state, tries: 1, failures: 0, ...change })

const askSeverity = (turn: Turn, caller: Caller, tries = 1) => {
  const greeting = tries === 1 ? [PHRASES.greeting] : []
  if (caller.severities.length < 2) return askSite(turn, caller, 1, greeting)
  const menu = keypadMenu(caller.severities.map(({ name }) => name))
  return askKey([...greeting, menu], next(turn, { step: 'severity', tries }))
}

const askSite = async (turn: Turn, caller: Caller, tries = 1, greeting: readonly (typeof PHRASES.greeting)[] = []) => {
  if (sitesOf(caller).length < 2) return askWhat(turn, caller, greeting)
  return askKey([...greeting, keypadMenu(await siteNames(turn.deps, caller))], next(turn, { step: 'site', tries }))
}

const askWhat = (turn: Turn, { contact }: Caller, greeting: readonly (typeof PHRASES.greeting)[] = []) =>
  askSpeech(
    [...greeting, PHRASES.describe],
    next(turn, { step: 'what' }),
    contact?.language === 'en' ? 'en-US' : 'cmn-Hans-CN',
  )

const register = async (turn: Turn) => {
  const { repair, problem } = await open(turn)
  await showAtDesk(turn, repair.id)
  return sayAndHangUp(registered(repair, turn.deps.clock.now(), problem))
}

const open = async ({ deps, form, state }: Turn, reportedAt: Instant = state.at): Promise<Reported> => {
  const from = form.get('From') ?? undefined
  const site = state.site === undefined ? undefined : sitesOf(await callerOf(deps, from))[state.site]
  const report: FaultReport = {
    callId: form.get('CallSid') || `twilio:${from ?? 'unknown'}:${state.at}`,
    channel: 'twilio',
    reportedAt,
    symptoms: state.said ?? (state.recording ? SEE_RECORDING : NOTHING_SAID),
    ...(from && { caller: from }),
    ...(site && { site }),
    ...(state.severity && { severity: state.severity }),
    ...(state.recording && { recordingUrl: state.recording }),
  }
  const reported = await reportFault(deps, report)
  if (reported.outcome === 'repeated') await addLateWords(deps, reported.repair, report)
  return reported
}

/** Hanging up ends the call and sends the recording at the same time. If the end came first, the words join the record. */
const addLateWords = async (deps: HotlineDeps, repair: Repair, report: FaultReport): Promise<void> => {
  const known = repair.calls.find(({ callId }) => callId === report.callId)
  const isNew = report.symptoms !== known?.symptoms && report.symptoms !== NOTHING_SAID
  if (!isNew) return
  const text = [report.symptoms, report.recordingUrl].filter(Boolean).join(' ')
  await act(deps, repair.id, { id: `late/${report.callId}`, type: 'note', text }, SYSTEM)
}

/** Somebody is on the line, until Twilio says that they have hung up or is heard no more. */
const showAtDesk = async ({ deps, form, state }: Turn, repair?: string): Promise<void> => {
  const caller = form.get('From') ?? undefined
  const id = form.get('CallSid')
  const lasts = repair === undefined ? ON_THE_LINE : REGISTERED
  if (id) await noteOnTheLine(deps, { id, since: state.at, lasts, ...defined({ caller, repair }) })
}

/** The call is over. Twilio tells how long it was, so the report counts from its beginning. */
const over = async (turn: Turn): Promise<HttpResult> => {
  const { deps, form } = turn
  await hungUp(deps, form.get('CallSid') ?? '')
  const seconds = /^\d{1,5}$/.test(form.get('CallDuration') ?? '') ? Number(form.get('CallDuration')) : 0
  await open(turn, later(deps.clock.now(), -seconds * 1000))
  return twiml()
}

/**
 * Any other status than 200 makes Twilio drop the call, and the caller with it. So a failure of ours keeps them on the line
 * and is tried again; at last they are told that we call back, and the status callback has one more try.
 */
const stayOn = ({ deps, state, form }: Turn, error: unknown): HttpResult => {
  deps.log.error('Hotline menu failed', {
    step: state.step,
    callId: form.get('CallSid'),
    failures: state.failures,
    error,
  })
  if (state.failures >= HOLDS) return twiml(sayAndHangUp(PHRASES.callAgain))
  return twiml(holdAndContinue(PHRASES.hold, addressOf(deps.publicUrl, { ...state, failures: state.failures + 1 })))
}
