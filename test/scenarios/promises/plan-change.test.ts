import { expect, it } from 'vitest'
import type { PlanDocument } from '../../../shared/plan/document.ts'
import { plans } from '../../support/plans.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

/** The same commitment with every limit halved and another severity, as the next version would have it. */
const stricter = (plan: PlanDocument): PlanDocument => ({
  ...plan,
  version: plan.version + 1,
  rules: [],
  clocks: plan.clocks.map((term) => ({ ...term, limit: 'PT1M', window: '7x24' })),
})

it('[R5] [R7] [R8] a plan that changes in the middle of an open repair changes nothing of it', async () => {
  const current: PlanDocument[] = [...plans]
  const world = await World.start(at('11-20 02:13'), { outside: () => ({ plans: async () => current }) })
  const id = await world.report({ severity: 'urgent' })
  const before = (await world.repair(id)).clocks
  current.splice(0, current.length, ...plans.map(stricter))
  await world.advance('PT5M')
  expect((await world.repair(id)).clocks).toEqual(before)
  await world.act(id, {
    type: 'changeSeverity',
    severity: 'help',
    reason: '只是咨询',
    agreedBy: '赵所长',
    how: 'phone',
  })
  expect((await world.repair(id)).clocks[0]).toMatchObject({ clause: 'R5', dueAt: at('11-20 02:33') })
  await world.advanceTo(at('11-20 02:34'))
  const { planVersion, claims } = await world.repair(id)
  expect([planVersion, claims[0].clause]).toEqual([1, 'R8'])
  world.messages()
})
