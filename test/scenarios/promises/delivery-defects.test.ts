import { expect, it } from 'vitest'
import { later } from '../../../shared/kernel/instant.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, MAILS, World } from '../../support/world.ts'

const { hospital } = CUSTOMERS
const REPORT = at('11-20 10:00')
const delivery = { ...hospital, severity: 'standard', matter: 'delivery', symptoms: '到货少两根导联线，外箱破损' }
const done = { type: 'complete', cause: '少发', done: '补发两根，外箱更换' } as const

it('[H8] goods short or damaged on arrival: answered at once, replaced or completed by the end of the next working day', async () => {
  const due = at('11-23 18:00')
  const moments = [
    [-1000, 'kept'],
    [0, 'kept'],
    [1000, 'broken PT1S'],
  ] as const
  for (const [shift, outcome] of moments) {
    const world = await World.start(REPORT)
    const id = await world.report(delivery)
    expect(await world.repair(id)).toMatchObject({ matter: 'delivery' })
    expect(await world.clocks(id)).toMatchObject({ 'H4 responded': 'open', 'H8 repaired': 'open' })
    await world.act(id, { type: 'arrive' })
    await world.advanceTo(later(due, shift))
    expect((await world.act(id, done)).status).toBe(200)
    expect((await world.clocks(id))['H8 repaired']).toBe(outcome)
    world.messages()
  }
})

it('[H8] what was missing is sent: it is done without a visit, by link as well; a fault is not', async () => {
  const world = await World.start(REPORT)
  const id = await world.report(delivery)
  const page = world.sms('wang-qiang')
  const { type: _, ...work } = done
  expect((await world.tap(page.link, 'complete', work)).status).toBe(303)
  expect(await world.clocks(id)).toMatchObject({ 'H4 responded': 'kept', 'H8 repaired': 'kept' })
  const fault = await world.report({ ...hospital, severity: 'standard' })
  expect((await world.act(fault, done)).status).toBe(409)
  world.messages()
})

it('[H8] it does not join the repair of a fault of the same unit, nor the fault its; the same matter again does', async () => {
  const world = await World.start(REPORT)
  const fault = await world.report({ ...hospital, severity: 'standard' })
  const goods = await world.report(delivery)
  expect(goods).not.toBe(fault)
  expect((await world.clocks(fault))['H8 repaired']).toBeUndefined()
  expect((await world.call(delivery)).json.repairId).toBe(goods)
  expect((await world.call({ ...hospital, severity: 'standard' })).json.repairId).toBe(fault)
  // Closed, the unit is free for the next report of that matter.
  await world.act(goods, { type: 'arrive' })
  await world.act(goods, done)
  await world.act(goods, { type: 'confirm', onBehalf: '高医生' })
  world.mail('维修已关闭', MAILS.hospital)
  expect(await world.report(delivery)).not.toBe(goods)
  world.messages()
})

it('[H8] a matter that we do not know is named, and the report is taken all the same', async () => {
  const world = await World.start(REPORT)
  const { status, json } = await world.call({ ...hospital, matter: 'complaint' })
  expect([status, json.problems[0]]).toEqual([400, expect.stringMatching(/^matter: /)])
  expect(await world.repair(json.repairId)).toMatchObject({ stage: 'response' })
  world.messages()
})
