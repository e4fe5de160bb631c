import { expect, it } from 'vitest'
import { idOf, type Subject } from '../../../shared/kernel/subject.ts'
import { repairSubject } from '../../../shared/repair/holds.ts'
import type { Deps } from '../../../shared/use-cases/deps.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NOW = at('11-20 02:13')

/** A world in which every decision about one repair fails, as a state that no code can read would make it. */
async function poisoned() {
  let poison: string | undefined
  const starts: string[] = []
  const counted = new Map<string, number>()
  const outside = ({ store, workflow }: Deps): Partial<Deps> => ({
    store: new Proxy(store, {
      get(target, name: keyof Deps['store']) {
        if (name !== 'save') return target[name].bind(target)
        return async (...[commit]: Parameters<Deps['store']['save']>) => {
          if (idOf(commit.subject) === poison) throw new TypeError('a defect')
          return target.save(commit)
        }
      },
    }),
    workflow: {
      ...workflow,
      start: (name, id) => {
        starts.push(name)
        return workflow.start(name, id)
      },
    },
  })
  const metrics = { count: (name: string, value = 1) => void counted.set(name, value) }
  const world = await World.start(NOW, { outside, metrics })
  const of = (id: string | undefined) => {
    poison = id
  }
  return { world, starts, counted, of }
}

it('one repair for which everything fails: constant cost, its manager told of that one, the others served', async () => {
  const { world, starts, counted, of } = await poisoned()
  const id = await world.report()
  world.messages()
  of(id)
  world.host.engine.stopExecution(id)
  const perSweep: number[] = []
  const told: string[] = []
  for (let minute = 0; minute < 90; minute++) {
    await world.advance('PT1M')
    starts.length = 0
    await world.host.sweep()
    await world.host.idle()
    perSweep.push(starts.length)
    told.push(
      ...world.messages().flatMap(({ kind, text, at }) => (kind === 'sms' ? `${at.slice(11, 16)} ${text}` : [])),
    )
  }
  // Two names at most, whatever has ended before; ever more seldom.
  expect(Math.max(...perSweep)).toBeLessThanOrEqual(2)
  expect(perSweep.filter((count) => count > 0).length).toBeLessThan(14)
  expect(told).toEqual([
    expect.stringMatching(/^18:\d\d 系统卡住 时限无人看守 .*261120-0001 请打电话跟进并叫系统管理员$/),
  ])
  expect(Number(told[0]?.slice(3, 5)) - 13).toBeLessThanOrEqual(12)
  expect(counted.has('StuckRepairs')).toBe(true)

  // Another one meanwhile is served as ever.
  const other = await world.report({ ...CUSTOMERS.data, callId: 'other' })
  expect(world.messages().length).toBeGreaterThan(0)
  world.host.engine.stopExecution(other)
  await world.advance('PT10M')
  await world.host.sweep()
  await world.host.idle()
  expect(world.host.engine.openExecutions().map(({ name }) => name)).toContain(`${other}.2`)

  // Mended, it goes on by itself, and nothing is left of the trouble.
  of(undefined)
  world.messages()
  for (let minute = 0; minute < 17; minute++) {
    await world.advance('PT1M')
    await world.host.sweep()
    await world.host.idle()
  }
  expect((await world.clocks(id))['R5 responded']).toMatch(/^broken/)
  expect(await world.host.deps.store.armed(repairSubject(id))).toBeDefined()
  expect(await world.host.deps.store.overdueForAttention(world.now, 10)).toEqual([])
  world.messages()
  world.errors()
})

it('many at once, as after a faulty deployment, are one message to the manager', async () => {
  const { world } = await poisoned()
  const ids = [await world.report(), await world.report({ ...CUSTOMERS.data })]
  world.messages()
  const { store, clock } = world.host.deps
  await world.advance('PT2M')
  world.messages()
  for (const id of ids) {
    world.host.engine.stopExecution(id)
    await store.noteRevival(
      repairSubject(id),
      { generation: 1, tries: 3, next: clock.now() },
      '2099-01-01T00:00:00.000Z',
    )
  }
  await world.advance('PT1M')
  await world.host.sweep()
  await world.host.idle()
  const stuck = world.messages().filter(({ text }) => text.includes('系统卡住'))
  expect(stuck.length).toBeLessThanOrEqual(2)
  expect(stuck.map(({ about }) => idOf(about as Subject))).toContain(ids[0])
  world.errors()
})

it('a part of the sweep that fails keeps no other from being done, and is told', async () => {
  let broken = false
  const fails = new Set<PropertyKey>(['list', 'pendingEffects'])
  const world = await World.start(NOW, {
    outside: ({ store }) => ({
      store: new Proxy(store, {
        get: (target, name: keyof Deps['store']) =>
          broken && fails.has(name) ? () => Promise.reject(new Error(`no ${name}`)) : target[name].bind(target),
      }),
    }),
  })
  const id = await world.report()
  world.messages()
  world.host.engine.stopExecution(id)
  await world.advance('PT5M')
  broken = true
  await expect(world.host.sweep()).rejects.toThrow('no pendingEffects; Error: no list')
  broken = false
  await world.host.idle()
  expect(world.host.engine.openExecutions().map(({ name }) => name)).toEqual([`${id}.2`])
  world.messages()
  world.errors()
})
