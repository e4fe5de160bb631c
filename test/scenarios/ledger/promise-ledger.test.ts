import { expect, it } from 'vitest'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NIGHT = at('11-20 02:13')

const tally = async (world: World, by: string, id: string) => {
  const { json } = await world.api(`/api/ledger/rates?by=${by}&id=${id}&month=2026-11`)
  return json.rates[0].tally
}
const linesOf = async (world: World, id: string): Promise<string[]> => {
  const { json } = await world.api(`/api/repairs/${id}/obligations`)
  return json.obligations.map(
    ({ clause, plan, what, state }: Record<string, string>) => `${plan} ${clause} ${what} ${state}`,
  )
}

it('[R8] every breach is on the ledger with its length, and counts for whoever had the repair when it came', async () => {
  const world = await World.start(NIGHT, { papers: 'missing' })
  const id = await world.report()
  await world.advance('PT12M')
  // Nobody had answered in 10 minutes: R5's breach is nobody's, R6 is still to be kept.
  await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
  await world.act(id, { type: 'respond' }, 'engineer/wang-qiang')
  const { json } = await world.api(`/api/repairs/${id}/obligations`)
  const [r5] = json.obligations.filter(
    ({ what, clause }: Record<string, string>) => what === 'responded' && clause === 'R5',
  )
  expect(r5).toMatchObject({ state: 'broken', lateBy: 'PT2M', liability: true, dueAt: at('11-20 02:23') })
  expect(r5).not.toHaveProperty('engineer')
  expect(await tally(world, 'engineer', 'wang-qiang')).toMatchObject({ kept: 1, broken: 0 })
  expect(await tally(world, 'customer', 'lanting-police')).toMatchObject({ kept: 1, broken: 1, worstLateMs: 120_000 })
  expect(await check(world.host.deps)).toEqual([])
  world.messages()
})

it('what a plan promised that was only assumed is superseded once the customer is known, and counts for nobody', async () => {
  const world = await World.start(NIGHT, { papers: 'missing' })
  const id = await world.report({ caller: '+8613999999999', serial: undefined, severity: undefined })
  expect((await linesOf(world, id)).map((line) => line.slice(0, 2))).toContain('N ')
  await world.advance('PT6M') // N6 promises an answer at once: broken, but promised to nobody.
  expect((await tally(world, 'clause', 'N6')).broken).toBe(1)
  await world.act(id, { type: 'identify', serial: CUSTOMERS.hospital.serial })
  const lines = await linesOf(world, id)
  expect(lines.filter((line) => line.startsWith('H'))).toEqual(['H H4 responded broken', 'H H14 repaired open'])
  const assumed = lines.filter((line) => line.startsWith('N'))
  expect(assumed).toContain('N N6 responded superseded')
  expect(assumed.every((line) => line.endsWith('superseded'))).toBe(true)
  expect(await tally(world, 'clause', 'N6')).toMatchObject({ kept: 0, broken: 0, superseded: 2 })
  expect(await tally(world, 'customer', 'renhe-hospital')).toMatchObject({
    broken: 1,
    open: 1,
    superseded: assumed.length,
  })
  expect(await check(world.host.deps)).toEqual([])
  world.messages()
})

it('[H9] what was never handed over is broken as soon as it is overdue, without anyone looking', async () => {
  const world = await World.start(at('09-02 10:00', 2024), { papers: 'missing' })
  const papers = async () => {
    const query = 'customer=renhe-hospital&from=2024-09-01T00:00:00Z&to=2024-10-01T00:00:00Z'
    const { json } = await world.api(`/api/ledger/obligations?${query}`)
    return json.obligations
      .filter(({ clause }: Record<string, string>) => clause === 'H9')
      .map(({ what, state }: Record<string, string>) => `${what} ${state}`)
      .toSorted()
  }
  const open = ['document:certificate open', 'document:inspection-report open']
  expect(await papers()).toEqual(open)
  await world.advanceTo(at('09-03 00:00', 2024))
  await world.host.sweep()
  expect(await papers()).toEqual(open)
  await world.advance('PT1S')
  await world.host.sweep()
  const broken = ['document:certificate broken', 'document:inspection-report broken']
  expect(await papers()).toEqual(broken)
  await world.host.sweep()
  expect(await papers()).toEqual(broken)
  expect(await check(world.host.deps)).toEqual([])
  expect(world.messages().map(({ reason }) => reason)).toEqual(['asked lastDay'])
})
