import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { withVersion2 } from '../../support/version-two.ts'
import { CUSTOMERS } from '../../support/world.ts'

const { hospital } = CUSTOMERS
const NOW = at('11-20 10:00')

it('[H5] whoever goes has the emergency plan on their page, also who takes over, and that they have is on record', async () => {
  const world = await withVersion2('H', NOW)
  const id = await world.report({ ...hospital })
  const page = world.sms('wang-qiang')
  await world.tap(page.link, 'respond')
  expect((await world.fetch(page.link)).text).not.toContain('保障临床使用')
  await world.tap(page.link, 'goOnSite')
  expect((await world.fetch(page.link)).text).toContain('保障临床使用')
  expect((await world.repair(id)).emergencyPlan).toMatchObject({ to: { id: 'wang-qiang' } })
  await world.act(id, { type: 'handOver', person: 'zhou-jie', reason: '我在另一现场' }, 'engineer/wang-qiang')
  const { link } = world.sms('zhou-jie', '附应急策略')
  expect((await world.fetch(link)).text).toContain('保障临床使用')
  await world.tap(link, 'acknowledge')
  const { timeline } = await world.repair(id)
  const given = timeline.filter(({ type }: { type: string }) => type === 'emergencyPlanGiven')
  expect(given.map(({ to }: { to: { id: string } }) => to.id)).toEqual(['wang-qiang', 'zhou-jie'])
  world.messages()
})

it('[H5] the plan is an entry of the knowledge base: what helped last time; an unknown one is refused', async () => {
  const world = await withVersion2('H', NOW)
  const first = await world.report({ ...hospital })
  await world.act(first, { type: 'solveRemotely', cause: '探头接触不良', done: '改用备用探头后重插' })
  await world.act(first, { type: 'confirm', onBehalf: '高医生' })
  const id = await world.report({ ...hospital })
  world.messages()
  await world.act(id, { type: 'respond' }, 'engineer/wang-qiang')
  const nowhere = await world.act(id, { type: 'goOnSite', knowledge: '260101-0001' }, 'engineer/wang-qiang')
  expect([nowhere.status, nowhere.json.problems[0]]).toEqual([400, expect.stringMatching(/^knowledge: /)])
  await world.act(id, { type: 'goOnSite', knowledge: first }, 'engineer/wang-qiang')
  expect((await world.repair(id)).emergencyPlan).toMatchObject({
    text: '探头接触不良 → 改用备用探头后重插',
    from: first,
    to: { id: 'wang-qiang' },
  })
  world.messages()
})
