import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

it('a night: call, page, no answer, escalation, answer, visit, overdue, loaner, repair, confirmation, evidence', async () => {
  const subject = '261120-0001 · 兰亭县公安局城东派出所 执法记录仪 0117'
  const world = await World.start(at('11-20 02:13'))

  // The call: answered with the repair number and the promises; one page, one mail.
  const { status, json } = await world.call({ severity: 'serious' })
  expect(status).toBe(201)
  expect(json).toEqual({
    repairId: '261120-0001',
    clocks: [
      { clause: 'R5', milestone: 'responded', dueAt: at('11-20 02:23') },
      { clause: 'R6', milestone: 'responded', dueAt: at('11-20 02:28') },
      { clause: 'R6', milestone: 'triaged', dueAt: at('11-20 02:43') },
      { clause: 'R6', milestone: 'arrived', dueAt: at('11-21 02:13') },
      { clause: 'R7', milestone: 'repaired', dueAt: at('11-21 14:13') },
    ],
  })
  const customer = world.mail('报修已受理')
  expect(customer.at).toBe(at('11-20 02:13'))
  expect(world.story()).toEqual([
    '02:13 wang-qiang: 严重 城东所 记录仪0117：无法开机 261120-0001 02:16 前接单，02:23 前回电 <link>',
  ])

  // No answer: whoever has duty on the second line three minutes later; she answers.
  await world.advance('PT3M')
  const zhou = world.sms('zhou-jie', '严重 无人接')
  expect(zhou.at).toBe(at('11-20 02:16'))
  await world.advance('PT1M')
  expect((await world.fetch(zhou.link)).text).toContain('城东派出所')
  expect((await world.tap(zhou.link, 'acknowledge')).status).toBe(303)
  await world.tap(zhou.link, 'respond', { note: '按键无反应' })
  await world.tap(zhou.link, 'goOnSite')
  await world.tap(zhou.link, 'depart')
  expect(world.story()).toEqual([
    '02:17 wang-qiang: 周洁已接 城东所 记录仪0117 261120-0001 您不用管了 <link>',
    `02:17 mail: 工程师已接单 · ${subject}`,
    `02:17 mail: 工程师已出发 · ${subject}`,
  ])

  // The visit takes longer than the three hours of R5: warned twice, then it goes up to the manager.
  await world.advanceTo(at('11-20 03:20'))
  await world.tap(zhou.link, 'arrive')
  await world.advanceTo(at('11-20 06:21'))
  const manager = world.host.outbox.list().find(({ to }) => to === '+8613800138100')
  expect(world.story()).toEqual([
    '04:50 zhou-jie: R5修复剩1小时30分钟 城东所 记录仪0117 261120-0001 06:20 前 <link>',
    '05:44 zhou-jie: R5修复剩36分钟 城东所 记录仪0117 261120-0001 06:20 前 <link>',
    '06:20 liu-fang: 严重 R5修复超时 周洁 城东所 记录仪0117：无法开机 261120-0001 06:23 前接单 <link>',
    `06:20 mail: 维修延误通知 · ${subject}`,
  ])
  await world.tap(manager?.text.match(/\/p\/\S+/)?.[0] ?? '', 'acknowledge')
  await world.tap(zhou.link, 'delay', { reason: '备件从杭州调拨', newTime: '2026-11-21T15:00' })
  expect(world.mail('维修延误通知').text).toContain('备件从杭州调拨')

  // The loaner: reserved at the last warning of R7, in time to stand there when its 36 hours end.
  await world.advanceTo(at('11-21 09:01'))
  expect(world.story()).toEqual([
    '09:01 zhou-jie: 进展如何 城东所 记录仪0117 261120-0001 <link>',
    '20:13 zhou-jie: R7修复剩18小时 城东所 记录仪0117 261120-0001 11月21日14:13 前 <link>',
    '07:01 zhou-jie: R7修复剩7小时12分钟；R7请送备机 备用执法记录仪 1 号 城东所 记录仪0117 261120-0001 14:13 前 <link>',
    `07:01 mail: 为您提供备机 · ${subject}`,
    '09:01 zhou-jie: 进展如何 城东所 记录仪0117 261120-0001 <link>',
  ])
  await world.tap(zhou.link, 'lendLoaner')

  // The repair, the confirmation, and the end.
  await world.advanceTo(at('11-21 15:00'))
  await world.tap(zhou.link, 'complete', { cause: '主板供电故障', done: '更换主板', parts: '主板' })
  await world.tap(zhou.link, 'returnLoaner')
  expect(world.mail('设备已修复，请确认').at).toBe(at('11-21 15:00'))
  await world.advance('PT2H')
  await world.tap(customer.link, 'confirm', { rating: '5' })
  expect(world.story()).toEqual([`17:00 mail: 维修已关闭，附服务报告 · ${subject}`])

  // The evidence: what was promised, how it ended, and the report that says so.
  expect(await world.clocks('261120-0001')).toEqual({
    'R5 responded': 'kept',
    'R6 responded': 'kept',
    'R6 triaged': 'kept',
    'R6 arrived': 'kept',
    'R7 repaired': 'kept',
    'R7 scheduled': 'fallenAway', // repaired before anyone had to name a date
    'R5 repaired': 'broken PT32H40M',
  })
  const report = await world.fetch(`${customer.link}/report`)
  for (const words of ['261120-0001', 'BWC-2025-0117', '主板供电故障', '更换主板', '周洁'])
    expect(report.text).toContain(words)
  await world.advance('P30D')
})
