import { expect, it } from 'vitest'
import { type FormView, formsSchema } from '../../../shared/wire/forms.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

/** What a role does by the forms that a page of the console draws. */
const desk = (world: World, id: string, role: 'dispatcher' | 'manager') => {
  const forms = async (): Promise<readonly FormView[]> =>
    formsSchema.parse((await world.api(`/api/repairs/${id}/forms`, undefined, role)).json).forms
  const offer = async (action: string) => (await forms()).find(({ type }) => type === action)
  const send = (fields: Readonly<Record<string, string>>) => world.form(`/api/repairs/${id}/actions`, fields, role)
  return {
    offer,
    send,
    does: async (action: string, fields: Readonly<Record<string, string>> = {}) => {
      if (!(await offer(action))) expect.fail(`"${action}" is not offered`)
      return send({ action, ...fields })
    },
    choices: async (action: string, field: string) =>
      (await offer(action))?.fields.find(({ name }) => name === field)?.choices ?? [],
  }
}

it('a dispatcher assigns, and is offered nothing that is the manager’s', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const dispatcher = desk(world, id, 'dispatcher')
  expect(await dispatcher.choices('assign', 'person')).toContainEqual({ value: 'li-na', label: '李娜 · 一线' })
  expect((await dispatcher.does('assign', { person: 'li-na' })).status).toBe(200)
  expect(world.messages().some(({ to, text }) => to === '+8613800138102' && text.includes('转交'))).toBe(true)
  expect(await dispatcher.offer('waive')).toBeUndefined()
  const forged = await dispatcher.send({ action: 'waive', clock: 'R7/repaired/1', reason: 'x' })
  expect(forged.status).toBe(403)
  expect((await world.clocks(id))['R7 repaired']).toBe('open')
})

it('a manager waives one promise of a list, by name and with the reason', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  world.messages()
  const manager = desk(world, id, 'manager')
  expect(await manager.choices('waive', 'clock')).toContainEqual({
    value: 'R7/repaired/1',
    label: 'R7 · repair · 21 Nov 14:13',
  })
  const without = await manager.does('waive', { clock: 'R7/repaired/1' })
  expect(without.status).toBe(400)
  expect(without.json.problems).toEqual(['原因：没有填写'])
  await manager.does('waive', { clock: 'R7/repaired/1', reason: '客户停业整修' })
  const { clocks } = await world.repair(id)
  expect(clocks.find((clock: { clause: string }) => clock.clause === 'R7')).toMatchObject({
    state: 'waived',
    waivedBy: '经理',
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
  expect((await dispatcher.does('withdraw', { reason: '自己好了', agreedBy: '何平', how: 'phone' })).status).toBe(200)
  expect((await world.repair(id)).closed.how).toBe('withdrawn')
  await dispatcher.does('reopen', { reason: '又坏了' })

  for (const [action, fields] of [
    ['respond', {}],
    ['goOnSite', {}],
    ['arrive', {}],
    ['complete', { cause: '电池', done: '清洁触点', noParts: 'on' }],
  ] as const)
    expect((await dispatcher.does(action, fields)).status).toBe(200)
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
  expect(await dispatcher.offer('settleClaim')).toBeUndefined()
  const later = await dispatcher.does('agree', {
    clock: 'R7/repaired/1',
    until: '2026-11-23T18:00',
    reason: '等开门',
    agreedBy: '何平',
    how: 'phone',
  })
  expect(later.status).toBe(200)
  expect((await world.repair(id)).clocks.find((clock: { clause: string }) => clock.clause === 'R7')).toMatchObject({
    dueAt: at('11-23 18:00'),
    moves: [{ from: at('11-21 14:13') }],
  })
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
  const [joined] = await dispatcher.choices('split', 'call')
  expect((await dispatcher.does('split', { call: joined?.value ?? '' })).status).toBe(200)
  expect((await dispatcher.does('closeAsJunk', { reason: '骚扰电话' })).status).toBe(200)
  expect((await world.repair(id)).stage).toBe('closed')
  world.messages()
})
