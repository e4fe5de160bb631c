import { expect, it } from 'vitest'
import { at } from '../support/play.ts'
import { CUSTOMERS, World } from '../support/world.ts'

type ClockView = { clause: string; milestone: string; dueAt: string; explanation: string; state: string }

const clockOf = async (world: World, id: string, clause: string, milestone: string): Promise<ClockView> =>
  (await world.repair(id)).clocks.find((clock: ClockView) => clock.clause === clause && clock.milestone === milestone)

it('[R6] waiting for the customer stops what the plan lets stop, and the record explains the new instant', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  await world.act(id, { type: 'acknowledge' })
  world.messages()
  await world.advanceTo(at('11-20 02:20'))
  await world.act(id, { type: 'pause', reason: '等客户开门' })
  expect((await clockOf(world, id, 'R6', 'responded')).explanation).toBe(
    '15 min from 02:13 → 02:28; paused since 02:20',
  )
  // The answer within ten minutes waits for nobody.
  expect((await clockOf(world, id, 'R5', 'responded')).explanation).toBe('10 min from 02:13 → 02:23')
  await world.advanceTo(at('11-20 02:30'))
  expect(await world.clocks(id)).toMatchObject({ 'R5 responded': 'broken', 'R6 responded': 'open' })
  await world.act(id, { type: 'resume' })
  expect(await clockOf(world, id, 'R6', 'responded')).toMatchObject({
    dueAt: at('11-20 02:38'),
    explanation: '15 min from 02:13 → 02:28; paused 02:20–02:30 → 02:38',
  })
  expect(await clockOf(world, id, 'R7', 'repaired')).toMatchObject({ dueAt: at('11-21 14:23') })
  expect((await world.act(id, { type: 'resume' })).status).toBe(409)

  await world.advanceTo(at('11-20 02:38'))
  expect((await world.clocks(id))['R6 responded']).toBe('broken')
  world.messages()
})

it('a long pause is silent, and arriving ends it', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  await world.act(id, { type: 'respond' })
  await world.act(id, { type: 'pause', reason: '现场停电' })
  world.messages()
  await world.advance('P40D')
  expect(world.story()).toEqual([])
  await world.act(id, { type: 'arrive' })
  world.mail('工程师已到场')
  expect((await clockOf(world, id, 'R7', 'repaired')).dueAt).toBe(at('12-31 14:13'))
  expect(await world.clocks(id)).toMatchObject({ 'R6 triaged': 'kept', 'R6 arrived': 'kept' })
})

it('[N2] in working hours only working time counts: a night of waiting moves nothing, half an hour does', async () => {
  const world = await World.start(at('11-20 18:00')) // 16:00 in Ürümqi, two working hours before the weekend
  const id = await world.report({ ...CUSTOMERS.data, severity: 'ordinary' })
  await world.act(id, { type: 'respond' })
  world.messages()
  expect((await clockOf(world, id, 'N2', 'arrived')).explanation).toBe('4 h (5×8) from 16:00 → 11-23 11:00')
  await world.advanceTo(at('11-20 20:00'))
  await world.act(id, { type: 'pause', reason: '机房下班' })
  await world.advanceTo(at('11-23 11:00')) // 09:00 there
  await world.act(id, { type: 'resume' })
  expect((await clockOf(world, id, 'N2', 'arrived')).dueAt).toBe(at('11-23 13:00'))
  await world.advance('PT30M')
  await world.act(id, { type: 'pause', reason: '开会' })
  await world.advance('PT30M')
  await world.act(id, { type: 'resume' })
  expect(await clockOf(world, id, 'N2', 'arrived')).toMatchObject({
    dueAt: at('11-23 13:30'),
    explanation:
      '4 h (5×8) from 16:00 → 11-23 11:00; paused 18:00–11-23 09:00 → 11-23 11:00; paused 11-23 09:30–10:00 → 11-23 11:30',
  })
  world.messages()
})
