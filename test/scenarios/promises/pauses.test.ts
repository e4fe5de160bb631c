import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

type ClockView = { clause: string; milestone: string; dueAt: string; explanation: string; state: string }

const clockOf = async (world: World, id: string, clause: string, milestone: string): Promise<ClockView> =>
  (await world.repair(id)).clocks.find((clock: ClockView) => clock.clause === clause && clock.milestone === milestone)

const PAUSE = { type: 'pause', reason: '等客户开门', agreedBy: '赵所长', how: 'phone' } as const

it('[R6] waiting for the customer stops what the plan lets stop, and the record explains the new instant', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
  await world.advanceTo(at('11-20 02:20'))
  const early = await world.act(id, PAUSE)
  expect([early.status, early.json.problems[0]]).toEqual([
    400,
    expect.stringContaining('nobody has spoken with the customer'),
  ])
  await world.act(id, { type: 'respond' })
  world.messages()
  await world.act(id, PAUSE)
  const told = world.mail('与您约定的变更')
  for (const words of ['暂停计时', '赵所长', '电话', '11月21日（周六）02:20']) expect(told.text).toContain(words)
  // The answer waits for nobody; it was given.
  expect((await clockOf(world, id, 'R5', 'responded')).state).toBe('kept')
  expect((await clockOf(world, id, 'R6', 'arrived')).dueAt).toBe(at('11-22 02:13'))
  await world.advanceTo(at('11-20 02:30'))
  await world.act(id, { type: 'resume' })
  expect(await clockOf(world, id, 'R6', 'arrived')).toMatchObject({
    dueAt: at('11-21 02:23'),
    explanation: '24 h from 02:13 → 11-21 02:13; paused 02:20–02:30 → 11-21 02:23',
  })
  expect(await clockOf(world, id, 'R7', 'repaired')).toMatchObject({ dueAt: at('11-21 14:23') })
  expect((await world.act(id, { type: 'resume' })).status).toBe(409)
  world.messages()
})

it('a pause is no off switch: it ends by itself, people are asked, and the promises go on', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  await world.act(id, { type: 'respond' }, 'engineer/wang-qiang')
  await world.act(id, PAUSE)
  world.messages()
  await world.advanceTo(at('11-21 02:20'))
  expect(world.story().filter((line) => !line.includes('mail'))).toEqual([
    '09:01 wang-qiang: 进展如何 城东所 记录仪0117 261120-0001 <link>',
    '02:13 wang-qiang: 暂停到期 城东所 记录仪0117 261120-0001 <link>',
  ])
  await world.advance('P20D')
  expect(await world.clocks(id)).toMatchObject({ 'R6 arrived': 'broken', 'R7 repaired': 'broken' })
  const asked = world.messages().map(({ at: when }) => when.slice(0, 10))
  expect(new Set(asked).size).toBeGreaterThanOrEqual(20) // every day somebody hears of it
})

it('a customer who never agreed says so with one tap: everything stands as it was, and the manager hears of it', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  await world.act(id, { type: 'respond' })
  world.messages()
  await world.act(id, PAUSE)
  const { link } = world.mail('与您约定的变更')
  expect((await world.fetch(link)).text).toContain('没有同意过')
  expect((await world.tap(link, 'disagree', { what: '没人问过我' })).status).toBe(303)
  expect(await clockOf(world, id, 'R7', 'repaired')).toMatchObject({ dueAt: at('11-21 14:13') })
  world.sms('liu-fang', '客户未同意')
  world.sms('wang-qiang', '客户说没同意过，原承诺恢复')
})

it('[N2] in working hours only working time counts: a night of waiting moves nothing, half an hour does', async () => {
  const world = await World.start(at('11-20 18:00')) // 16:00 in Ürümqi, two working hours before the weekend
  const id = await world.report({ ...CUSTOMERS.data, severity: 'ordinary' })
  await world.act(id, { type: 'respond' })
  world.messages()
  expect((await clockOf(world, id, 'N2', 'arrived')).explanation).toBe('4 h (5×8) from 16:00 → 11-23 11:00')
  await world.advanceTo(at('11-20 20:00'))
  await world.act(id, { type: 'pause', reason: '机房下班', agreedBy: 'Zhang', how: 'phone' })
  await world.advanceTo(at('11-23 11:00')) // 09:00 there
  await world.act(id, { type: 'resume' })
  expect((await clockOf(world, id, 'N2', 'arrived')).dueAt).toBe(at('11-23 13:00'))
  await world.advance('PT30M')
  await world.act(id, { type: 'pause', reason: '开会', agreedBy: 'Zhang', how: 'phone' })
  await world.advance('PT30M')
  await world.act(id, { type: 'resume' })
  expect(await clockOf(world, id, 'N2', 'arrived')).toMatchObject({
    dueAt: at('11-23 13:30'),
    explanation:
      '4 h (5×8) from 16:00 → 11-23 11:00; paused 18:00–11-21 18:00 → 11-23 11:00; paused 11-23 09:30–10:00 → 11-23 11:30',
  })
  world.messages()
})

it('withdrawing is the customer’s or the manager’s; the customer puts it right with one tap, and the promises run from the report', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const { link } = world.mail('报修已受理')
  world.messages()
  const alone = await world.act(id, { type: 'withdraw', reason: '客户不修了' })
  expect([alone.status, alone.json.problems[0]]).toEqual([
    400,
    expect.stringContaining('needs who at the customer wants it'),
  ])
  await world.act(id, { type: 'withdraw', reason: '客户不修了', agreedBy: '赵所长', how: 'phone' })
  world.mail('报修已撤销')
  expect(await world.clocks(id)).toMatchObject({ 'R6 arrived': 'fallenAway', 'R7 repaired': 'fallenAway' })
  expect((await world.tap(link, 'reopen', { reason: '没有说过不修' })).status).toBe(303)
  expect(await clockOf(world, id, 'R7', 'repaired')).toMatchObject({ state: 'open', dueAt: at('11-21 14:13') })
  expect((await world.repair(id)).stage).toBe('response')
  await world.advance('PT1S')
  expect(world.messages().length).toBeGreaterThan(0) // someone is paged again
})

it('a manager withdraws a repair, and what they waived with it is due again once the customer reopens it', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const { link } = world.mail('报修已受理')
  await world.act(id, { type: 'withdraw', reason: '误报' }, 'manager')
  expect(await clockOf(world, id, 'R7', 'repaired')).toMatchObject({ state: 'waived', waivedBecause: '误报' })
  await world.advance('PT1H')
  world.messages()
  expect((await world.tap(link, 'reopen', { reason: '还是坏的' })).status).toBe(303)
  const again = await clockOf(world, id, 'R7', 'repaired')
  expect(again).toMatchObject({ state: 'open', dueAt: at('11-21 14:13') })
  expect(again).not.toHaveProperty('waivedBecause')
  // In the hour nobody answered: that promise is broken, and the ledger says so.
  expect(await world.clocks(id)).toMatchObject({ 'R5 responded': 'broken', 'R6 responded': 'broken' })
  const { json } = await world.api('/api/ledger/rates?by=clause&id=R6&month=2026-11', undefined, 'manager')
  expect(json.rates[0].tally).toMatchObject({ waived: 0 })
  world.messages()
})

it('[N17] what one of ours recorded never reads as the customer’s own confirmation, and nobody rates themselves', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  await world.act(id, { type: 'solveRemotely', cause: '设置', done: '恢复' }, 'engineer/wang-qiang')
  const unsaid = await world.act(id, { type: 'confirm', rating: 5 }, 'engineer/wang-qiang')
  expect([unsaid.status, unsaid.json.problems[0]]).toEqual([
    400,
    expect.stringContaining('say who at the customer confirmed it'),
  ])
  expect((await world.act(id, { type: 'confirm', rating: 5 }, 'engineer/chen-wei')).status).toBe(409)
  await world.act(id, { type: 'confirm', rating: 5, onBehalf: '赵所长' }, 'engineer/wang-qiang')
  const repair = await world.repair(id)
  expect([repair.stage, repair.rating]).toEqual(['closed', undefined])
  const said = repair.timeline.find(({ type }: { type: string }) => type === 'confirmed').text
  expect(said).toContain('Recorded by us: 赵所长 confirmed it by phone')
  const report = (await world.api(`/api/repairs/${id}/report?lang=zh-CN`)).text
  expect(report).toContain('记录：赵所长电话确认')
  expect(report).not.toContain('客户本人确认')
  world.messages()
})
