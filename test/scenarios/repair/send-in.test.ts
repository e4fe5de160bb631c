import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { withVersion2 } from '../../support/version-two.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const { data, campus } = CUSTOMERS
const MANAGER = 'liu-fang'
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

const ask = async (severity: string) => {
  const world = await withVersion2('N', REPORT)
  const id = await world.report({ ...data, severity })
  const page = world.sms('ma-jun')
  await world.tap(page.link, 'respond')
  world.messages()
  return { world, id, page }
}
const decided = async (world: World, id: string) =>
  (await world.repair(id)).timeline.filter(({ type }: { type: string }) => type.startsWith('visit'))

it('[N16] otherwise the manager approves the visit by one tap, and the parts are drawn', async () => {
  const { world, id, page } = await ask('ordinary')
  const early = await world.act(id, { type: 'arrive' })
  expect([early.status, early.json.message]).toEqual([
    409,
    '"arrive" does not fit: the visit is to be approved first: ask for it with goOnSite',
  ])
  await world.tap(page.link, 'goOnSite', { parts: 'FAN-2\nPSU-1' })
  const asked = world.sms(MANAGER, '申请上门')
  expect(asked.text).toContain('08:05')
  expect((await world.repair(id)).allowed).not.toContain('arrive')
  const own = await world.tap(page.link, 'approveVisit')
  expect(own.status).toBe(409)
  await world.advance('PT3M')
  expect((await world.tap(asked.link, 'approveVisit')).status).toBe(303)
  world.sms('ma-jun', '上门已批准')
  expect(await decided(world, id)).toMatchObject([
    { type: 'visitAsked', parts: ['FAN-2', 'PSU-1'] },
    { type: 'visitApproved', approver: '刘芳' },
    { type: 'visitDecided', approvedBy: '刘芳', parts: ['FAN-2', 'PSU-1'] },
  ])
  await world.tap(page.link, 'depart')
  expect((await world.tap(page.link, 'arrive')).status).toBe(303)
  world.messages()
})

it('[N16] when nobody answers in 5 minutes the engineer goes, and the approval follows, marked afterwards', async () => {
  const { world, id, page } = await ask('ordinary')
  await world.tap(page.link, 'goOnSite')
  const asked = world.sms(MANAGER, '申请上门')
  await world.advance('PT4M59S')
  expect((await world.repair(id)).allowed).not.toContain('depart')
  await world.advance('PT1S')
  world.sms('ma-jun', '未及批复，可先上门')
  await world.tap(page.link, 'depart')
  await world.tap(asked.link, 'approveVisit')
  expect(await decided(world, id)).toMatchObject([
    { type: 'visitAsked' },
    { type: 'visitDecided', unapproved: 'unanswered' },
    { type: 'visitApproved', afterwards: true, text: 'Visit approved afterwards by 刘芳' },
  ])
  world.messages()
})

it('[N16] an approval that is to follow is asked for every morning, also after the repair has closed, until it is given', async () => {
  const { world, id, page } = await ask('major')
  await world.tap(page.link, 'goOnSite')
  const asked = world.sms(MANAGER, '申请上门')
  await world.tap(page.link, 'arrive')
  await world.tap(page.link, 'complete', { cause: '电源板', done: '重新焊接', problem: '断电' })
  await world.act(id, { type: 'confirm', onBehalf: '努尔兰' })
  expect(await world.repair(id)).toMatchObject({ stage: 'closed' })
  world.messages()
  // 09:00 where the unit stands, with a minute for whatever else is asked then.
  for (const day of ['11-20', '11-21', '11-22']) {
    await world.advanceTo(at(`${day} 11:00:59`))
    expect(world.messages()).toEqual([])
    await world.advanceTo(at(`${day} 11:01`))
    world.sms(MANAGER, '请补批上门')
  }
  expect((await world.fetch(asked.link)).text).toContain('请补批')
  expect((await world.tap(asked.link, 'approveVisit')).status).toBe(303)
  expect((await decided(world, id)).at(-1)).toMatchObject({ type: 'visitApproved', afterwards: true })
  await world.advance('P5D')
  expect(world.messages()).toEqual([])
})

it('[N16] a major fault does not wait; a refused visit is not made, with the reason', async () => {
  const major = await ask('major')
  await major.world.tap(major.page.link, 'goOnSite')
  expect(await decided(major.world, major.id)).toMatchObject([
    { type: 'visitAsked' },
    { type: 'visitDecided', unapproved: 'strictest' },
  ])
  // That somebody has left is theirs to say.
  expect(await major.world.clocks(major.id)).toMatchObject({ 'N26 dispatched': 'open' })
  await major.world.tap(major.page.link, 'depart')
  expect(await major.world.clocks(major.id)).toMatchObject({ 'N26 dispatched': 'kept' })
  major.world.messages()
  const { world, id, page } = await ask('ordinary')
  await world.tap(page.link, 'goOnSite')
  await world.tap(world.sms(MANAGER, '申请上门').link, 'declineVisit', { reason: '先远程' })
  world.sms('ma-jun', '上门未批准')
  expect((await world.repair(id)).allowed).toContain('goOnSite')
  expect(await world.clocks(id)).toMatchObject({ 'N26 dispatched': 'open' })
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
