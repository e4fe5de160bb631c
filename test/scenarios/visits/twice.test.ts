import { describe, expect, it } from 'vitest'
import { contractStory } from '../../../shared/contract/story.ts'
import { planVisits } from '../../../shared/use-cases/plan-visits.ts'
import { settleVisit } from '../../../shared/use-cases/settle-visit.ts'
import { historyOfVisit, loadVisit } from '../../../shared/use-cases/visits.ts'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { actOn, agreed, readVisit, standing, teaching, visitsOf } from './visits.ts'

const contractOf = async (world: World) => {
  const state = await world.host.deps.contracts.load('NEW-1')
  if (!state) throw new Error('nothing is on record of the contract')
  return state
}

describe('whatever dies between two steps', () => {
  it('opening twice, and at once, opens once: no work is in two open visits', async () => {
    const world = await teaching()
    await world.advanceTo(at('05-11 23:59', 2027))
    world.messages()
    // The contract as it stood before it knew of any visit, asked again and again.
    const known = await contractOf(world)
    const before = { ...known, papers: known.papers.map(({ visit: _, ...paper }) => paper) }
    await world.host.advance(at('05-12 00:00', 2027))
    await Promise.all([1, 2, 3].map(() => planVisits(world.host.deps, before)))
    await world.host.idle()
    const works = (await visitsOf(world, 'open=true')).flatMap((visit) => visit.works.map(({ key }) => key))
    expect(works).toContain('C17/full-inspection-1/jiangnan-teaching')
    expect(new Set(works).size).toBe(works.length)
    world.messages()
  })

  it('opened, and the contract never told: its next look finds the visit, and opens no other', async () => {
    const world = await teaching()
    await world.advanceTo(at('05-12 09:05', 2027))
    const { store } = world.host.deps
    const known = await contractOf(world)
    const forgetful = { ...known, papers: known.papers.map(({ visit: _, ...paper }) => paper) }
    const count = (await visitsOf(world)).length
    await planVisits(world.host.deps, forgetful)
    expect((await visitsOf(world)).length).toBe(count)
    expect(await store.holderOf('work/NEW-1/C17/full-inspection-1/jiangnan-teaching')).toMatch(/^visit\/V270512/)
    expect(contractStory.isAttended(known)).toBe(true)
    world.messages()
  })

  it('[C17] done, and the process died before the contract was told: told later, it counts from when it was done', async () => {
    const { world, id } = await agreed(at('06-01 14:00', 2027))
    await world.advanceTo(at('06-01 23:59:59', 2027))
    const { deps } = world.host
    // What it was asked to do outside fails, until after the promised day.
    const appended = deps.contracts.facts
    Object.assign(deps.contracts, { facts: async () => Promise.reject(new Error('the table does not answer')) })
    expect((await actOn(world, id, { type: 'done', found: '已巡检' })).status).toBe(200)
    Object.assign(deps.contracts, { facts: appended })
    await world.advanceTo(at('06-02 00:05', 2027))
    expect(await readVisit(world, id)).toMatchObject({ stage: 'ended', ended: { how: 'done' } })
    expect((await standing(world, 'C17'))['C17 full-inspection-1']).toBe('done')
    world.errors()
    world.messages()
  })

  it('told twice, the contract has it once', async () => {
    const { world, id } = await agreed(at('05-20 09:30', 2027))
    await world.advanceTo(at('05-20 10:00', 2027))
    await actOn(world, id, { type: 'done', found: '已巡检' })
    const visit = await loadVisit(world.host.deps, id)
    if (visit) for (const _ of [1, 2]) await settleVisit(world.host.deps, { ...visit, unnoted: true })
    const facts = await world.host.deps.contracts.facts('NEW-1')
    expect(facts.filter(({ fact }) => fact.type === 'recorded' && fact.reference === id)).toHaveLength(2)
    expect(
      (await historyOfVisit(world.host.deps, id)).filter(({ type }) => type === 'contractTold').length,
    ).toBeLessThan(4)
    world.messages()
  })

  it('what an engineer has to do lists visits beside repairs, each with its page', async () => {
    const { world, id } = await agreed(at('05-20 09:30', 2027))
    const list = await world.api('/jobs', undefined, 'engineer/li-na')
    expect(list.text).toContain('计划服务 1 件')
    expect(list.text).toContain(`/jobs/${id}`)
    const page = await world.api(`/jobs/${id}`, undefined, 'engineer/li-na')
    expect(page.status).toBe(200)
    expect(page.text).toContain('我会按时到')
    expect((await world.form(`/jobs/${id}`, { action: 'confirm' }, 'engineer/li-na')).status).toBe(303)
    expect((await readVisit(world, id)).confirmed).toBe(true)
    expect((await world.api(`/jobs/${id}`, undefined, 'engineer/aygul')).status).toBe(403)
    expect((await world.api('/jobs/V270512-9999', undefined, 'engineer/li-na')).status).toBe(404)
  })

  it('who follows what changes hears of it: staff, and engineers of the roster', async () => {
    const { world, id } = await agreed(at('05-20 09:30', 2027))
    const follow = async (who: string) => (await world.api('/api/changes', undefined, who)).json.next
    const [here, elsewhere, desk] = await Promise.all(['engineer/li-na', 'engineer/aygul', 'dispatcher'].map(follow))
    await actOn(world, id, { type: 'note', text: '带梯子' })
    const heard = async (who: string, after: string) =>
      (await world.api(`/api/changes?after=${encodeURIComponent(after)}`, undefined, who)).json.changes.map(
        (one: { subject: string }) => one.subject,
      )
    expect(await heard('engineer/li-na', here)).toContain(`visit/${id}`)
    expect(await heard('dispatcher', desk)).toContain(`visit/${id}`)
    expect(await heard('engineer/aygul', elsewhere)).toEqual([])
  })
})
