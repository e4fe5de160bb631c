import { defined } from '../../shared/kernel/fields.ts'
import { later } from '../../shared/kernel/instant.ts'
import { hungUp } from '../../shared/use-cases/on-the-line.ts'
import type { Html } from '../../web/html.ts'
import { bodyForm } from '../middleware/body.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { type HttpHandler, httpHandler } from '../middleware/http.ts'
import type { HotlineDeps } from './calls.ts'
import { requireSignature } from './checked.ts'
import { addressOf, type Caller, callerOf, chosen, type MenuState, readState, siteNames, sitesOf } from './menu.ts'
import { keypadMenu, PHRASES, registered } from './phrases.ts'
import { hasHungUp, isTheirPhone, next, open, showAtDesk, type Turn } from './turn.ts'
import { askKey, askRecording, askSpeech, holdAndContinue, sayAndHangUp, twiml } from './twiml.ts'

/** Prompts at one step before the call goes on without an answer. */
const PROMPTS = 2
/** Times that a failure of ours keeps the caller waiting before we promise to call back. */
const HOLDS = 3
/** So long it takes to read out a number. */
const REGISTERED = 'PT1M'
/** Read with the first caller of a night. */
const puttingThrough = () => import('./put-through.ts')

/**
 * `POST /hotline/twilio/voice`: the keypad menu. The number's status callback points here too, so that a caller who hangs up
 * half-way has a repair as well.
 */
export const twilioHandler = (deps: HotlineDeps): HttpHandler =>
  httpHandler(deps, { handle: answerCall, problem: ({ status }) => ({ statusCode: status, body: '' }) })

const answerCall = async (event: HttpEvent, deps: HotlineDeps): Promise<HttpResult> => {
  await requireSignature(event, deps.verifier, deps.metrics)
  const form = bodyForm(event)
  const turn: Turn = { deps, form, state: heard(readState(event.rawQueryString, deps.clock.now()), form) }
  if (hasHungUp(turn) && turn.state.step === 'start') return over(turn)
  try {
    if (!isTheirPhone(turn)) await showAtDesk(turn)
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

const stepOf = async (turn: Turn): Promise<Html> => {
  const { state } = turn
  if (state.step === 'recorded') return register(turn)
  if (state.step === 'dialled') return (await puttingThrough()).goOn(turn)
  if (isTheirPhone(turn)) return (await puttingThrough()).onTheirPhone(turn)
  return askNext(turn)
}

const askNext = async (turn: Turn): Promise<Html> => {
  const { deps, form, state } = turn
  const caller = await callerOf(deps, form.get('From') ?? undefined, state.site)
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
      if (caller.isOutOfHours) return (await puttingThrough()).putThrough(turn, caller)
      return state.said ? register(turn) : askRecording(PHRASES.record, next(turn, { step: 'recorded' }))
  }
}

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
  await showAtDesk(turn, repair.id, REGISTERED)
  return sayAndHangUp(registered(repair, turn.deps.clock.now(), problem))
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
