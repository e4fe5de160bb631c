import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

it('a row of the board says what is wrong, what is broken, what comes next and who has been asked', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report({ symptoms: '无法开机，指示灯不亮' })
  await world.report(CUSTOMERS.campus)
  const board = async (query = '') => (await world.api(`/api/repairs?${query}`)).json
  expect((await board('customer=lanting-police')).repairs).toMatchObject([
    {
      id,
      symptoms: '无法开机，指示灯不亮',
      next: { clause: 'R5', milestone: 'responded', dueAt: at('11-20 02:23') },
      paged: { answered: false },
    },
  ])
  expect((await board('broken=true')).repairs).toEqual([])

  await world.advance('PT30M')
  const { repairs } = await board('broken=true&severity=urgent')
  expect(repairs).toMatchObject([{ id, broken: { clause: 'R5', milestone: 'responded', since: at('11-20 02:23') } }])

  await world.act(id, { type: 'acknowledge' }, 'engineer/chen-wei')
  await world.act(id, { type: 'respond' }, 'engineer/chen-wei')
  expect((await board('engineer=chen-wei')).repairs).toMatchObject([
    // what is still owed comes before what came late
    { id, paged: { answered: true }, broken: { clause: 'R6', milestone: 'triaged', since: at('11-20 02:43') } },
  ])
  expect(await board('engineer=li-na')).toEqual({ repairs: [] })
  expect((await board('broken=perhaps')).problems[0]).toMatch(/^broken: /)
  world.messages()
})
