import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const telephone = async (world: World, said: object) =>
  (await world.fetch('/local/telephone', { method: 'POST', body: JSON.stringify(said) })).json

it('a contact dials, hears the menu, presses a key, says what is wrong: a repair, by the real webhook', async () => {
  const world = await World.start(at('11-20 02:13'))
  const { callers } = (await world.fetch('/local/telephone')).json
  expect(callers[0]).toEqual({ phone: '+8613800138001', name: '何平', customer: '兰亭县公安局' })
  const { call, ...menu } = await telephone(world, { from: '+8613800138001' })
  expect(menu).toMatchObject({ expects: 'key' })
  expect(menu.says.map(({ zh }: { zh: string }) => zh).join()).toMatch(/紧急.*严重.*技术求助/)
  // No such choice: it is asked again.
  expect(await telephone(world, { call, digits: '9' })).toMatchObject({ expects: 'key' })
  const asked = await telephone(world, { call, digits: '2' })
  expect(asked).toMatchObject({ expects: 'speech' })
  // It is night: the engineer's phone rings for them.
  const rings = await telephone(world, { call, speech: '记录仪不亮 <了> & "关机"' })
  expect(rings).toMatchObject({ expects: 'answer', rings: '+8613800138103' })
  expect(await telephone(world, { call, phone: 'answered' })).toMatchObject({ expects: 'talk', repair: rings.repair })
  expect(await world.repair(rings.repair)).toMatchObject({ assignee: { id: 'wang-qiang' } })
  await world.advance('PT1M')
  const over = await telephone(world, { call, phone: 'over' })
  expect(over).toMatchObject({ expects: 'over', repair: expect.stringMatching(/^261120-/) })
  expect(await world.repair(over.repair)).toMatchObject({ severity: 'serious', symptoms: '记录仪不亮 <了> & "关机"' })
  expect(await telephone(world, { call, digits: '1' })).toMatchObject({ error: 'notFound' })
  world.messages()
})

it('somebody unknown hangs up half-way, or leaves a recording: each has a repair', async () => {
  const world = await World.start(at('11-20 02:13'))
  const first = await telephone(world, { from: '+8613900000001' })
  await world.advance('PT1M')
  const hungUp = await telephone(world, { call: first.call, hangUp: true })
  expect(hungUp).toMatchObject({ expects: 'over', repair: expect.any(String) })
  expect(await world.repair(hungUp.repair)).toMatchObject({ reportedAt: at('11-20 02:13'), needsIdentification: true })

  const second = await telephone(world, { from: '+8613900000002' })
  await telephone(world, { call: second.call, digits: '1' })
  // Silence where speech was asked for, and nobody picks up: a recording is.
  let heard = await telephone(world, { call: second.call, speech: '' })
  while (heard.expects === 'answer') heard = await telephone(world, { call: second.call, phone: 'over' })
  expect(heard).toMatchObject({ expects: 'recording' })
  const over = await telephone(world, { call: second.call, recorded: true })
  expect(over).toMatchObject({ expects: 'over', repair: expect.any(String) })
  expect(JSON.stringify((await world.repair(over.repair)).timeline)).toContain('请听来电录音')
  world.messages()
})

it('phones and mailboxes: who was sent what, and why, in words; only what is new when asked', async () => {
  const world = await World.start(at('11-20 02:13'))
  await world.report()
  const phones = async (query = '') =>
    (await world.fetch(`/local/phones${query}`, { headers: { 'accept-language': 'zh-CN' } })).json
  const { owners, messages } = await phones()
  expect(owners).toContainEqual({ to: '+8613800138103', name: '王强', of: '承诺设备服务有限公司' })
  expect(owners).toContainEqual({ to: 'he.ping@lanting-police.example.com', name: '何平', of: '兰亭县公安局' })
  const reasons: string[] = messages.map(({ reason }: { reason: string }) => reason)
  expect(reasons).toContain('呼叫接单')
  expect(reasons.filter((reason) => !/\p{Script=Han}/u.test(reason))).toEqual([])
  expect(await phones(`?after=${messages[0].id}`)).toEqual({ owners: [], messages: [] })
  world.messages()
})
