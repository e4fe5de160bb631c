import { expect, it } from 'vitest'
import { later } from '../../../shared/kernel/instant.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, MAILS, World } from '../../support/world.ts'

const { campus } = CUSTOMERS
const REPORT = at('11-20 10:00')

it('[C24] what the desk does not solve in its time goes to an engineer by itself', async () => {
  const world = await World.start(REPORT)
  const id = await world.report({ ...campus, severity: 'critical' })
  world.messages() // the engineer on duty is paged at the report, and the customer has a mail
  await world.advance('PT2M')
  expect((await world.act(id, { type: 'takeAtDesk' })).status).toBe(200)
  expect(await world.repair(id)).toMatchObject({ desk: { until: at('11-20 10:22') } })
  world.sms('wang-qiang', '客服已接')
  expect((await world.clocks(id))['C24 passedOn']).toBe('open')

  await world.advanceTo(at('11-20 10:21:59'))
  expect(world.story()).toEqual([]) // nobody else is paged while the desk tries
  await world.advanceTo(at('11-20 10:22'))
  const page = world.sms('wang-qiang')
  expect(page.at).toBe(at('11-20 10:22'))
  expect((await world.clocks(id))['C24 passedOn']).toBe('kept')
  expect((await world.repair(id)).desk).toBeUndefined()
  await world.tap(page.link, 'respond')
  world.mail('工程师已接单', MAILS.campus)
  expect(await world.repair(id)).toMatchObject({ stage: 'remoteFix', assignee: { id: 'wang-qiang' } })
})

it('[C24] what the desk solves itself never reaches an engineer', async () => {
  const world = await World.start(REPORT)
  const id = await world.report({ ...campus, severity: 'critical' })
  world.messages()
  await world.act(id, { type: 'takeAtDesk' })
  world.sms('wang-qiang', '客服已接')
  await world.advance('PT5M')
  await world.act(id, { type: 'respond' })
  await world.advance('PT5M')
  await world.act(id, { type: 'solveRemotely', cause: '静音键', done: '电话指导取消静音', how: 'phone' })
  world.mail('请确认', MAILS.campus)
  await world.advance('PT3H')
  expect(world.story()).toEqual([])
  expect(await world.clocks(id)).toMatchObject({
    'C24 passedOn': 'kept',
    'C2 responded': 'kept',
    'C9 dispatched': 'fallenAway',
  })
})

it('[C24] passed on at once when it needs an engineer; taken twice, or by an engineer, is refused', async () => {
  const world = await World.start(REPORT)
  const id = await world.report({ ...campus, severity: 'critical' })
  world.messages()
  expect((await world.act(id, { type: 'takeAtDesk' }, 'engineer/wang-qiang')).status).toBe(403)
  await world.act(id, { type: 'takeAtDesk' })
  expect((await world.act(id, { type: 'takeAtDesk' })).status).toBe(409)
  await world.act(id, { type: 'passOn', note: '灯泡烧了' })
  world.sms('wang-qiang', '客服已接')
  // He was paged within this minute: what follows comes at the end of it.
  await world.advance('PT1M')
  expect(world.sms('wang-qiang', '客服转').at).toBe(later(REPORT, 60_000))
  expect((await world.act(id, { type: 'takeAtDesk' })).status).toBe(409)
})

const request = (world: World, changes: object = {}, who?: string) => {
  const body = { callId: 'fax-1', through: 'fax', symptoms: '没有声音', ...campus, severity: 'critical', ...changes }
  return world.api('/api/repairs', body, who)
}

it('[C24] whoever records the report may try first: nobody is paged until the time of the desk is up', async () => {
  const world = await World.start(REPORT)
  const { status, json } = await request(world, { desk: true })
  expect(status).toBe(201)
  world.mail('报修已受理', MAILS.campus)
  const { desk, timeline, calls: _, ...repair } = await world.repair(json.repairId)
  expect(desk).toEqual({ person: '客服', until: at('11-20 10:20') })
  expect(repair.assignee).toBeUndefined()
  expect(timeline.filter(({ type }: { type: string }) => type === 'deskTook')).toMatchObject([
    { by: { kind: 'staff', id: 'dispatcher' } },
  ])
  // A retry of the same request is the same repair, and begins no second turn.
  expect([(await request(world, { desk: true })).status, await desksOf(world, json.repairId)]).toEqual([200, 1])
  await world.advanceTo(at('11-20 10:19:59'))
  expect(world.story()).toEqual([])
  await world.advanceTo(at('11-20 10:20'))
  expect(world.sms('wang-qiang').at).toBe(at('11-20 10:20'))
})

it('[C24] where the desk has no turn, the request is refused with the reason, and nothing is recorded', async () => {
  const world = await World.start(REPORT)
  const refused = async (changes: object) => {
    const { status, json } = await request(world, { desk: true, ...changes })
    return [status, json.problems]
  }
  expect(await refused({ ...CUSTOMERS.police, severity: 'urgent' })).toEqual([
    400,
    ['desk: plan R version 1 gives the desk no time to try: leave it out, and the engineers are paged at once'],
  ])
  expect((await request(world, { desk: true }, 'engineer/wang-qiang')).status).toBe(403)
  expect((await world.api('/api/repairs')).json.repairs).toEqual([])

  const id = (await request(world, { desk: false })).json.repairId
  const page = world.sms('wang-qiang')
  await world.tap(page.link, 'acknowledge')
  expect(await refused({ callId: 'fax-2' })).toEqual([
    400,
    [`desk: repair ${id} of this unit is with 王强 already: leave it out, and the report joins it`],
  ])
  expect((await request(world, { callId: 'fax-2' })).json.repairId).toBe(id)
  world.messages()
})

it('[C24] another report of a unit that no engineer has yet goes to the desk as well', async () => {
  const world = await World.start(REPORT)
  const id = await world.report({ ...campus, severity: 'critical' })
  world.messages()
  expect((await request(world, { desk: true })).json.repairId).toBe(id)
  expect(await world.repair(id)).toMatchObject({ desk: { person: '客服' } })
  world.sms('wang-qiang', '客服已接')
  await world.advance('PT10M')
  expect(world.story()).toEqual([])
  await world.act(id, { type: 'withdraw', reason: '误报', agreedBy: 'Zhang', how: 'phone' })
  world.messages()
})

const desksOf = async (world: World, id: string): Promise<number> =>
  (await world.repair(id)).timeline.filter(({ type }: { type: string }) => type === 'deskTook').length
