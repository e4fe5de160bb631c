import { describe, expect, test } from 'vitest'
import { homePage } from '../../../web/local/home.ts'
import { outboxPage } from '../../../web/local/outbox.ts'
import { simulatorPage } from '../../../web/local/simulator.ts'
import { plans } from '../../support/plans.ts'
import { minute, START } from '../../support/repair-fixtures.ts'

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
      about: 'repair/x' as const,
      reason: 'paged',
    }
    const page = outboxPage({ ...frame, messages: [sms], names: { '+861': '陈伟' } })
    expect(page).toContain('http-equiv="refresh"')
    expect(page).toContain('<a href="http://127.0.0.1:8787/p/abc"')
    expect(page).toContain('陈伟')
  })
  test('the outbox says why in words, opens mails, and knows what to do when it is empty', () => {
    const mail = {
      kind: 'email' as const,
      to: 'a@b.example.com',
      text: 'x',
      subject: '报修已受理',
      at: START,
      about: 'repair/x' as const,
    }
    const messages = [
      { ...mail, id: 7, reason: 'clockWarned R6' },
      { ...mail, id: 8, reason: 'somethingNew' },
    ]
    const page = outboxPage({ ...frame, messages, names: {} })
    expect(page).toContain('href="/local/outbox/7"')
    expect(page).toContain('时限快到 · R6')
    expect(page).toContain('somethingNew')
    expect(outboxPage({ ...frame, messages: [], names: {} })).toContain('href="/local/simulator?lang=zh-CN"')
  })
  test.each([
    [201, {}, '已受理，维修单号 261120-0001'],
    [200, {}, '这通电话已经受理过：261120-0001'],
    [400, { error: 'badRequest', problems: ['severity: unknown'] }, '已按能读懂的部分受理'],
  ])("the simulator puts the hotline's answer into words: %s", (status, more, text) => {
    const clocks = [{ clause: 'R5', milestone: 'responded', dueAt: minute(10) }]
    const last = { status, body: JSON.stringify({ repairId: '261120-0001', clocks, ...more }) }
    const page = simulatorPage({ ...frame, callers: [], units: [], plans, last })
    for (const part of [text, '响应', '11月20日 02:23', '/local/outbox?lang=zh-CN']) expect(page).toContain(part)
  })
  test('the simulator says so when a call was not taken', () => {
    const last = { status: 403, body: '{"error":"forbidden"}' }
    expect(simulatorPage({ ...frame, callers: [], units: [], plans, last })).toContain('热线没有受理这通电话')
  })
  test('the simulator offers callers, units and every severity', () => {
    const callers = [{ phone: '+8613800138001', name: '何平', customer: '兰亭县公安局', plan: 'R' }]
    const page = simulatorPage({ ...frame, callers, units: [], plans })
    for (const name of ['caller', 'serial', 'severity', 'symptoms']) expect(page).toContain(`name="${name}"`)
    for (const { severities } of plans) for (const { id } of severities) expect(page).toContain(`value="${id}"`)
    expect(page).toContain('action="/local/simulate')
  })
})
