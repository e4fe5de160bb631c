import { expect, it } from 'vitest'
import { durationMs, later } from '../../../shared/kernel/instant.ts'
import { at } from '../../support/play.ts'
import { withVersion2 } from '../../support/version-two.ts'
import { CUSTOMERS, MAILS, World } from '../../support/world.ts'

// The customer says that they never agreed, by their own link: however late, the promises are judged as if nobody had.

const REPORT = at('11-20 02:13')

const clock = async (world: World, id: string, name: string) =>
  (await world.repair(id)).clocks.find((one: { id: string }) => one.id === name)

const claims = async (world: World, id: string): Promise<string[]> =>
  (await world.repair(id)).claims?.map(({ clock: of }: { clock: string }) => of) ?? []

/** A repair of a recorder that someone has answered, and the customer's own link. */
const answered = async () => {
  const world = await World.start(REPORT)
  const id = await world.report()
  const { link } = world.mail('报修已受理')
  await world.act(id, { type: 'respond' })
  world.messages()
  return { world, id, link }
}

it('[R6] [R8] a date nobody agreed to keeps no promise: judged when it was due, with its length and its claim', async () => {
  const { world, id, link } = await answered()
  for (const name of ['R6/triaged/1', 'R6/arrived/1'])
    await world.act(id, {
      type: 'agree',
      clock: name,
      until: at('11-30 02:13'),
      reason: '客户要求',
      agreedBy: '何平',
      how: 'phone',
    })
  await world.advanceTo(at('11-21 08:13'))
  await world.act(id, { type: 'goOnSite' })
  await world.act(id, { type: 'arrive' })
  expect(await clock(world, id, 'R6/arrived/1')).toMatchObject({ state: 'kept', dueAt: at('11-30 02:13') })
  await world.tap(link, 'disagree', { what: '没人问过' })
  expect(await clock(world, id, 'R6/triaged/1')).toMatchObject({ state: 'kept' })
  await world.tap(link, 'disagree', { what: '没人问过' })
  for (const [name, due, lateBy] of [
    ['R6/triaged/1', at('11-20 02:43'), 'PT29H30M'],
    ['R6/arrived/1', at('11-21 02:13'), 'PT6H'],
  ] as const)
    expect(await clock(world, id, name)).toMatchObject({
      state: 'broken',
      dueAt: due,
      endedAt: at('11-21 08:13'),
      lateBy,
    })
  expect(await claims(world, id)).toEqual(expect.arrayContaining(['R6/triaged/1', 'R6/arrived/1']))
  const page = (await world.fetch(link)).text
  expect(page).not.toContain('没有同意过')
  world.messages()
})

it('[R7] nor does a visit at a time nobody asked for, though everything was done by then', async () => {
  const { world, id, link } = await answered()
  await world.act(id, { type: 'goOnSite', visitAt: at('11-25 10:00'), agreedBy: '何平', how: 'phone' })
  await world.advanceTo(at('11-21 18:13'))
  await world.act(id, { type: 'arrive' })
  await world.act(id, { type: 'complete', cause: '设置', done: '恢复', noParts: true })
  expect(await world.clocks(id)).toMatchObject({ 'R6 arrived': 'kept', 'R7 repaired': 'kept' })
  await world.tap(link, 'disagree', { what: '没人问过' })
  expect(await clock(world, id, 'R6/arrived/1')).toMatchObject({ state: 'broken', lateBy: 'PT16H' })
  expect(await clock(world, id, 'R7/repaired/1')).toMatchObject({ state: 'broken', lateBy: 'PT4H' })
  // The decision itself was made in time.
  expect(await clock(world, id, 'R6/triaged/1')).toMatchObject({ state: 'kept' })
  expect(await claims(world, id)).toEqual(expect.arrayContaining(['R6/arrived/1', 'R7/repaired/1']))
  world.messages()
})

it('[R6] a pause that is over may still be disputed, and no promise waits for it any more', async () => {
  const { world, id, link } = await answered()
  await world.act(id, { type: 'pause', reason: '等客户', until: at('11-20 22:13'), agreedBy: '徐磊', how: 'phone' })
  await world.advanceTo(at('11-20 23:13'))
  expect(await clock(world, id, 'R6/arrived/1')).toMatchObject({ dueAt: at('11-21 22:13') })
  expect((await world.fetch(link)).text).toContain('没有同意过')
  expect((await world.tap(link, 'disagree', { what: '没人问过' })).status).toBe(303)
  expect(await clock(world, id, 'R6/arrived/1')).toMatchObject({ dueAt: at('11-21 02:13'), state: 'open' })
  expect(await clock(world, id, 'R7/repaired/1')).toMatchObject({ dueAt: at('11-21 14:13'), state: 'open' })
  await world.advanceTo(at('11-21 02:13'))
  expect(await world.clocks(id)).toMatchObject({ 'R6 arrived': 'broken' })
  world.messages()
})

it('[R6] [R7] also for a week after the repair has closed, by the page that is left; not a second longer', async () => {
  for (const [after, status] of [
    ['P7D', 303],
    ['P7DT1S', 400],
  ] as const) {
    const { world, id, link } = await answered()
    await world.act(id, { type: 'pause', reason: '等客户', until: at('11-21 02:13'), agreedBy: '徐磊', how: 'phone' })
    await world.advanceTo(at('11-21 20:13'))
    await world.act(id, { type: 'goOnSite' })
    await world.act(id, { type: 'arrive' })
    await world.act(id, { type: 'complete', cause: '设置', done: '恢复', noParts: true })
    await world.tap(link, 'confirm')
    expect(await world.clocks(id)).toMatchObject({ 'R6 arrived': 'kept', 'R7 repaired': 'kept' })
    await world.advance(after)
    world.messages()
    expect((await world.fetch(link)).text.includes('没有同意过')).toBe(status === 303)
    expect((await world.tap(link, 'disagree', { what: '没人问过' })).status).toBe(status)
    expect(await world.clocks(id)).toMatchObject(
      status === 303
        ? { 'R6 arrived': 'broken PT18H', 'R7 repaired': 'broken PT6H' }
        : { 'R6 arrived': 'kept', 'R7 repaired': 'kept' },
    )
    if (status === 303) world.sms('liu-fang', '客户未同意')
    world.messages()
  }
})

const SENT_IN = { type: 'sendIn', verdict: '主板损坏', handling: '返厂', agreedBy: '何平', how: 'phone' } as const

it('[C3] [C9] a unit that was never to be sent in: they are told, and what fell away is due again from the report on', async () => {
  const world = await World.start(REPORT)
  const id = await world.report(CUSTOMERS.campus)
  const { link } = world.mail('报修已受理', MAILS.campus)
  await world.act(id, { type: 'respond' })
  const before = await world.clocks(id)
  const due = (await clock(world, id, 'C3/arrived/1')).dueAt
  world.messages()
  await world.act(id, SENT_IN)
  const told = world.mail('与您约定的变更', MAILS.campus)
  for (const words of ['设备送修', '返厂', '何平', '电话']) expect(told.text).toContain(words)
  expect(await world.clocks(id)).toMatchObject({ 'C3 arrived': 'fallenAway' })
  expect((await world.fetch(link)).text).toContain('设备送修')
  expect((await world.tap(link, 'disagree', { what: '我们要求上门' })).status).toBe(303)
  expect(await world.clocks(id)).toEqual(before)
  expect(await clock(world, id, 'C3/arrived/1')).toMatchObject({ state: 'open', dueAt: due })
  expect((await world.repair(id)).stage).toBe('remoteFix')
  world.sms('liu-fang', '客户未同意')
  await world.advanceTo(due)
  expect(await world.clocks(id)).toMatchObject({ 'C3 arrived': 'broken' })
  world.messages()
})

it('[H14] nor has its repair a week: two days are what was promised, also where it came to light at the end', async () => {
  for (const isRepaired of [false, true]) {
    const world = await World.start(REPORT)
    const id = await world.report(CUSTOMERS.hospital)
    const { link } = world.mail('报修已受理', MAILS.hospital)
    await world.act(id, { type: 'respond' })
    const { dueAt: due } = await clock(world, id, 'H14/repaired/1')
    await world.act(id, SENT_IN)
    const { dueAt: sentIn } = await clock(world, id, 'H14/repaired/1')
    expect(sentIn > due).toBe(true)
    if (isRepaired) {
      await world.advanceTo(later(due, durationMs('PT1H')))
      await world.act(id, { type: 'complete', cause: '主板', done: '更换', noParts: true })
      expect(await world.clocks(id)).toMatchObject({ 'H14 repaired': 'kept' })
    }
    world.messages()
    await world.tap(link, 'disagree', { what: '没说过要寄' })
    expect(await clock(world, id, 'H14/repaired/1')).toMatchObject({
      state: isRepaired ? 'broken' : 'open',
      dueAt: due,
      ...(isRepaired && { lateBy: 'PT1H' }),
    })
    // Sent in with their yes after all, it is.
    await world.act(id, SENT_IN)
    if (!isRepaired) expect(await clock(world, id, 'H14/repaired/1')).toMatchObject({ state: 'open', dueAt: sentIn })
    world.messages()
  }
})

it('[N26] [N3] an alternative that nobody accepted keeps nothing: they are told, and the repair is due as before', async () => {
  const world = await withVersion2('N', REPORT)
  const id = await world.report({ ...CUSTOMERS.data, severity: 'ordinary' })
  const { link } = world.mail('报修已受理', MAILS.data)
  await world.act(id, { type: 'respond' })
  const before = await world.clocks(id)
  world.messages()
  await world.act(id, { type: 'acceptAlternative', what: '启用备用线路', agreedBy: '努尔兰', how: 'phone' })
  const told = world.mail('与您约定的变更', MAILS.data)
  for (const words of ['采用替代方案', '启用备用线路', '努尔兰']) expect(told.text).toContain(words)
  await world.advance('PT10M')
  expect((await world.tap(link, 'disagree', { what: '没有接受' })).status).toBe(303)
  expect(await world.clocks(id)).toEqual(before)
  expect((await world.repair(id)).allowed).toContain('acceptAlternative')
  world.messages()
})

it('[N6] a severity that nobody agreed to lower is the one reported again, with what it promises from the report on', async () => {
  const world = await World.start(REPORT)
  const id = await world.report({ ...CUSTOMERS.data, severity: 'major' })
  const { link } = world.mail('报修已受理', MAILS.data)
  await world.act(id, { type: 'respond' })
  const before = await world.clocks(id)
  const { clocks } = await world.repair(id)
  world.messages()
  const lower = {
    type: 'changeSeverity',
    severity: 'ordinary',
    reason: '影响不大',
    agreedBy: '努尔兰',
    how: 'phone',
  } as const
  await world.act(id, lower)
  expect(await world.clocks(id)).not.toEqual(before)
  world.mail('与您约定的变更', MAILS.data)
  await world.advance('PT10M')
  expect((await world.fetch(link)).text).toContain('故障级别调整')
  expect((await world.tap(link, 'disagree', { what: '全院停诊' })).status).toBe(303)
  world.sms('liu-fang', '客户未同意')
  const after = await world.repair(id)
  expect(after.severity).toBe('major')
  for (const { id: name, dueAt, state } of clocks) expect(await clock(world, id, name)).toMatchObject({ dueAt, state })
  expect(Object.keys(before).some((name) => name.startsWith('N6'))).toBe(true)
  world.messages()
})

it('[H14] a tap that sent it in, taken back within five minutes, leaves the two days as well', async () => {
  const world = await World.start(REPORT)
  const id = await world.report(CUSTOMERS.hospital)
  await world.act(id, { type: 'respond' })
  const { dueAt: due } = await clock(world, id, 'H14/repaired/1')
  await world.act(id, SENT_IN)
  await world.advance('PT1M')
  expect((await world.act(id, { type: 'takeBack' })).status).toBe(200)
  expect(await clock(world, id, 'H14/repaired/1')).toMatchObject({ state: 'open', dueAt: due })
  world.messages()
})
