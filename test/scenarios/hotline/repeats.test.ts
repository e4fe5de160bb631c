import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const types = async (world: World, id: string) =>
  (await world.repair(id)).timeline.map(({ type }: { type: string }) => type)

it('an id belongs to whoever sent it and to what they did: nobody uses up another person’s', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const { link } = world.mail('报修已受理')
  // An engineer's notes under every id that the customer's forms could have.
  for (let version = 1; version < 40; version++)
    for (const guess of [`${version}/notFixed`, `customer/he-ping/${version}/notFixed`, '["customer","he-ping"'])
      await world.act(id, { type: 'note', text: 'x', id: guess }, 'engineer/wang-qiang')
  await world.act(id, { type: 'solveRemotely', cause: 'x', done: 'y' }, 'engineer/wang-qiang')
  const { version } = await world.repair(id)
  await world.tap(link, 'notFixed', { what: '还是坏的', id: `${version}/notFixed` })
  expect(await types(world, id)).toContain('notFixed')
  expect((await world.repair(id)).stage).toBe('response')
  world.messages()
})

it('sent twice it acts once and answers as it did; another action under the same id is refused', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const note = { type: 'note', text: 'x', id: 'n-1' } as const
  const first = await world.act(id, note)
  expect((await world.act(id, note)).json).toEqual(first.json)
  const other = await world.act(id, { type: 'acknowledge', id: 'n-1' })
  expect([other.status, other.json.message]).toEqual([409, expect.stringContaining('take a new one')])
  expect((await types(world, id)).filter((type: string) => type === 'note' || type === 'noted')).toHaveLength(1)
  // Somebody else's.
  expect((await world.act(id, { type: 'acknowledge', id: 'n-1' }, 'engineer/wang-qiang')).status).toBe(200)
  world.messages()
})

it('whoever joins a repair is told what runs: no time of a round that is finished', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  await world.act(id, { type: 'solveRemotely', cause: 'x', done: 'y' }, 'engineer/wang-qiang')
  await world.advance('PT2M')
  await world.act(id, { type: 'notFixed', what: '还是坏的' })
  const { json } = await world.call({ callId: 'again' })
  expect(json.repairId).toBe(id)
  const { clocks } = await world.repair(id)
  const running = clocks.filter(({ state }: { state: string }) => state === 'open')
  expect(json.clocks).toEqual(
    running.map(({ clause, milestone, dueAt }: Record<string, string>) => ({ clause, milestone, dueAt })),
  )
  const told = json.clocks.filter(({ milestone }: { milestone: string }) => milestone === 'responded')
  expect(told.length).toBeGreaterThan(0)
  for (const { dueAt } of told) expect(dueAt > at('11-20 02:23')).toBe(true)
  world.messages()
})
