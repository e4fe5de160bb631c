import type { Person } from '../../shared/directory/directory.ts'
import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { NOTHING_SAID } from '../../shared/repair/state/call.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { brief } from '../../shared/repair/state/room.ts'
import { answerCaller, hasTalked, nextToRing } from '../../shared/use-cases/put-through.ts'
import { type Html, html } from '../../web/html.ts'
import type { Caller } from './menu.ts'
import { PHRASES, registered, registeredShortly } from './phrases.ts'
import { hasHungUp, next, open, showAtDesk, type Turn } from './turn.ts'
import { askKeyFor, askRecording, say, sayAndHangUp, sayTo, sayToAndHangUp } from './twiml.ts'

// Out of hours (H3, N14): the repair is opened, so that the page goes out, and the phones of those on duty ring for the caller, one
// after the other. Whoever picks up hears who calls, and is on the line once they press 1: a voicemail presses nothing.

const SAID = {
  connecting: text('正在为您接通值班人员，请不要挂机。', 'We are putting you through. Please stay on the line.'),
  nextOne: text('正在接通下一位，请稍候。', 'One moment, we are trying the next person.'),
  nobody: text(
    '值班人员暂时没有接听，已在呼叫，会尽快回电。',
    'Nobody could pick up; they are being paged and will call you.',
  ),
  notTaken: text('没有接听。', 'Not taken.'),
} as const
/** Nobody who was just woken listens to more. */
const SYMPTOMS_MAX = 60

/** Rings the first of them. Whoever nobody knows is put through by the call that opens a repair alone. */
export async function putThrough(turn: Turn, caller: Caller): Promise<Html> {
  const { outcome, repair, problem } = await open(turn)
  await showAtDesk(turn, repair.id)
  const isKnown = caller.contact !== undefined || caller.sites.length > 0
  if (!isKnown && outcome === 'joined') return lastWords(turn, repair, problem)
  const words = [registeredShortly(repair, turn.deps.clock.now()), SAID.connecting]
  return (await ringNext(turn, repair, words, caller.contact?.language)) ?? lastWords(turn, repair, problem)
}

/** One of them has not answered, or has and is done. */
export async function goOn(turn: Turn): Promise<Html> {
  const { deps, form } = turn
  const repair = await repairOf(turn)
  const person = await lastRung(turn)
  const talked = person !== undefined && (await hasTalked(deps, repair, callOf(form), person))
  if (hasHungUp(turn)) return html``
  if (talked) return sayAndHangUp(registered(repair, deps.clock.now()))
  const rings = await ringNext(turn, await repairOf(turn), [SAID.nextOne])
  return rings ?? html`${say(SAID.nobody)}${lastWords(turn, repair)}`
}

/** Whoever has said nothing yet may leave a message. */
const lastWords = (turn: Turn, repair: Repair, problem?: string): Html =>
  turn.state.said
    ? sayAndHangUp(registered(repair, turn.deps.clock.now(), problem))
    : askRecording(PHRASES.record, next(turn, { step: 'recorded' }))

async function ringNext(turn: Turn, repair: Repair, words: readonly Text[], language?: Language) {
  const { deps, form, state } = turn
  const known = state.rung ?? []
  const person = await nextToRing(deps, repair, known)
  if (!person) return undefined
  const rung = [...known, person.id]
  const said = words.map((one) => (language ? sayTo(inLanguage(one, language), language) : say(one)))
  return ring(html`${said}`, {
    phone: person.phone,
    from: form.get('To') ?? '',
    screen: next(turn, { step: 'screen', rung }),
    action: next(turn, { step: 'dialled', rung }),
  })
}

/** Rings a phone of ours, as from our own number. What `screen` says is heard there alone; then the two are on one line. */
const ring = (
  words: Html,
  { phone, from, screen, action }: { phone: string; from: string; screen: string; action: string },
): Html =>
  html`${words}<Dial action="${action}" method="POST" timeout="20" answerOnBridge="true" callerId="${from}"><Number url="${screen}" method="POST">${phone}</Number></Dial>`

/** What the phone that was picked up hears, and what its key does. */
export async function onTheirPhone(turn: Turn): Promise<Html> {
  const { form, state } = turn
  const person = await lastRung(turn)
  const language = person?.language ?? 'zh-CN'
  if (state.step === 'screen')
    return askKeyFor(await whoCalls(turn, language), language, next(turn, { step: 'pressed' }))
  if (!person || form.get('Digits') !== '1') return sayToAndHangUp(inLanguage(SAID.notTaken, language), language)
  await noteAnswered(turn, person)
  return html``
}

/** Whatever of it fails: the customer is on the line. */
async function noteAnswered(turn: Turn, person: Person): Promise<void> {
  const { deps, form } = turn
  const callId = callOf(form)
  try {
    const repair = await repairOf(turn)
    await answerCaller(deps, repair.id, callId, person)
  } catch (error) {
    deps.log.error('Hotline answered, and not on record', { callId, person: person.id, error })
  }
}

async function whoCalls(turn: Turn, language: Language): Promise<string> {
  const repair = await repairOf(turn)
  const supplier = inLanguage((await turn.deps.directory.supplier()).name, language)
  const severity = repair.plan.severities.find(({ id }) => id === repair.severity)?.name
  const symptoms = repair.symptoms === NOTHING_SAID ? undefined : brief(repair.symptoms, SYMPTOMS_MAX)
  const about = [severity && inLanguage(severity, language), repair.site?.name, repair.unit?.shortName, symptoms]
  const said = about.filter(Boolean)
  return language === 'zh-CN'
    ? `${supplier}热线，客户在线。${said.join('。')}。接听请按 1，按了就是接单。`
    : `${supplier} hotline, a customer is on the line. ${said.join('. ')}. To talk to them and take the repair, press 1.`
}

/** On the phone of one of ours the caller's call is the parent. */
const callOf = (form: URLSearchParams): string => form.get('ParentCallSid') ?? form.get('CallSid') ?? ''

async function repairOf({ deps, form }: Turn): Promise<Repair> {
  const id = await deps.repairs.ofCall(callOf(form))
  const repair = id === undefined ? undefined : await deps.repairs.load(id)
  if (!repair) throw new Error(`no repair of the call ${callOf(form)}`)
  return repair
}

async function lastRung({ deps, state }: Turn): Promise<Person | undefined> {
  const id = state.rung?.at(-1)
  return id === undefined ? undefined : deps.directory.person(id)
}
