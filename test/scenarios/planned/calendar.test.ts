import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const PATH = '/api/customers/jiangnan-university/calendar'
const EXAM = { kind: 'exam', name: '期末考试', from: '2027-01-11', until: '2027-01-22' }
const enter = (world: World, entry: object = {}, who?: string, path = PATH) =>
  world.api(path, { ...EXAM, reason: '教务处通知', ...entry }, who)

describe('what a customer says of their days', () => {
  it('is kept by dispatchers, and every change is on record: who, when, why', async () => {
    const world = await World.start(at('12-01 09:00'))
    expect((await enter(world)).json.entries).toMatchObject([{ id: 'e1', ...EXAM }])
    const moved = { ...EXAM, from: '2027-01-18', until: '2027-01-29' }
    await enter(world, { ...moved, reason: '改期' }, undefined, `${PATH}/e1`)
    await enter(world, { kind: 'peak', name: '上课', hours: { from: '08:00', to: '17:00', weekdays: [1, 2, 3, 4, 5] } })
    const { json } = await world.api(`${PATH}/e1/withdraw`, { reason: '取消' })
    expect(json.entries).toMatchObject([{ id: 'e3', kind: 'peak' }])
    expect(json.record).toMatchObject([
      { seq: 4, type: 'withdrawn', id: 'e1', reason: '取消', was: moved, by: { kind: 'staff' } },
      { seq: 3, type: 'entered', id: 'e3' },
      { seq: 2, type: 'changed', id: 'e1', reason: '改期', happening: moved },
      { seq: 1, type: 'entered', id: 'e1', reason: '教务处通知', at: at('12-01 09:00'), happening: EXAM },
    ])
    expect((await world.api(`${PATH}?from=2027-01-23&until=2027-02-01`)).json.entries).toEqual([])
  })

  it('the hasty one taps twice: it is there once; two at the same time are both there', async () => {
    const world = await World.start(at('12-01 09:00'))
    await Promise.all([enter(world), enter(world), enter(world, { name: '补考' })])
    const { json } = await world.api(PATH)
    expect(json.entries.map(({ name }: { name: string }) => name).toSorted()).toEqual(['期末考试', '补考'].toSorted())
    expect(json.record).toHaveLength(2)
  })

  it.each([
    [{ until: '2027-01-10' }, /^until: must not be before/],
    [{ from: '2025-11-01', until: '2025-11-20' }, /^until: is over/],
    [{ from: '2037-01-01', until: '2037-01-01' }, /^from: is more than ten/],
    [{ until: '2029-01-01' }, /^until: lasts at most a year/],
    [{ hours: { from: '18:00', to: '09:00' } }, /^hours: must end/],
    [{ from: '2027-02-29' }, /^from: there is no such day; write 2027-02-28/],
    [{ site: 'lanting-west' }, /^site: no site has the id/],
    [{ kind: 'party' }, /^kind: /],
    [{ reason: ' ' }, /^reason: /],
    [{ name: 'x'.repeat(201) }, /^name: /],
  ])('what is no such day is refused with a sentence: %o', async (entry, says) => {
    const world = await World.start(at('12-01 09:00'))
    const { status, json } = await enter(world, entry)
    expect(status).toBe(400)
    expect(json.problems[0]).toMatch(says)
    expect((await world.api(PATH)).json.record).toEqual([])
  })

  it('the stranger, an engineer of another roster, learns nothing, not even whether there is such a customer', async () => {
    const world = await World.start(at('12-01 09:00'))
    const [theirs, none] = await Promise.all(
      [PATH, '/api/customers/nobody/calendar'].map((path) => world.api(path, undefined, 'engineer/aygul')),
    )
    expect(theirs?.status).toBe(403)
    expect(none?.json).toEqual(theirs?.json)
    expect((await world.api('/api/customers/nobody/calendar')).status).toBe(404)
    expect((await enter(world, {}, 'engineer/chen-wei')).status).toBe(403)
    expect((await enter(world, {}, 'viewer')).status).toBe(403)
    expect((await world.api(`${PATH}/e9/withdraw`, { reason: '无' })).json.problems[0]).toMatch(/no such entry/)
  })
})
