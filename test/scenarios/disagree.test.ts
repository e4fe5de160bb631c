import { expect, it } from 'vitest'
import { at } from '../support/play.ts'
import { World } from '../support/world.ts'

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
