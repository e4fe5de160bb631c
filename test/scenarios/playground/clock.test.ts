import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const next = async (world: World, language = 'zh-CN') =>
  (await world.fetch('/local/clock/next', { headers: { 'accept-language': language } })).json.next
const moveTo = (world: World, to: string) =>
  world.fetch('/local/clock', { method: 'POST', body: JSON.stringify({ to }) })

it('says what comes next of all that is open, and goes just past it', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const due = await next(world)
  expect(due).toEqual({
    at: at('11-20 02:16'),
    to: at('11-20 02:16:01'),
    subject: `repair/${id}`,
    what: '王强 没接单，呼叫下一位',
    about: '城东所 · 记录仪0117',
  })
  world.sms('wang-qiang')
  world.mail(id)
  expect((await moveTo(world, due.to)).json).toEqual({ now: at('11-20 02:16:01') })
  // It has climbed.
  world.sms('zhou-jie')

  // Half of the ten minutes: a warning, and then the limit itself.
  expect(await next(world, 'en')).toMatchObject({ at: at('11-20 02:18'), what: 'R5 response is to be warned of' })
  await world.advanceTo(at('11-20 02:22'))
  expect(await next(world)).toMatchObject({ at: at('11-20 02:23'), what: 'R5 响应 到期' })
  await moveTo(world, at('11-20 02:23:01'))
  expect(await world.clocks(id)).toMatchObject({ 'R5 responded': 'broken' })
  world.messages()
})

it('a contract’s papers are next where no repair is open', async () => {
  const world = await World.start(at('11-20 02:13'), { papers: 'missing' })
  const due = await next(world)
  expect(due.subject).toMatch(/^contract\//)
  expect(due).toMatchObject({ about: expect.stringMatching(/^合同 /), what: '资料到期或追问' })
  await moveTo(world, due.to)
  expect((await next(world)).at > due.at).toBe(true)
  world.messages()
})

it.each([
  ['yesterday', at('11-19 02:13'), '时间只能往前拨'],
  ['in three years', at('11-19 02:13', 2029), '800 天'],
])('time does not go to %s', async (_, to, words) => {
  const world = await World.start(at('11-20 02:13'))
  const answer = await world.fetch('/local/clock', {
    method: 'POST',
    headers: { 'accept-language': 'zh-CN' },
    body: JSON.stringify({ to }),
  })
  expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(words)])
  expect(world.now).toBe(at('11-20 02:13'))
})
