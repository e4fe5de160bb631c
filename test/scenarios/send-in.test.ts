import { expect, it } from 'vitest'
import { at } from '../support/play.ts'
import { CUSTOMERS, World } from '../support/world.ts'

const { data, campus } = CUSTOMERS
const REPORT = at('11-20 10:00')

it('[N16] sent in with verdict, handling and agreement on record; each that is missing is named', async () => {
  const world = await World.start(REPORT)
  const id = await world.report({ ...data, severity: 'ordinary' })
  await world.act(id, { type: 'respond' })
  const bare = await world.act(id, { type: 'sendIn', agreedBy: 'Zhang', how: 'phone' })
  expect([bare.status, bare.json.problems]).toEqual([
    400,
    ['verdict: N16 asks what is wrong with the hardware', 'handling: N16 asks what was agreed to do with it'],
  ])
  const agreed = { verdict: '电源板烧毁', handling: '返厂维修', agreedBy: '努尔兰', how: 'phone' } as const
  expect((await world.act(id, { type: 'sendIn', ...agreed })).status).toBe(200)
  const { stage, timeline } = await world.repair(id)
  expect(stage).toBe('repair')
  expect(timeline.find(({ type }: { type: string }) => type === 'sentIn')).toMatchObject(agreed)
  expect(await world.clocks(id)).toMatchObject({ 'N2 arrived': 'fallenAway' })
  world.messages()
})

it('[N16] otherwise the visit is approved and the parts are drawn before anyone goes', async () => {
  const world = await World.start(REPORT)
  const id = await world.report({ ...data, severity: 'ordinary' })
  const early = await world.act(id, { type: 'arrive' })
  expect([early.status, early.json.message]).toEqual([
    409,
    '"arrive" does not fit: the visit is to be approved first, with goOnSite and approvedBy',
  ])
  const bare = await world.act(id, { type: 'goOnSite' })
  expect([bare.status, bare.json.problems]).toEqual([400, ['approvedBy: N16 asks who approved the visit']])
  await world.act(id, { type: 'goOnSite', approvedBy: '刘芳', parts: ['FAN-2', 'PSU-1'] })
  const { timeline, allowed } = await world.repair(id)
  expect(timeline.find(({ type }: { type: string }) => type === 'visitDecided')).toMatchObject({
    approvedBy: '刘芳',
    parts: ['FAN-2', 'PSU-1'],
  })
  expect(allowed).toContain('arrive')
  expect((await world.act(id, { type: 'arrive' })).status).toBe(200)
  world.messages()
})

it('[C10] remote access only with the end user’s recorded consent, after the phone has failed', async () => {
  const world = await World.start(REPORT)
  const id = await world.report({ ...campus, severity: 'ordinary' })
  await world.act(id, { type: 'respond' })
  const solved = { type: 'solveRemotely', cause: '分辨率', done: '远程调整', how: 'remote' } as const
  const refused = await world.act(id, solved)
  expect([refused.status, refused.json.problems[0]]).toEqual([400, expect.stringMatching(/^how: C10 .*accessRemotely/)])
  await world.act(id, { type: 'accessRemotely', consentBy: '唐宇', phoneTried: '电话指导重启两次无效' })
  expect(await world.repair(id)).toMatchObject({ remoteAccess: { consentBy: '唐宇', at: REPORT } })
  expect((await world.act(id, solved)).status).toBe(200)
  const { timeline } = await world.repair(id)
  expect(timeline.find(({ type }: { type: string }) => type === 'remoteAccess').text).toContain('唐宇')
  world.messages()
})
