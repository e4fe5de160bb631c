import { expect, it, vi } from 'vitest'
import { KeptPlans } from '../../../functions/adapters/kept-plans.ts'
import type { Plan } from '../../../shared/plan/plan.ts'
import { latestPlanOf } from '../../support/play.ts'

const plan = latestPlanOf('R')
const numbered = (version: number): Plan => ({ ...plan, version })

function aShelf() {
  const texts = new Map<string, string>()
  const read = vi.fn(async (digest: string) => texts.get(digest))
  const write = vi.fn(async (digest: string, text: string) => void texts.set(digest, text))
  return { texts, read, write }
}

it('writes a plan once, also where another process has', async () => {
  const shelf = aShelf()
  const plans = new KeptPlans(shelf)
  await plans.keep(plan)
  await plans.keep(plan)
  await plans.keep({ ...plan })
  await new KeptPlans(shelf).keep(plan)
  expect(shelf.write).toHaveBeenCalledTimes(1)
})

it('reads a plan once, for all that ask at the same time and later; nobody can change it for the others', async () => {
  const shelf = aShelf()
  const ref = await new KeptPlans(shelf).keep(plan)
  shelf.read.mockClear()
  const plans = new KeptPlans(shelf)
  const [one, ...others] = await Promise.all([plans.get(ref), plans.get(ref), plans.get(ref)])
  expect(one).toEqual(plan)
  for (const other of [...others, await plans.get(ref)]) expect(other).toBe(one)
  expect(shelf.read).toHaveBeenCalledTimes(1)
  expect(Object.isFrozen(one)).toBe(true)
  expect(Object.isFrozen(one?.clocks[0])).toBe(true)
  expect(await plans.keep(one ?? expect.fail())).toBe(ref)
})

it('asks again for what could not be read, and for what was not there', async () => {
  const shelf = aShelf()
  const ref = await new KeptPlans(shelf).keep(plan)
  const plans = new KeptPlans(shelf)
  shelf.read.mockRejectedValueOnce(new Error('throttled'))
  await expect(plans.get(ref)).rejects.toThrow('throttled')
  shelf.read.mockResolvedValueOnce(undefined)
  expect(await plans.get(ref)).toBeUndefined()
  expect(await plans.get(ref)).toEqual(plan)
})

it('remembers no more than a hundred, the latest used', async () => {
  const shelf = aShelf()
  const plans = new KeptPlans(shelf)
  const refs: string[] = []
  for (let version = 1; version <= 100; version++) refs.push(await plans.keep(numbered(version)))
  const [first = '', second = ''] = refs
  await plans.get(first)
  await plans.keep(numbered(101))
  shelf.read.mockClear()
  await plans.get(first)
  expect(shelf.read).not.toHaveBeenCalled()
  await plans.get(second)
  expect(shelf.read).toHaveBeenCalledExactlyOnceWith(second)
})
