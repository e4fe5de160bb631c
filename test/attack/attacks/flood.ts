import { setTimeout as sleep } from 'node:timers/promises'
import { CUSTOMERS } from '../../support/edge.ts'
import { FORM_TYPE, JSON_TYPE, setTheScene, signed } from '../scene.ts'
import type { System } from '../system.ts'
import { Tally } from '../tally.ts'

const LINES = 8
const PAGED_WITHIN_MS = 5000
/** Those of the scene, and two. */
const GENUINE = 5
/** What the whole flood may open, and how often it may write to anybody. */
const MOST_REPAIRS = 3
const MOST_MESSAGES = 30

/** One unknown number calls over and over, and one link is hammered; in the midst of it somebody reports for the first time. */
export async function flood(system: System, { calls }: { calls: number }): Promise<Tally> {
  const tally = new Tally('flood', system.name)
  const { links, tokens } = await setTheScene(system, ['hospital', 'campus', 'police'])
  const before = (await system.outbox()).length
  const genuine: Promise<void>[] = []
  let next = 0
  const line = async (index: number) => {
    for (let call = next++; call < calls; call = next++) {
      if (index % 2) await hammer(system, tally, links.p[0] ?? '')
      else await callAgain(system, tally, call)
      if (call === Math.floor(calls / 2)) genuine.push(reportForTheFirstTime(system, tally))
    }
  }
  await Promise.all(Array.from({ length: LINES }, (_, index) => line(index)))
  await Promise.all(genuine)
  await reportToTheFlooded(system, tally)
  await holdBounded(system, tally, tokens.manager, before)
  return tally
}

const UNKNOWN = '+8613912345678'

async function callAgain(system: System, tally: Tally, call: number): Promise<void> {
  const body = JSON.stringify({ callId: `flood-${call}`, caller: UNKNOWN, symptoms: `第 ${call} 次` })
  const answer = await system.send(signed(body))
  tally.take(answer, () => `call ${call} of one number: ${answer.text.slice(0, 200)}`)
  tally.hold([200, 201, 429].includes(answer.status), () => `call ${call} of one number: ${answer.status}`)
}

async function hammer(system: System, tally: Tally, token: string): Promise<void> {
  const isRead = Math.random() < 0.5
  const probe = isRead
    ? { method: 'GET', target: `/p/${token}` }
    : { method: 'POST', target: `/p/${token}`, headers: FORM_TYPE, body: 'action=acknowledge&id=once' }
  const answer = await system.send(probe)
  tally.hold(answer.status !== 404, () => 'the link that is hammered is none')
  tally.take(answer, () => `one link, hammered: ${answer.text.slice(0, 200)}`)
}

/** Somebody else is on call for it: answered and paged at once, whatever goes on elsewhere. */
async function reportForTheFirstTime(system: System, tally: Tally): Promise<void> {
  const repair = await firstReport(system, tally, CUSTOMERS.data)
  const until = performance.now() + PAGED_WITHIN_MS
  while (!system.messages().some(({ kind, about }) => kind === 'sms' && about === `repair/${repair}`)) {
    if (performance.now() > until) return tally.lose(`the page of the first report ${repair}`)
    await sleep(50)
  }
}

/** Whoever is on call for the flood as well hears of it at the end of the minute, as of everything else that came within it. */
async function reportToTheFlooded(system: System, tally: Tally): Promise<void> {
  const repair = await firstReport(system, tally, { caller: CUSTOMERS.police.caller, serial: 'DOC-2025-0021' })
  await system.send({ method: 'POST', target: '/local/clock', headers: JSON_TYPE, body: '{"advance":"PT1M"}' })
  const isPaged = system.messages().some(({ kind, text }) => kind === 'sms' && /采集站/.test(text))
  if (!isPaged) tally.lose(`the page of the report ${repair} to whom the flood had paged`)
}

async function firstReport(system: System, tally: Tally, who: { caller: string; serial: string }): Promise<string> {
  const answer = await system.send(
    signed(JSON.stringify({ callId: `genuine-${who.serial}`, ...who, symptoms: '着火' })),
  )
  tally.take(answer, () => `a first report: ${answer.text.slice(0, 200)}`)
  if (answer.status === 201) return JSON.parse(answer.text).repairId
  tally.lose(`a first report, answered with ${answer.status} ${answer.text}`)
  return ''
}

async function holdBounded(system: System, tally: Tally, token: string, before: number): Promise<void> {
  const headers = { ...JSON_TYPE, authorization: `Bearer ${token}` }
  const { text } = await system.send({ method: 'GET', target: '/api/repairs?limit=200', headers })
  const opened = JSON.parse(text).repairs.length - GENUINE
  tally.hold(opened <= MOST_REPAIRS, () => `the calls of one number opened ${opened} repairs`)
  const messages = (await system.outbox()).length - before
  tally.hold(messages <= MOST_MESSAGES, () => `the flood sent ${messages} messages`)
}
