import { describe, expect, test } from 'vitest'
import { allowedActions } from '../../../shared/repair/allowed.ts'
import type { Repair } from '../../../shared/repair/repair.ts'
import { html } from '../../../web/html.ts'
import { homePage } from '../../../web/local/home.ts'
import { outboxPage } from '../../../web/local/outbox.ts'
import { simulatorPage } from '../../../web/local/simulator.ts'
import { customerPage } from '../../../web/pages/customer.ts'
import { engineerPage } from '../../../web/pages/engineer.ts'
import { messagePage } from '../../../web/pages/message.ts'
import { standing } from '../../../web/pages/parts.ts'
import { plans } from '../../support/plans.ts'
import { aClock, aRepair, justAfter, justBefore, minute, START } from '../../support/repair-fixtures.ts'

describe('html', () => {
  test('escapes every value', () => {
    expect(html`<p title="${`a"b'c`}">${'<script>&'}</p>`.text).toBe(
      '<p title="a&quot;b&#39;c">&lt;script&gt;&amp;</p>',
    )
  })
  test('nests, lists, and leaves nothing for what is not there', () => {
    expect(html`<ul>${[1, 2].map((item) => html`<li>${item}</li>`)}${undefined}${false}${''}</ul>`.text).toBe(
      '<ul><li>1</li><li>2</li></ul>',
    )
  })
})

const engineerView = (repair: Repair, changes: object = {}) => ({
  language: 'zh-CN' as const,
  now: START,
  repair,
  holder: 'chen-wei',
  allowed: allowedActions(repair, { kind: 'engineer', id: 'chen-wei' }),
  timeline: [{ at: START, text: '<i>', by: '陈伟' }],
  path: '/p/token',
  ...changes,
})
const customerView = (repair: Repair, changes: object = {}) => ({
  language: 'zh-CN' as const,
  now: START,
  repair,
  allowed: allowedActions(repair, { kind: 'customer', id: 'he-ping' }),
  supplier: { name: { zh: '承诺', en: 'Chengnuo' }, hotline: '+864008001300' },
  path: '/c/token',
  ...changes,
})
const EVIL = `"><script>alert('x')</script>`

describe('no page lets words become markup:', () => {
  const evil = aRepair({
    symptoms: EVIL,
    calls: [
      { callId: 'x', channel: 'api', at: START, symptoms: EVIL, recordingUrl: 'javascript:alert(1)', problems: [EVIL] },
    ],
    contacts: [{ id: 'x', name: EVIL, phone: EVIL, language: 'zh-CN' }],
    site: { id: 'x', name: EVIL, shortName: EVIL, address: EVIL },
    unit: { serial: EVIL, name: EVIL },
    delay: { reason: EVIL },
    stage: 'confirmation',
    work: { cause: EVIL, done: EVIL, parts: [] },
  })
  const frame = { language: 'en' as const, now: START, timezone: 'Asia/Shanghai' }
  const mail = {
    id: 1,
    kind: 'email' as const,
    to: EVIL,
    text: EVIL,
    subject: EVIL,
    at: START,
    repairId: 'x',
    reason: EVIL,
  }
  test.each([
    ['engineer', engineerPage(engineerView(evil, { notice: { kind: 'check', problems: [EVIL] } }))],
    ['customer', customerPage(customerView(evil))],
    ['outbox', outboxPage({ ...frame, messages: [mail, { ...mail, id: 2, kind: 'sms' }], names: { [EVIL]: EVIL } })],
    [
      'simulator',
      simulatorPage({
        ...frame,
        callers: [],
        units: [{ serial: EVIL, name: EVIL, site: EVIL }],
        plans,
        last: { status: 400, body: EVIL },
      }),
    ],
  ])('%s', (_, page) => {
    expect(page).not.toContain('<script')
    expect(page).not.toContain('javascript:')
    expect(page).toContain('&lt;script&gt;')
  })
})

describe('a promise is shown', () => {
  const says = (clock: Parameters<typeof standing>[0], now: string) => standing(clock, 'en', now)
  test.each([
    ['just before it is due', justBefore(minute(15)), 'under 1 min left', 'soft'],
    ['as it is due', minute(15), '⚠ overdue by under 1 min', 'bad'],
    ['just after', justAfter(minute(15)), '⚠ overdue by under 1 min', 'bad'],
    ['long after', minute(90), '⚠ overdue by 1 h 15 min', 'bad'],
  ])('%s', (_, now, text, tone) => expect(says(aClock(), now)).toEqual({ says: text, tone }))
  test.each([
    ['kept', aClock({ state: 'kept', endedAt: minute(5) }), '✓ kept', 'good'],
    ['late', aClock({ state: 'broken', endedAt: minute(20), lateBy: 'PT5M' }), '✗ late by 5 min', 'bad'],
    ['waived', aClock({ state: 'waived', endedAt: minute(5) }), 'no longer due', 'soft'],
    ['standing still', aClock({ pauses: [{ from: START, why: 'customer', reason: 'x' }] }), 'paused', 'warn'],
  ])('as %s', (_, clock, text, tone) => expect(says(clock, minute(1))).toEqual({ says: text, tone }))
})

describe("the engineer's page", () => {
  const paging = {
    reason: 'report',
    pending: true,
    nextAt: minute(3),
    position: 0,
    tier: 0,
    round: 0,
    raise: false,
    failures: 0,
  } as const
  test('offers to acknowledge first', () => {
    const page = engineerPage(engineerView(aRepair({ paging })))
    expect(page.indexOf('value="acknowledge"')).toBeGreaterThan(0)
    expect(page.indexOf('value="acknowledge"')).toBeLessThan(page.indexOf('value="respond"'))
  })
  test('does not offer it again to whoever has it', () => {
    const mine = aRepair({ assignee: { id: 'chen-wei', name: '陈伟', phone: '+8613800138101', language: 'zh-CN' } })
    expect(engineerPage(engineerView(mine))).not.toContain('value="acknowledge"')
  })
  test('shows the promise due next in front', () => {
    const page = engineerPage(engineerView(aRepair(), { now: minute(14) }))
    expect(page).toContain('响应 · 还有 1分钟')
  })
  test('says so when nothing is left to do', () => {
    const closed = aRepair({ stage: 'closed', closed: { at: START, how: 'confirmed' }, clocks: [] })
    expect(engineerPage(engineerView(closed))).toContain('现在没有需要您做的。')
  })
  test('links a recording', () => {
    const call = {
      callId: 'x',
      channel: 'twilio',
      at: START,
      symptoms: '',
      recordingUrl: 'https://api.twilio.com/r',
    } as const
    expect(engineerPage(engineerView(aRepair({ calls: [call] })))).toContain('href="https://api.twilio.com/r"')
  })
})

describe("the customer's page says in plain words", () => {
  const fact = { at: START, seq: 2 }
  test.each([
    [aRepair(), '已收到您的报修，正在联系工程师。'],
    [aRepair({ stage: 'remoteFix' }), '工程师已响应，正在远程处理。'],
    [aRepair({ stage: 'arrival' }), '工程师将到现场处理。'],
    [aRepair({ stage: 'arrival', milestones: { dispatched: fact } }), '工程师正在路上。'],
    [aRepair({ stage: 'repair' }), '工程师正在维修。'],
    [aRepair({ stage: 'repair', sentIn: fact }), '设备已送厂维修。'],
    [aRepair({ stage: 'confirmation' }), '已修好，请您确认。'],
    [aRepair({ stage: 'closed', closed: { at: START, how: 'confirmed' } }), '本次报修已关闭，谢谢。'],
    [aRepair({ stage: 'closed', closed: { at: START, how: 'withdrawn' } }), '本次报修已撤销。'],
  ])('%#: how it stands', (repair, text) => expect(customerPage(customerView(repair))).toContain(`<h1>${text}</h1>`))

  test('the loaner and the delay', () => {
    const loaner = { state: 'lent', serial: 'LOAN-1', name: '备机 1', at: START } as const
    const page = customerPage(customerView(aRepair({ loaner, delay: { reason: '缺件', newTime: minute(60) } })))
    expect(page).toContain('备机 1 · LOAN-1 · 已送达使用')
    expect(page).toContain('缺件')
    expect(page).toContain('11月20日 03:13')
  })
  test('in English too', () => {
    expect(customerPage(customerView(aRepair(), { language: 'en' }))).toContain('We have your report')
  })
})

test('a message page says one thing in either language', () => {
  expect(messagePage('unknownLink', 'zh-CN')).toContain('<html lang="zh-CN">')
  expect(messagePage('unknownLink', 'en')).toContain('Link unknown or expired')
})

describe('the local pages', () => {
  const frame = { language: 'zh-CN' as const, now: START, timezone: 'Asia/Shanghai' }
  test('move the clock and come back', () => {
    const page = homePage({ ...frame, openRepairs: 3 })
    for (const step of ['PT5M', 'PT15M', 'PT1H', 'P1D']) expect(page).toContain(`name="advance" value="${step}"`)
    expect(page).toContain('2026年11月20日（周五）02:13')
  })
  test('the outbox loads itself anew, and its links can be tapped', () => {
    const sms = {
      id: 1,
      kind: 'sms' as const,
      to: '+861',
      text: '接单 http://127.0.0.1:8787/p/abc',
      at: START,
      repairId: 'x',
      reason: 'paged',
    }
    const page = outboxPage({ ...frame, messages: [sms], names: { '+861': '陈伟' } })
    expect(page).toContain('http-equiv="refresh"')
    expect(page).toContain('<a href="http://127.0.0.1:8787/p/abc"')
    expect(page).toContain('陈伟')
  })
  test('the simulator offers callers, units and every severity', () => {
    const callers = [{ phone: '+8613800138001', name: '何平', customer: '兰亭县公安局', plan: 'R' }]
    const page = simulatorPage({ ...frame, callers, units: [], plans })
    for (const name of ['caller', 'serial', 'severity', 'symptoms']) expect(page).toContain(`name="${name}"`)
    for (const { severities } of plans) for (const { id } of severities) expect(page).toContain(`value="${id}"`)
    expect(page).toContain('action="/local/simulate')
  })
})
