import { expect, it } from 'vitest'
import { at } from '../../../support/play.ts'
import { CUSTOMERS, MAILS, type World } from '../../../support/world.ts'
import { choose, going, PROMISED } from './going.ts'

// The customer has chosen 15:00, far within the promise, and waits at home. The promise is not touched by it, but the time does
// not pass in silence.

const PASSED = '约定的上门时间已过'
const story = (world: World) => world.story().filter((line) => /上门|登记|mail/.test(line))
const appointed = async () => {
  const visit = await going()
  await choose(visit.world, visit.link, at('11-20 15:00'))
  visit.world.messages()
  return visit
}
const clock = async (world: World, id: string) =>
  (await world.repair(id)).clocks.find((one: { id: string }) => one.id === 'R6/arrived/1')

it('[R6] whoever goes is reminded an hour before and asked at the time; a quarter of an hour later the manager and the customer hear', async () => {
  const { world, id, link, page } = await appointed()
  const story_ = async (until: string) => {
    await world.advanceTo(at(until))
    return story(world)
  }
  expect(await story_('11-20 13:59:59')).toEqual([])
  expect(await story_('11-20 14:00')).toEqual([expect.stringMatching(/^14:00 wang-qiang: 15:00 约定上门，请准时到 /)])
  expect(await story_('11-20 14:59:59')).toEqual([])
  expect((await world.fetch(link)).text).toContain('工程师将按约定在 11月20日 15:00 上门。')
  expect(await story_('11-20 15:00')).toEqual([expect.stringMatching(/^15:00 wang-qiang: 15:00 约定上门，到了请登记 /)])
  expect((await world.fetch(link)).text).toContain('抱歉，约定 11月20日 15:00 上门，还没有到场记录，我们正在催办。')
  expect(await story_('11-20 15:14:59')).toEqual([])
  expect(await story_('11-20 15:15')).toEqual([
    expect.stringMatching(/^15:15 liu-fang: 王强已接 15:00 约定上门，无到场记录 /),
    expect.stringContaining(`mail: ${PASSED}`),
  ])
  // Said once each; the promise runs as it did, and is kept by who comes within it.
  expect(await story_('11-20 16:00')).toEqual([])
  expect(await clock(world, id)).toMatchObject({ dueAt: PROMISED, state: 'open' })
  await world.tap(page, 'arrive')
  expect(await clock(world, id)).toMatchObject({ dueAt: PROMISED, state: 'kept' })
  world.messages()
})

it('[R6] there to the second at the time, or told of it by the engineer before: nobody is asked and the customer hears of no failure', async () => {
  const arrived = await appointed()
  await arrived.world.advanceTo(at('11-20 14:59:59'))
  await arrived.world.tap(arrived.page, 'arrive')
  arrived.world.messages()
  await arrived.world.advanceTo(at('11-20 17:00'))
  expect(story(arrived.world)).toEqual([])
  // The forgetful one is there, and says so when asked.
  const forgot = await appointed()
  await forgot.world.advanceTo(at('11-20 15:00'))
  await forgot.world.tap(forgot.page, 'arrive')
  forgot.world.messages()
  await forgot.world.advanceTo(at('11-20 17:00'))
  expect(story(forgot.world)).toEqual([])
  // The delayed one has told them a later time: that is what they wait for then.
  const late = await appointed()
  await late.world.advanceTo(at('11-20 14:30'))
  await late.world.act(late.id, { type: 'delay', reason: '路上堵车', newTime: at('11-20 15:30') })
  late.world.messages()
  await late.world.advanceTo(at('11-20 15:44:59'))
  expect(story(late.world).filter((line) => !line.includes('wang-qiang'))).toEqual([])
  await late.world.advanceTo(at('11-20 15:45'))
  expect(late.world.mail(PASSED).text).toContain('2026年11月20日（周五）15:30')
  late.world.messages()
})

it('[R6] the hasty choose four times in a minute: whoever goes reads the last of them, and is reminded of that alone', async () => {
  const { world, link } = await going()
  await world.advance('PT2M')
  for (const hour of ['09', '10', '11', '12']) await choose(world, link, at(`11-20 ${hour}:00`))
  await world.advance('PT2M')
  const told = world.messages().filter(({ kind, text }) => kind === 'sms' && text.includes('客户约'))
  expect(told.at(-1)?.text.match(/\d\d:00/g)).toEqual(['12:00'])
  expect(told.every(({ text }) => text.match(/客户约/g)?.length === 1)).toBe(true)
  await world.advanceTo(at('11-20 11:00'))
  expect(story(world)).toEqual([expect.stringMatching(/^11:00 wang-qiang: 12:00 约定上门，请准时到 /)])
})

it('[R6] the dishonest engineer moves no time that the customer agreed to without naming who of theirs said so, nor by years', async () => {
  const { world, id, link } = await appointed()
  const moved = { type: 'chooseVisit', visitAt: at('11-20 17:00') } as const
  const said = { agreedBy: '何平', how: 'phone' } as const
  const refused = await world.act(id, moved)
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('is agreed with the customer')])
  const years = await world.act(id, { ...moved, visitAt: at('11-20 17:00', 2029), ...said })
  expect([years.status, years.text]).toEqual([400, expect.stringContaining('within a year')])
  const same = await world.act(id, { ...moved, visitAt: at('11-20 15:00'), ...said })
  expect([same.status, same.text]).toEqual([400, expect.stringContaining('nothing to change')])
  expect(await world.repair(id)).toMatchObject({ visitAt: at('11-20 15:00') })
  // With a name it stands, the customer reads it and denies it: theirs stands again, and is reminded of.
  expect((await world.act(id, { ...moved, ...said })).status).toBe(200)
  expect(world.mail('上门时间已约定').text).toContain('17:00')
  await world.tap(link, 'disagree', { what: '没说过' })
  expect(await world.repair(id)).toMatchObject({ visitAt: at('11-20 15:00') })
  world.messages()
  await world.advanceTo(at('11-20 14:00'))
  expect(world.sms('wang-qiang', '15:00 约定上门').text).toContain(id)
  world.messages()
})

it('[R6] what was told over New Year names the year; a time agreed within the hour is not reminded of; a pause over it is waited for', async () => {
  const { world, id } = await going()
  const said = { agreedBy: '何平', how: 'phone' } as const
  await world.act(id, { type: 'chooseVisit', visitAt: at('01-04 10:00', 2027), ...said })
  await world.advance('PT2M')
  expect(world.sms('wang-qiang').text).toContain('客户约 2027年1月4日10:00 上门')
  world.messages()
  await world.advanceTo(at('11-20 09:00'))
  await world.act(id, { type: 'chooseVisit', visitAt: at('11-20 09:40'), ...said })
  world.messages()
  await world.advanceTo(at('11-20 09:39:59'))
  expect(story(world)).toEqual([])
  await world.act(id, { type: 'pause', reason: '停电', until: at('11-20 11:00'), ...said })
  world.messages()
  await world.advanceTo(at('11-20 11:30'))
  expect(story(world).filter((line) => /无到场记录|已过/.test(line))).toEqual([])
})

it('whoever knows the serial number alone reads nothing of the time, and is told nothing when it passes', async () => {
  const { world } = await appointed()
  await world.advanceTo(at('11-20 15:15'))
  expect((await world.fetch(`/r/${CUSTOMERS.police.serial}`)).text).not.toContain('15:00')
  expect(world.messages().flatMap(({ kind, to }) => (kind === 'email' ? [to] : []))).toEqual([MAILS.police])
})
