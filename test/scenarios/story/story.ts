import { expect, vi } from 'vitest'
import { CUSTOMERS } from '../../support/edge.ts'
import type { Driver } from './driver.ts'

/**
 * One repair from the call to the archive, told through the public edges alone, so that it can be told to any system:
 * signed call, page, no answer, escalation, acknowledged and forgotten, missed deadline, the manager, the customer's mail, visit,
 * loaner, repair, confirmation. Its plan is `plans/R.yaml`. Gives the repair's number. A system that has heard it before
 * must be given another call.
 */
export async function tellStory(system: Driver, callSid = `CA${'5'.repeat(32)}`): Promise<string> {
  const repairId = await callHotline(system, callSid)

  // The page, and nobody answers: 15 s later the second line.
  const customer = await system.mail('报修已受理')
  await system.sms('chen-wei', '紧急')
  await system.until('PT15S')
  const page = await system.sms('zhou-jie', '无人接')

  // Acknowledged, then forgotten: a warning at 36 s, at 45 s the manager hears of it, and so does the customer.
  await system.until('PT21S')
  expect((await system.open(page.link)).text).toContain('城东派出所')
  await tap(system, page.link, 'acknowledge')
  await system.sms('chen-wei', '周洁已接')
  await system.mail('工程师已接单')
  await system.until('PT36S')
  await system.sms('zhou-jie', 'R5')
  await system.until('PT45S')
  const breach = await system.sms('liu-fang', '超时')
  expect((await system.mail('维修延误通知')).text).toContain(repairId)
  expect(await clocks(system, repairId)).toMatchObject({ 'R5 responded': 'broken', 'R6 responded': 'open' })

  // The manager sees to it; the engineer phones, drives, arrives.
  await system.until('PT51S')
  await tap(system, breach.link, 'acknowledge')
  await tap(system, page.link, 'respond', { note: '重启无效' })
  await system.until('PT56S')
  await tap(system, page.link, 'goOnSite')
  await tap(system, page.link, 'depart')
  await system.mail('工程师已出发')
  await system.until('PT62S')
  await tap(system, page.link, 'arrive')

  // At 96 s, 80 % of R7, a loaner is reserved, and all are told; it stands there before the 120 s end.
  await system.until('PT96S')
  await system.mail('为您提供备机')
  await system.sms('zhou-jie', '请送备机')
  await system.until('PT102S')
  await tap(system, page.link, 'lendLoaner')

  // Repaired, confirmed, closed.
  await tap(system, page.link, 'complete', { cause: '主板供电故障', done: '更换主板', parts: '主板' })
  await tap(system, page.link, 'returnLoaner')
  await system.mail('设备已修复，请确认')
  await system.until('PT108S')
  await tap(system, customer.link, 'confirm', { rating: '5' })
  await system.mail('维修已关闭')
  await evidence(system, repairId, customer.link)
  return repairId
}

/** He Ping phones: 1 for urgent, then what is wrong, as Twilio sends it step by step. */
async function callHotline(system: Driver, CallSid: string): Promise<string> {
  const call = { CallSid, From: CUSTOMERS.police.caller, To: '+864008001300' }
  const menu = await system.twilio('/hotline/twilio/voice', { ...call, CallStatus: 'ringing' })
  expect(menu.text).toContain('紧急请按 1')
  const question = await system.twilio(nextOf(menu.text), { ...call, Digits: '1' })
  const words = { ...call, SpeechResult: '执法记录仪无法开机' }
  const end = await system.twilio(nextOf(question.text), words)
  const repairId = numberOf(end.text)
  // Twilio got no answer in time and asks again: the same repair.
  expect(numberOf((await system.twilio(nextOf(question.text), words)).text)).toBe(repairId)
  const { json } = await system.api(`/api/repairs/${repairId}`)
  expect(json).toMatchObject({ stage: 'response', severity: 'urgent', symptoms: '执法记录仪无法开机' })
  return repairId
}

const nextOf = (twiml: string): string => {
  const action = /action="https:\/\/[^/]+([^"]+)"/.exec(twiml)?.[1] ?? ''
  return action.replaceAll('&amp;', '&')
}

/** `2 6 1 1 2 0, 0 0 0 7` → `261120-0007` */
const numberOf = (twiml: string): string => {
  const spoken = /报修单号 ([\d ]+), ([\d ]+)。/.exec(twiml)
  if (!spoken) throw new Error(`No repair number was read out: ${twiml}`)
  return spoken
    .slice(1)
    .map((part) => part.replaceAll(' ', ''))
    .join('-')
}

async function tap(system: Driver, link: string, action: string, fields: Readonly<Record<string, string>> = {}) {
  const { status, text } = await system.tap(link, action, fields)
  if (status !== 303) throw new Error(`${action} was answered with ${status}: ${text}`)
}

async function clocks(system: Driver, repairId: string): Promise<Record<string, string>> {
  const { json } = await system.api(`/api/repairs/${repairId}`)
  return Object.fromEntries(
    json.clocks.map((clock: Record<string, string>) => [`${clock.clause} ${clock.milestone}`, clock.state]),
  )
}

async function evidence(system: Driver, repairId: string, customerLink: string): Promise<void> {
  expect(await clocks(system, repairId)).toEqual({
    'R5 responded': 'broken',
    'R6 responded': 'kept',
    'R6 triaged': 'kept',
    'R6 arrived': 'kept',
    'R7 repaired': 'kept',
    'R7 scheduled': 'fallenAway',
    'R5 repaired': 'kept',
  })
  const { json } = await system.api(`/api/repairs/${repairId}`)
  expect(json).toMatchObject({ stage: 'closed', rating: 5, solvedBy: 'visit', loaner: { state: 'returned' } })
  const report = await system.open(`${customerLink}/report`)
  for (const words of [repairId, '主板供电故障', '更换主板', '周洁']) expect(report.text).toContain(words)
  await books(system, repairId)
}

/** The same in the promise ledger, and what was learnt can be found again. */
async function books(system: Driver, repairId: string): Promise<void> {
  const { json } = await system.api(`/api/repairs/${repairId}/obligations`)
  const lines = json.obligations as { clause: string; what: string; state: string; engineerName?: string }[]
  expect(Object.fromEntries(lines.map(({ clause, what, state }) => [`${clause} ${what}`, state]))).toEqual(
    await clocks(system, repairId),
  )
  expect(lines.find(({ clause }) => clause === 'R7')?.engineerName).toBe('周洁')
  const words = encodeURIComponent('主板供电')
  await vi.waitFor(async () => {
    const { json } = await system.api(`/api/knowledge?q=${words}`)
    expect(json.articles[0]).toMatchObject({ repair: repairId, done: '更换主板' })
  }, WORDS_BY_STREAM)
}

/** On AWS the words are filed by the table's stream, a moment after the save. */
const WORDS_BY_STREAM = { timeout: 30_000, interval: 500 }
