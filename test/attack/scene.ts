import webhooks from 'twilio/lib/webhooks/webhooks.js'
import type { Role } from '../../functions/api/roles.ts'
import { signatureOf } from '../../functions/hotline/hmac-signature.ts'
import { ACTION_TYPES } from '../../shared/wire/actions.ts'
import { CUSTOMERS } from '../support/edge.ts'
import type { Probe } from './http.ts'
import { HOTLINE_SECRET, type System, TWILIO_TOKEN } from './system.ts'
import type { Known } from './values.ts'

const STAFF = {
  viewer: 'viewer',
  engineer: 'wang-qiang',
  dispatcher: 'zhao-min',
  manager: 'liu-fang',
} as const satisfies Record<Role, string>

/** What an attacker who has seen everything would try: ids and capabilities that are real. */
export interface Scene {
  readonly tokens: Readonly<Record<Role, string>>
  readonly repairs: readonly string[]
  /** The last part of each kind's links: engineers', customers', inboxes. */
  readonly links: Readonly<Record<'p' | 'c' | 'i', readonly string[]>>
}

export const JSON_TYPE = { 'content-type': 'application/json' }
export const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' }

export const loginAs = async (system: System, role: Role, subject: string): Promise<string> => {
  const body = JSON.stringify({ role, subject })
  const { text } = await system.send({ method: 'POST', target: '/local/login', headers: JSON_TYPE, body })
  return JSON.parse(text).token
}

/** Signed as `POST /hotline/calls` asks for it, at this moment. */
export const signed = (body: string | Buffer, at = Date.now(), secret = HOTLINE_SECRET): Probe => {
  const timestamp = String(Math.floor(at / 1000))
  const signature = signatureOf(secret, timestamp, body)
  const headers = { ...JSON_TYPE, 'x-chengnuo-timestamp': timestamp, 'x-chengnuo-signature': signature }
  return { method: 'POST', target: '/hotline/calls', headers, body }
}

export const twilio = (system: System, form: Readonly<Record<string, string>>, query = ''): Probe => {
  const target = `/hotline/twilio/voice${query}`
  const signature = webhooks.getExpectedTwilioSignature(TWILIO_TOKEN, system.url + target, form)
  const headers = { ...FORM_TYPE, 'x-twilio-signature': signature }
  return { method: 'POST', target, headers, body: new URLSearchParams(form).toString() }
}

/** A report that must be taken. Gives the repair. */
export async function report(system: System, fields: Readonly<Record<string, unknown>>): Promise<string> {
  const answer = await system.send(signed(JSON.stringify({ symptoms: '无法开机', ...fields })))
  if (answer.status >= 300) throw new Error(`a genuine report was answered with ${answer.status}: ${answer.text}`)
  return JSON.parse(answer.text).repairId
}

/** A repair of each customer, paged and mailed; everybody logged in. */
export async function setTheScene(
  system: System,
  customers: readonly (keyof typeof CUSTOMERS)[] = ['hospital', 'campus', 'police', 'data'],
): Promise<Scene> {
  const tokens = Object.fromEntries(
    await Promise.all(
      Object.entries(STAFF).map(async ([role, subject]) => [role, await loginAs(system, role as Role, subject)]),
    ),
  )
  const repairs: string[] = []
  for (const name of customers) repairs.push(await report(system, { callId: `scene-${name}`, ...CUSTOMERS[name] }))
  const links = await linksIn(system)
  return { tokens, repairs, links }
}

/** The links in all messages, once those of the first pages and mails are there. */
async function linksIn(system: System): Promise<Scene['links']> {
  const until = performance.now() + 60_000
  for (;;) {
    const texts = (await system.outbox()).map(({ text }) => text)
    const of = (kind: string) => [
      ...new Set(
        texts.flatMap((text) =>
          [...text.matchAll(new RegExp(`/${kind}/([\\w-]{8,})`, 'g'))].map(([, token = '']) => token),
        ),
      ),
    ]
    const links = { p: of('p'), c: of('c'), i: of('i') }
    if (links.p.length > 0 && links.c.length > 0) return links
    if (performance.now() > until) throw new Error('No link was sent within a minute: there is nothing to attack')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** What a field of this name means here. */
export const knownIn = ({ repairs, links }: Scene): Known => ({
  idrepairs: repairs,
  idcontracts: ['RH-2024-031', 'JN-2025-017', 'LT-2024-009', 'TS-2025-004'],
  idmutes: ['M-1'],
  idoutbox: ['1', '2', '3'],
  'token/p': links.p,
  'token/c': links.c,
  'token/i': links.i,
  caller: ['+8613800138001', '+8613800138003', '+8613900000001', '+4915112345678'],
  serial: ['BWC-2025-0117', 'MON-2024-0305', 'PRJ-2025-1101', 'FW-2025-0003', 'NEW-1'],
  site: ['lanting-east', 'renhe-main'],
  unit: ['BWC-2025-0117', 'FW-2025-0003'],
  customer: ['renhe', 'lanting', 'jiangnan', 'tianshan'],
  person: ['chen-wei', 'li-na', 'wang-qiang', 'liu-fang'],
  plan: ['H', 'C', 'R', 'N'],
  severity: ['standard', 'critical', 'ordinary', 'urgent', 'serious', 'help', 'major'],
  clock: ['R5/responded/1', 'H14/repaired/1', 'N2/arrived/1', 'C3/arrived/1'],
  call: ['scene-police', 'scene-data'],
  contact: ['he-ping', 'nurlan'],
  take: [...repairs, 'all'],
  action: [...ACTION_TYPES],
  clause: ['H9', 'C13', 'C36', 'N27'],
  CallStatus: ['completed', 'ringing'],
  hashes: ['0123456789ab'],
})
