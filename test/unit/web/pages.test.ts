import { describe, expect, test } from 'vitest'
import { allowedActions } from '../../../shared/repair/allowed.ts'
import type { Repair } from '../../../shared/repair/state/repair.ts'
import { html } from '../../../web/html.ts'
import { customerPage } from '../../../web/pages/customer.ts'
import { engineerPage } from '../../../web/pages/engineer.ts'
import { messagePage } from '../../../web/pages/message.ts'
import { standing } from '../../../web/pages/parts.ts'
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
  test.each([
    [
      'engineer',
      engineerPage(engineerView(evil, { notice: { kind: 'notAllowed', action: 'note', values: { text: EVIL } } })),
    ],
    ['customer', customerPage(customerView(evil))],
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
    ['waived', aClock({ state: 'waived', endedAt: minute(5) }), 'waived', 'soft'],
    ['fallen away', aClock({ state: 'fallenAway', endedAt: minute(5) }), 'no longer due', 'soft'],
    ['superseded', aClock({ state: 'superseded', endedAt: minute(5) }), 'superseded', 'soft'],
    ['standing still', aClock({ pauses: [{ from: START, why: 'customer', reason: 'x' }] }), 'paused', 'warn'],
  ])('as %s', (_, clock, text, tone) => expect(says(clock, minute(1))).toEqual({ says: text, tone }))
})

const CHEN = { id: 'chen-wei', name: '陈伟' } as const
const LI = { ...CHEN, id: 'li-na', name: '李娜' } as const
const mine = (changes: Partial<Repair>): Repair => aRepair({ assignee: CHEN, ...changes })

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
  test.each([
    ['nobody has it', aRepair({ paging }), '请先接单'],
    ['it is mine', mine({}), '请马上给客户打电话'],
    ['I am called again', mine({ paging: { ...paging, person: CHEN } }), '请先接单'],
    ['someone else is called about mine', mine({ paging: { ...paging, person: LI } }), '请马上给客户打电话'],
    ['a colleague has it', aRepair({ assignee: LI }), '同事正在处理'],
    ["a colleague's is overdue", aRepair({ assignee: LI, paging }), '承诺已超时：请接单'],
    ['the customer is waited for', mine({ pauses: [{ from: START, why: 'customer', reason: 'x' }] }), '正在等客户'],
    ['I work remotely', mine({ stage: 'remoteFix' }), '先远程处理'],
    ['a visit is agreed', mine({ stage: 'arrival', visitAt: minute(60) }), '约定 11月20日 03:13 上门'],
    [
      'I am on my way',
      mine({ stage: 'arrival', milestones: { dispatched: { at: START, seq: 2 } } }),
      '到现场后点“我已到场”',
    ],
    ['I am there', mine({ stage: 'repair' }), '修好后点“修复完成”'],
    ['it is sent in', mine({ stage: 'repair', sentIn: { at: START, seq: 2 } }), '设备已送厂'],
    ['it is repaired', mine({ stage: 'confirmation' }), '已修好，等客户确认'],
  ])('says what to do first when %s', (_, repair, text) => {
    const [first] = engineerPage(engineerView(repair)).split('</div>\n<div class="card">')
    expect(first).toContain(text)
  })
  test('is headed by the site and the unit', () => {
    const unit = { serial: 'BWC-1', name: '执法记录仪 1' }
    const site = { id: 'x', name: '城东派出所', shortName: '城东所', address: '东街' }
    expect(engineerPage(engineerView(aRepair({ site, unit })))).toContain('<h1>城东派出所<br>执法记录仪 1</h1>')
  })
  test('keeps a long record within reach: the latest lines, the others a tap away', () => {
    const lines = Array.from({ length: 9 }, (_, at) => ({ at: START, text: `line ${at}` }))
    const page = engineerPage(engineerView(aRepair(), { timeline: lines }))
    expect(page.indexOf('line 5')).toBeLessThan(page.indexOf('更早的 3 条'))
    expect(page.indexOf('line 6')).toBeGreaterThan(page.indexOf('更早的 3 条'))
  })
  test('does not offer it again to whoever has it', () => {
    const mine = aRepair({ assignee: { id: 'chen-wei', name: '陈伟' } })
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
