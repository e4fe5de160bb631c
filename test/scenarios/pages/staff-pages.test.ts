import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { type Answer, World } from '../../support/world.ts'

/** The form of a page for an action, as its hidden fields; undefined where the page does not offer it. */
const formOf = ({ text }: Answer, action: string): Record<string, string> | undefined => {
  const id = new RegExp(`name="action" value="${action}"><input type="hidden" name="id" value="([^"]*)"`).exec(text)
  return id?.[1] ? { action, id: id[1] } : undefined
}

/** One repair's page as a role, and the forms on it. */
const desk = (world: World, id: string, role: 'dispatcher' | 'manager') => {
  const path = `/local/repairs/${id}/${role}`
  const open = () => world.fetch(`${path}?lang=zh-CN`)
  return {
    open,
    offers: async (action: string) => formOf(await open(), action) !== undefined,
    does: async (action: string, fields: Readonly<Record<string, string>> = {}) => {
      const form = formOf(await open(), action) ?? expect.fail(`the page does not offer "${action}"`)
      return world.tap(`${path}?lang=zh-CN`, action, { ...form, ...fields })
    },
  }
}

it('the board leads to every repair, and its page says how it stands', async () => {
  const world = await World.start(at('11-20 02:13'))
  expect((await world.fetch('/local/repairs')).text).toContain('现在没有未关闭的报修')
  const id = await world.report({ symptoms: '充不进电' })
  await world.advance('PT12M')
  const board = (await world.fetch('/local/repairs')).text
  for (const words of [`href="/local/repairs/${id}?lang=zh-CN"`, '充不进电', '无人接单', '✗ 响应 R5', '响应 R6'])
    expect(board).toContain(words)
  const { text } = await desk(world, id, 'dispatcher').open()
  for (const words of ['兰亭县公安局城东派出所', '充不进电', '以“客服”的名义记录', '正在呼叫'])
    expect(text).toContain(words)
  expect((await world.fetch(`/local/repairs/${id}?lang=en`)).text).toContain('Recorded as Dispatcher')
  expect((await world.fetch('/local/repairs/000000-0000')).status).toBe(404)
  expect((await world.fetch(`/local/repairs/${id}/viewer`)).status).toBe(404)
  world.messages()
})

it('a dispatcher assigns, and is offered nothing that is the manager’s', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const dispatcher = desk(world, id, 'dispatcher')
  expect((await dispatcher.open()).text).toMatch(/<option value="li-na">李娜 · 一线<\/option>/)
  expect(await dispatcher.does('assign', { person: 'li-na' })).toMatchObject({
    status: 303,
    location: `/local/repairs/${id}/dispatcher?lang=zh-CN`,
  })
  expect(world.messages().some(({ to, text }) => to === '+8613800138102' && text.includes('转交'))).toBe(true)
  expect(await dispatcher.offers('waive')).toBe(false)
  const forged = await world.tap(`/local/repairs/${id}/dispatcher`, 'waive', { clock: 'R7/repaired/1', reason: 'x' })
  expect(forged.status).toBe(403)
  expect((await world.clocks(id))['R7 repaired']).toBe('open')
})

it('a manager waives one promise of a list, by name and with the reason', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  world.messages()
  const manager = desk(world, id, 'manager')
  expect((await manager.open()).text).toContain('<option value="R7/repaired/1">R7 · 修复 · 11月21日 14:13</option>')
  const without = await manager.does('waive', { clock: 'R7/repaired/1' })
  expect(without.status).toBe(400)
  expect(without.text).toContain('原因：没有填写')
  expect(without.text).toContain('<option value="R7/repaired/1" selected>')
  await manager.does('waive', { clock: 'R7/repaired/1', reason: '客户停业整修' })
  const { clocks } = await world.repair(id)
  expect(clocks.find((clock: { clause: string }) => clock.clause === 'R7')).toMatchObject({
    state: 'waived',
    waivedBy: '刘芳',
    waivedBecause: '客户停业整修',
  })
  world.messages()
})

it('the customer’s word on the telephone: withdrawing and confirming say whose it was', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const dispatcher = desk(world, id, 'dispatcher')
  const alone = await dispatcher.does('withdraw', { reason: '自己好了' })
  expect(alone.status).toBe(400)
  expect((await dispatcher.does('withdraw', { reason: '自己好了', agreedBy: '何平', how: 'phone' })).status).toBe(303)
  expect((await world.repair(id)).closed.how).toBe('withdrawn')
  await dispatcher.does('reopen', { reason: '又坏了' })

  for (const [action, fields] of [
    ['respond', {}],
    ['goOnSite', {}],
    ['arrive', {}],
    ['complete', { cause: '电池', done: '清洁触点', noParts: 'on' }],
  ] as const)
    expect((await dispatcher.does(action, fields)).status).toBe(303)
  expect((await dispatcher.does('confirm')).status).toBe(400)
  await dispatcher.does('confirm', { onBehalf: '何平', how: 'phone', rating: '4' })
  const { closed, rating, timeline } = await world.repair(id)
  expect({ how: closed.how, rating }).toEqual({ how: 'confirmed', rating: 4 })
  expect(timeline).toContainEqual(expect.objectContaining({ type: 'confirmed', onBehalf: '何平', how: 'phone' }))
  world.messages()
})

it('[R8] a loss is settled by the manager; a later date shows the first one beside it', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  await world.advance('PT12M')
  const [dispatcher, manager] = [desk(world, id, 'dispatcher'), desk(world, id, 'manager')]
  await dispatcher.does('respond')
  expect(await dispatcher.offers('settleClaim')).toBe(false)
  const later = await dispatcher.does('agree', {
    clock: 'R7/repaired/1',
    until: '2026-11-23T18:00',
    reason: '等开门',
    agreedBy: '何平',
    how: 'phone',
  })
  expect(later.status).toBe(303)
  expect((await dispatcher.open()).text).toContain('11月23日 18:00 · 约定前为 11月21日 14:13')
  await manager.does('settleClaim', { claim: '1', outcome: 'paid', amountFen: '88.50', reason: '协商一致' })
  expect((await world.repair(id)).claims[0].settled).toMatchObject({ outcome: 'paid', amountFen: 8850 })
  world.messages()
})

it('junk is closed in one tap, and two calls that joined are split beside their words', async () => {
  const world = await World.start(at('11-20 02:13'))
  const call = { caller: '+8613900139000', serial: undefined, severity: undefined }
  const id = await world.report({ ...call, symptoms: '喂？' })
  await world.report({ ...call, symptoms: '大屏不亮' })
  const dispatcher = desk(world, id, 'dispatcher')
  const split = /name="action" value="split">.*?name="call" value="([^"]+)"/s.exec((await dispatcher.open()).text)
  expect((await dispatcher.does('split', { call: split?.[1] ?? '' })).status).toBe(303)
  expect((await dispatcher.does('closeAsJunk', { reason: '骚扰电话' })).status).toBe(303)
  expect((await world.repair(id)).stage).toBe('closed')
  world.messages()
})
