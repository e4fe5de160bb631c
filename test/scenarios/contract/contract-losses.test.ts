import { describe, expect, it } from 'vitest'
import { merged } from '../../../shared/directory/lists.ts'
import { readerOf } from '../../../shared/ports/in-memory-directory.ts'
import { boundTo } from '../../../shared/use-cases/bound.ts'
import { announceChanges, linesOfContract, refreshContracts } from '../../../shared/use-cases/contract-ledger.ts'
import type { Deps } from '../../../shared/use-cases/deps.ts'
import { moveContract } from '../../../shared/use-cases/outdated.ts'
import { recordOnContract } from '../../../shared/use-cases/record-on-contract.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

/** The hospital's; all of its papers are there, so that nothing waits for it. */
const DONE = 'RH-2024-031'
const MANAGER = { role: 'manager', actor: { kind: 'staff', id: 'liu-fang', name: '刘芳', manager: true } } as const

/** A process that dies before its effect of that number: whatever it would do from then on, it does not. */
function dying(deps: Deps, before: number): Deps {
  let done = 0
  const mortal = <T extends object>(part: T, ...effects: readonly (keyof T)[]): T =>
    new Proxy(part, {
      get(target, name) {
        const value = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        if (!effects.includes(name as keyof T)) return value.bind(target)
        return async (...given: unknown[]) => {
          if (++done >= before) throw new Error('the process died')
          return value.apply(target, given)
        }
      },
    })
  return {
    ...deps,
    store: mortal(deps.store, 'save'),
    directory: mortal(deps.directory, 'merge'),
    audit: mortal(deps.audit, 'append'),
    workflow: mortal(deps.workflow, 'start', 'wake'),
  }
}

/** That contract is as its file says, without anybody having called for it, and somebody waits for what it owes. */
async function isLookedAfter(world: World): Promise<void> {
  const { deps } = world.host
  await world.advance('PT2M')
  await world.host.sweep()
  await world.host.idle()
  const bound = await boundTo(deps, DONE)
  if (!bound) throw new Error('no contract')
  const expected = await linesOfContract(deps, bound)
  const kept = await deps.ledger.ofSubject(`contract/${DONE}`)
  const inOrder = (lines: readonly { readonly id: string }[]) =>
    lines.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  expect(inOrder(kept)).toEqual(inOrder(expected))
  const isOwed = kept.some(({ state, endedAt }) => state === 'open' || (state === 'broken' && !endedAt))
  const executions = world.host.engine.openExecutions().filter(({ name }) => name.includes(DONE))
  expect(executions).toHaveLength(isOwed ? 1 : 0)
  world.messages()
}

async function done(): Promise<World> {
  const world = await World.start(at('11-20 10:00'), { papers: 'missing' })
  for (const [clause, need] of [
    ['H8', 'arrival-inspection'],
    ['H9', 'certificate'],
    ['H9', 'inspection-report'],
  ])
    await world.api(`/api/contracts/${DONE}/facts`, { clause, need, document: '已交付' }, 'manager/liu-fang')
  // What somebody still waits for by then ends by itself.
  await world.advance('P4D')
  world.messages()
  expect((await world.host.deps.store.overdueForAttention(world.now, 200)).map(({ subject }) => subject)).toEqual([])
  return world
}

const DYING: readonly (readonly [string, number, (deps: Deps) => Promise<unknown>])[] = [
  [
    'is moved to another version',
    5,
    (deps) => moveContract(deps, DONE, { planVersion: 2, reason: '续签', agreedBy: '何平', how: 'inPerson' }, MANAGER),
  ],
  [
    'is imported with another day of delivery',
    4,
    async (deps) => {
      const before = await deps.directory.all()
      const contracts = before.contracts.map((one) => (one.id === DONE ? { ...one, deliveredOn: '2026-11-30' } : one))
      const after = merged(before, { contracts })
      await announceChanges(deps, after, before)
      await deps.directory.merge({ contracts })
      await refreshContracts({ ...deps, directory: readerOf(after) })
    },
  ],
  [
    'has a paper recorded',
    3,
    (deps) =>
      recordOnContract(
        deps,
        DONE,
        { clause: 'H9', need: 'certificate', about: 'contract' },
        { type: 'recorded', document: '合格证（更正）' },
        MANAGER.actor,
      ),
  ],
]

describe.each(DYING)(
  'a contract that nothing waits for %s, and the process dies before one of its effects',
  (_what, effects, work) => {
    it.each(Array.from({ length: effects }, (_, index) => index + 1))(
      'before its effect %i: the sweeper finds it',
      async (number) => {
        const world = await done()
        // With none left, it was the last.
        const died = await work(dying(world.host.deps, number)).then(
          () => false,
          () => true,
        )
        await world.host.idle()
        await isLookedAfter(world)
        world.errors()
        // Before the last it had only a wake-up left, if anything.
        expect(died).toBe(number < effects)
      },
    )
  },
)
