import { expect, it } from 'vitest'
import { at } from '../support/play.ts'
import { CUSTOMERS, MAILS, World } from '../support/world.ts'

const { campus } = CUSTOMERS
const REPORT = at('11-20 10:00')

it('[C24] what the desk does not solve in its time goes to an engineer by itself', async () => {
  const world = await World.start(REPORT)
  const id = await world.report({ ...campus, severity: 'critical' })
  world.messages() // the engineer on duty is paged at the report, and the customer has a mail
  await world.advance('PT2M')
  expect((await world.act(id, { type: 'takeAtDesk' })).status).toBe(200)
  expect(await world.repair(id)).toMatchObject({ desk: { until: at('11-20 10:22') } })
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
  await world.advance('PT5M')
  await world.act(id, { type: 'respond' })
  await world.advance('PT5M')
  await world.act(id, { type: 'solveRemotely', cause: '静音键', done: '电话指导取消静音' })
  world.mail('请确认', MAILS.campus)
  await world.advance('PT3H')
  expect(world.story()).toEqual([])
  expect(await world.clocks(id)).toMatchObject({
    'C24 passedOn': 'kept',
    'C2 responded': 'kept',
    'C9 dispatched': 'waived',
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
  expect(world.sms('wang-qiang').at).toBe(REPORT)
  expect((await world.act(id, { type: 'takeAtDesk' })).status).toBe(409)
})
