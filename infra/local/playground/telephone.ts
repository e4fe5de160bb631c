import { signatureOf } from '../../../functions/hotline/twilio-signature.ts'
import { defined } from '../../../shared/kernel/fields.ts'
import { idOf } from '../../../shared/kernel/subject.ts'
import { holdOfCall } from '../../../shared/repair/holds.ts'
import type { Host } from '../host.ts'
import { type Heard, readTwiml } from './twiml.ts'

// A telephone with a keypad: what Twilio does with a call, by the same webhook and with a right signature.

const VOICE = '/hotline/twilio/voice'
/** Where nobody listens: a playground records nothing. */
const RECORDINGS = 'https://recordings.example.com'
/** Nobody holds so many lines. */
const MOST_LINES = 20

interface Line {
  readonly from: string
  readonly calledAtMs: number
  /** Where what is pressed or said next goes; absent: the menu has hung up, and the caller hears it. */
  readonly next?: string
  readonly rings?: Heard['rings']
}

/** What whoever calls hears, and the repair once there is one. */
export interface Answered extends Omit<Heard, 'next' | 'rings'> {
  readonly call: string
  /** Whose phone rings for them. */
  readonly rings?: string
  readonly repair?: string
}

export type Said =
  | { readonly digits: string }
  | { readonly speech: string }
  | { readonly recorded: true }
  | { readonly hangUp: true }
  /** The phone that rings for them: somebody picks up and presses 1, or nobody does, or they have talked. */
  | { readonly phone: 'answered' | 'over' }

interface Exchange {
  readonly host: Host
  readonly address: () => string
}

export function createTelephone(host: Host, address: () => string) {
  const exchange = { host, address }
  const lines = new Map<string, Line>()
  let calls = 0

  async function goOn(call: string, line: Line, fields: Readonly<Record<string, string>>): Promise<Answered> {
    const { next, rings, ...heard } = await post(exchange, call, line, fields)
    await host.idle()
    const expects = next === undefined ? 'over' : heard.expects
    lines.set(call, { from: line.from, calledAtMs: line.calledAtMs, ...defined({ next, rings }) })
    return { call, ...heard, expects, ...defined({ rings: rings?.phone, repair: await repairOf(exchange, call) }) }
  }

  return {
    dial(from: string): Promise<Answered> {
      const [oldest] = lines.keys()
      if (lines.size >= MOST_LINES && oldest !== undefined) lines.delete(oldest)
      const calledAtMs = Date.parse(host.clock.now())
      const call = `telephone-${calledAtMs}-${++calls}`
      return goOn(call, { from, calledAtMs, next: VOICE }, { CallStatus: 'ringing' })
    },

    /** Undefined: nobody is on that line. */
    async say(call: string, said: Said): Promise<Answered | undefined> {
      const line = lines.get(call)
      if (!line) return undefined
      if ('hangUp' in said) {
        const seconds = Math.round((Date.parse(host.clock.now()) - line.calledAtMs) / 1000)
        const ended = { CallStatus: 'completed', CallDuration: String(seconds) }
        const { next: _, ...dead } = line
        const over = await goOn(call, dead, ended)
        lines.delete(call)
        return { ...over, expects: 'over' }
      }
      if (line.next === undefined) return undefined
      return 'phone' in said && said.phone === 'answered'
        ? pickUp(exchange, call, line)
        : goOn(call, line, fieldsOf(call, said))
    },
  }
}

async function post(
  { host, address }: Exchange,
  call: string,
  line: Line,
  fields: Readonly<Record<string, string>>,
): Promise<Heard> {
  const { secrets, deps } = host
  const form = { CallSid: call, From: line.from, To: '+864008001300', CallStatus: 'in-progress', ...fields }
  // Signed over the public address, wherever it is reached from here.
  const { next = VOICE } = line
  const path = next.startsWith(deps.publicUrl) ? next.slice(deps.publicUrl.length) : next
  const response = await fetch(address() + path, {
    method: 'POST',
    headers: { 'x-twilio-signature': signatureOf(secrets.twilio, deps.publicUrl + path, form) },
    body: new URLSearchParams(form),
  })
  if (!response.ok) throw new Error(`the hotline answered with ${response.status}`)
  return readTwiml(await response.text())
}

async function repairOf({ host }: Exchange, call: string): Promise<string | undefined> {
  const subject = await host.deps.store.holderOf(holdOfCall(call))
  return subject && idOf(subject)
}

/** The phone that rings for them is picked up: whoever has it hears who calls, and presses 1. */
async function pickUp(exchange: Exchange, call: string, line: Line): Promise<Answered | undefined> {
  if (!line.rings) return undefined
  const leg = { CallSid: `${call}-leg`, ParentCallSid: call }
  const asked = await post(exchange, call, { ...line, next: line.rings.asks }, leg)
  await post(exchange, call, { ...line, ...defined({ next: asked.next }) }, { ...leg, Digits: '1' })
  await exchange.host.idle()
  return { call, says: [], expects: 'talk', ...defined({ repair: await repairOf(exchange, call) }) }
}

function fieldsOf(call: string, said: Exclude<Said, { hangUp: true }>): Readonly<Record<string, string>> {
  if ('digits' in said) return { Digits: said.digits }
  if ('phone' in said) return { DialCallStatus: 'completed' }
  return 'speech' in said ? { SpeechResult: said.speech } : { RecordingUrl: `${RECORDINGS}/${call}` }
}
