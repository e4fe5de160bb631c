import { expect, it } from 'vitest'
import { MOST_COMPLAINTS } from '../../../shared/repair/features/voice/rules.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, takenAtNight, type World } from '../../support/world.ts'

// What the customer says in their own words: a word reaches whoever has the repair, a complaint the manager, and neither moves a promise.

const rowOf = async (world: World, id: string) =>
  (await world.api('/api/repairs')).json.repairs.find((row: { id: string }) => row.id === id)
const types = async (world: World, id: string): Promise<string[]> =>
  (await world.repair(id)).timeline.map(({ type }: { type: string }) => type)

it('a word is on the timeline, a mark on the board, and one message however many follow', async () => {
  const { world, id, engineer, customer } = await takenAtNight()
  const before = (await world.repair(id)).clocks
  expect((await world.tap(customer, 'say', { text: '门口要登记，请带证件' })).status).toBe(303)
  await world.tap(customer, 'say', { text: '电梯在修' })
  await world.tap(customer, 'say', { text: '走东门' })
  expect(await rowOf(world, id)).toMatchObject({ unread: 3 })
  expect((await world.fetch(engineer)).text).toMatch(/客户新留言、照片 3 条[\s\S]*走东门/)
  expect((await world.fetch(customer)).text).toContain('已收到，工程师会看到')
  // It waits for its turn, as reminders do: nobody is woken for it.
  expect(world.messages()).toEqual([])
  await world.advance('PT5M')
  expect(world.sms('wang-qiang', '客户留言').text).toContain(id)
  expect(world.messages().filter(({ text }) => text.includes('客户留言'))).toEqual([])
  expect((await world.repair(id)).clocks).toMatchObject(
    before.map(({ id, dueAt }: { id: string; dueAt: string }) => ({ id, dueAt })),
  )
  // Whoever acts has seen it.
  await world.tap(engineer, 'respond')
  expect(await rowOf(world, id)).not.toHaveProperty('unread')
  world.messages()
})

it('a complaint reaches the manager at once, who is asked until there is an answer, and the customer reads it', async () => {
  const { world, id, engineer, customer } = await takenAtNight()
  expect((await world.tap(customer, 'complain', { what: '等了两天没人来' })).status).toBe(303)
  const told = world.sms('liu-fang', '客户投诉，请答复')
  expect(told.at).toBe(world.now)
  expect(await rowOf(world, id)).toMatchObject({ complaint: true })
  const page = (await world.fetch(customer)).text
  expect(page).toMatch(/等了两天没人来[\s\S]*已通知服务经理 刘芳，等待答复/)
  // Whoever has the repair reads it, and cannot answer it away.
  expect((await world.fetch(engineer)).text).not.toContain('value="answerComplaint"')
  expect((await world.tap(engineer, 'answerComplaint', { answer: '已处理' })).status).toBe(409)
  world.messages()
  await world.advanceTo(at('11-21 12:00'))
  world.sms('liu-fang', '客户投诉')
  expect((await world.fetch(told.link)).text).toContain('客户投诉：请答复')
  expect((await world.tap(told.link, 'answerComplaint', { answer: '今天十点前到，我来盯' })).status).toBe(303)
  expect(world.mail('答复您的投诉').text).toContain('今天十点前到，我来盯')
  expect((await world.fetch(customer)).text).toContain('今天十点前到，我来盯')
  expect(await rowOf(world, id)).not.toHaveProperty('complaint')
  world.messages()
})

it('also of a repair that has closed, for a week; and no one more often than anybody complains', async () => {
  const { world, id, customer } = await takenAtNight()
  for (const action of [
    { type: 'respond' },
    { type: 'solveRemotely', cause: '设置', done: '恢复设置' },
    { type: 'confirm', onBehalf: '何平', how: 'phone' },
  ] as const)
    expect((await world.act(id, action)).status).toBe(200)
  world.messages()
  for (let nth = 0; nth < MOST_COMPLAINTS; nth++)
    expect((await world.tap(customer, 'complain', { what: `第 ${nth} 次` })).status).toBe(303)
  await world.advance('PT2M')
  expect(world.messages().some(({ text }) => text.includes('客户投诉'))).toBe(true)
  const refused = await world.tap(customer, 'complain', { what: '再一次' })
  expect(refused.status).toBe(400)
  expect(refused.text).toContain('请直接打电话')
  await world.act(id, { type: 'answerComplaint', answer: '已致电道歉' }, 'manager')
  await world.advance('P8D')
  expect((await world.tap(customer, 'complain', { what: '还是不满' })).status).toBe(409)
  world.messages()
})

it('one of ours records a complaint with whose word it is, and never who has the repair', async () => {
  const { world, id, engineer } = await takenAtNight()
  expect((await world.act(id, { type: 'complain', what: '态度不好' })).status).toBe(400)
  expect((await world.tap(engineer, 'complain', { what: '态度不好' })).status).toBe(409)
  expect((await world.act(id, { type: 'complain', what: '态度不好', onBehalf: '何平' })).status).toBe(200)
  world.sms('liu-fang', '客户投诉')
  expect((await world.act(id, { type: 'say', text: '不是客户' })).status).toBe(409)
  world.messages()
})

it('by the code on the unit whoever stands there complains as a stranger, twice at most, and reads nothing', async () => {
  const { world, id } = await takenAtNight()
  const scan = async (symptoms: string) => {
    const path = `/r/${CUSTOMERS.police.serial}`
    const form = /name="id" value="(\w+)"/.exec((await world.fetch(path)).text)?.[1] ?? ''
    const body = new URLSearchParams({ id: form, symptoms, phone: '13912345678', complaint: 'on' }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return world.fetch(path, { method: 'POST', headers, body })
  }
  const { text } = await scan('没人来')
  expect(text).toContain('您的不满已转告服务经理')
  expect(text).not.toMatch(/刘芳|王强|\d{6}-\d{4}/)
  world.sms('liu-fang', '客户投诉')
  await scan('还是没人来')
  await scan('第三次')
  expect((await types(world, id)).filter((type) => type === 'complained')).toHaveLength(2)
  expect((await types(world, id)).filter((type) => type === 'callJoined')).toHaveLength(3)
  world.messages()
})
