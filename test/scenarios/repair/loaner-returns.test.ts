import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, MAILS, World } from '../../support/world.ts'

const WORK = { cause: '主板', done: '已修好', problem: '不开机' }

it('[R7] a loaner lent and taken back at once keeps nothing: the promise runs on, without the time it stood there', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  await world.act(id, { type: 'arrive' })
  await world.act(id, { type: 'reserveLoaner' })
  await world.advanceTo(at('11-20 03:00'))
  await world.act(id, { type: 'lendLoaner' })
  expect((await world.clocks(id))['R7 repaired']).toBe('kept')
  await world.advance('PT10M')
  await world.act(id, { type: 'returnLoaner' })
  expect((await world.clocks(id))['R7 repaired']).toBe('open')
  const { clocks } = await world.repair(id)
  const clock = clocks.find((known: { id: string }) => known.id === 'R7/repaired/1')
  expect(clock).toMatchObject({ dueAt: at('11-21 14:23'), moves: [{ from: at('11-21 14:13') }] })
  await world.advanceTo(at('11-21 14:23'))
  expect((await world.clocks(id))['R7 repaired']).toBe('broken')
  world.messages()
})

it('[H14] lending keeps the limit, not the repair: a date is set within a working day, and kept or broken', async () => {
  const world = await World.start(at('11-20 10:00'))
  const id = await world.report({ ...CUSTOMERS.hospital, severity: undefined })
  await world.act(id, { type: 'arrive' })
  await world.act(id, { type: 'reserveLoaner' })
  await world.act(id, { type: 'lendLoaner' })
  expect(await world.clocks(id)).toMatchObject({ 'H14 repaired': 'kept', 'H14 scheduled': 'open' })
  await world.advanceTo(at('11-23 17:59:59'))
  expect((await world.clocks(id))['H14 scheduled']).toBe('open')
  await world.advanceTo(at('11-23 18:00'))
  expect((await world.clocks(id))['H14 scheduled']).toBe('broken') // and that pages
  world.messages()
  await world.act(id, { type: 'promiseDate', resolutionAt: at('12-01 12:00') })
  expect(world.mail('预计解决时间', MAILS.hospital).text).toContain('2026年12月1日')
  await world.advanceTo(at('12-01 12:00'))
  const { clocks } = await world.repair(id)
  expect(clocks.find((clock: { id: string }) => clock.id === 'H14/repaired/1.2')).toMatchObject({ state: 'broken' })
  world.messages()
})

it('a loaner that is out after the repair has closed is asked for once a week until it is back', async () => {
  const world = await World.start(at('11-20 10:00'))
  const id = await world.report({ ...CUSTOMERS.hospital, severity: undefined })
  await world.act(id, { type: 'arrive' }, 'engineer/chen-wei')
  await world.act(id, { type: 'reserveLoaner' })
  await world.act(id, { type: 'lendLoaner' })
  await world.act(id, { type: 'complete', ...WORK }, 'engineer/chen-wei')
  const { link } = world.mail('请确认', MAILS.hospital)
  await world.tap(link, 'confirm')
  world.messages()
  expect(world.host.engine.openExecutions()).toHaveLength(1)
  await world.advance('P29D')
  expect(world.story().map((line) => line.replace(/ 仁和.*/, ''))).toEqual([
    '09:01 chen-wei: 备机收回了吗',
    '09:01 chen-wei: 备机收回了吗',
    '09:01 liu-fang: 备机收回了吗',
    '09:01 liu-fang: 备机收回了吗',
  ])
  expect((await world.act(id, { type: 'returnLoaner' })).status).toBe(200)
  await world.advance('P30D')
  expect(world.host.engine.openExecutions()).toEqual([])
})
