import { describe, expect, it } from 'vitest'
import { dayOf } from '../../../shared/kernel/calendar.ts'
import { later } from '../../../shared/kernel/instant.ts'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { customerOf, lineOf, recordWork, signed, type Work, worksOf } from './contract.ts'

const CHANGE = {
  kind: 'systemChange',
  name: '教务系统升级',
  from: '2027-04-10',
  until: '2027-04-12',
  reason: '客户来电',
}
const lastDay = ({ dueAt }: Work, timezone = 'Asia/Shanghai') => dayOf(later(dueAt, -1), timezone)
const shown = (works: readonly Work[]) => works.map((work) => `${work.need} ${work.state} ${lastDay(work)}`)

async function announce(world: World, plan: string, entry: object = {}, path = '') {
  const answer = await world.api(`/api/customers/${customerOf(plan)}/calendar${path}`, { ...CHANGE, ...entry })
  if (answer.status !== 200) throw new Error(answer.text)
  return answer.json
}
const only = async (world: World, clause: string): Promise<Work> => {
  const [work, ...others] = await worksOf(world, clause)
  if (!work || others.length > 0) throw new Error(`${clause} has ${others.length + 1} works`)
  return work
}

describe('what the customer announces brings about what the plan promises for it', () => {
  it('[C38] technical support when the customer puts new software into production: until the end of the change', async () => {
    const world = await signed('C')
    expect(await worksOf(world, 'C38')).toEqual([])
    await announce(world, 'C')
    const work = await only(world, 'C38')
    expect([work.need, work.by, work.state, lastDay(work)]).toEqual([
      'change-support-e1',
      'call',
      'planned',
      '2027-04-12',
    ])
    expect((await recordWork(world, work)).text).toContain('2027-03-29')
    await world.advanceTo(at('04-12 23:59', 2027))
    expect((await recordWork(world, work)).status).toBe(200)
    expect(await lineOf(world, work)).toMatchObject({ state: 'kept', clause: 'C38' })
    expect(world.story().filter((line) => line.includes('教务系统升级'))).not.toEqual([])
    expect(await check(world.host.deps)).toEqual([])
  })

  it('[N25] on-site help with what the customer upgrades: nobody came, and it is broken at the end of its last day in Ürümqi', async () => {
    const world = await signed('N')
    await announce(world, 'N', { name: '接入第三方审计系统' })
    const work = await only(world, 'N25')
    expect([work.by, work.dueAt]).toEqual(['visit', at('04-13 02:00', 2027)])
    await world.advanceTo(work.dueAt)
    expect((await only(world, 'N25')).state).toBe('open')
    await world.advance('PT1S')
    expect((await only(world, 'N25')).state).toBe('overdue')
    world.messages()
  })

  it('[N19] a full inspection within the 3 months before end of life', async () => {
    const world = await signed('N')
    await announce(world, 'N', { kind: 'endOfLife', name: '防火墙停产', from: '2027-09-30', until: '2027-09-30' })
    const work = await only(world, 'N19')
    expect(lastDay(work, 'Asia/Urumqi')).toBe('2027-09-29')
    await world.advanceTo(at('06-30 01:00', 2027))
    expect((await recordWork(world, work)).status).toBe(400)
    await world.advanceTo(at('06-30 02:01', 2027))
    expect((await recordWork(world, work)).status).toBe(200)
    expect(await lineOf(world, work)).toMatchObject({ state: 'kept' })
    world.messages()
  })

  it('[C15] the school year begins when the customer says so; taken back, it is the first of September again', async () => {
    const world = await signed('C')
    const days = async () => [...new Set((await worksOf(world, 'C15')).map((work) => `${work.need} ${lastDay(work)}`))]
    expect(await days()).toEqual(['school-year-check-2027 2027-08-31'])
    await announce(world, 'C', { kind: 'schoolYear', name: '秋季开学', from: '2027-08-23', until: '2027-08-23' })
    expect(await days()).toEqual(['school-year-check-2027 2027-08-22'])
    await announce(world, 'C', { kind: 'schoolYear', from: '2027-09-06', until: '2027-09-06' }, '/e1')
    expect(await days()).toEqual(['school-year-check-2027 2027-09-05'])
    await world.api(`/api/customers/${customerOf('C')}/calendar/e1/withdraw`, { reason: '按校历' })
    expect(await days()).toEqual(['school-year-check-2027 2027-08-31'])
    // When it was due already, nobody says that it was not.
    await world.advanceTo(at('09-01 08:00', 2027))
    await announce(world, 'C', { kind: 'schoolYear', from: '2027-09-20', until: '2027-09-20' })
    expect([...new Set(shown(await worksOf(world, 'C15')))]).toEqual([
      'school-year-check-2027 overdue 2027-08-31',
      'school-year-check-2028 planned 2028-08-31',
    ])
    world.messages()
  })
})

describe('an event moves, or will not be', () => {
  it('its work moves with it under the same name, and falls away by name', async () => {
    const world = await signed('C')
    await announce(world, 'C')
    await announce(world, 'C', { from: '2027-05-10', until: '2027-05-11', reason: '客户改期' }, '/e1')
    const work = await only(world, 'C38')
    expect([work.need, lastDay(work), work.firstDueAt]).toEqual([
      'change-support-e1',
      '2027-05-11',
      at('04-13 00:00', 2027),
    ])
    await world.api(`/api/customers/${customerOf('C')}/calendar/e1/withdraw`, { reason: '项目取消' })
    expect(await lineOf(world, work)).toMatchObject({ state: 'fallenAway', endedBecause: 'withdrawn' })
    expect(await check(world.host.deps)).toEqual([])
    world.messages()
  })

  it('the dishonest one moves or withdraws what is late already: it stays broken', async () => {
    const world = await signed('C')
    await announce(world, 'C')
    const work = await only(world, 'C38')
    await world.advanceTo(at('04-13 08:00', 2027))
    await announce(world, 'C', { from: '2027-05-10', until: '2027-05-11', reason: '其实改期了' }, '/e1')
    expect(shown(await worksOf(world, 'C38'))).toEqual(['change-support-e1 overdue 2027-04-12'])
    await world.api(`/api/customers/${customerOf('C')}/calendar/e1/withdraw`, { reason: '其实没有' })
    expect(await lineOf(world, work)).toMatchObject({ state: 'broken', endedBecause: 'withdrawn' })
    world.messages()
  })

  it('what is announced when its work would have been due is no breach of ours; the eve still counts', async () => {
    const world = await signed('N')
    await announce(world, 'N', { kind: 'endOfLife', name: '当天', from: '2027-03-01', until: '2027-03-01' })
    expect(await worksOf(world, 'N19')).toEqual([])
    await announce(world, 'N', { kind: 'endOfLife', name: '次日', from: '2027-03-02', until: '2027-03-02' })
    expect(shown(await worksOf(world, 'N19'))).toEqual(['last-inspection-e2 open 2027-03-02'])
    world.messages()
  })

  it('of one site it binds that site alone; a site that joins has what comes after it joined', async () => {
    const world = await signed('N')
    const { directory } = world.host.deps
    const [site] = (await directory.all()).sites.filter(({ customer }) => customer === customerOf('N'))
    if (!site) throw new Error('no site')
    await directory.merge({ sites: [{ ...site, id: 'second', name: '备份机房' }] })
    await announce(world, 'N', { site: site.id, from: '2027-04-01', until: '2027-04-02' })
    await announce(world, 'N', { name: '全部', from: '2027-05-01', until: '2027-05-02' })
    const places = async () => (await worksOf(world, 'N25')).map(({ need, about }) => `${need} ${about}`)
    expect(await places()).toEqual([`change-help-e1 ${site.id}`, `change-help-e2 ${site.id}`])
    await world.advanceTo(at('05-20 12:00', 2027))
    await world.api('/api/directory/contracts/NEW-1', await withSites(world, [site.id, 'second']), 'manager/liu-fang')
    await announce(world, 'N', { name: '第三次', from: '2027-06-01', until: '2027-06-02' })
    expect((await places()).slice(2).toSorted()).toEqual(['change-help-e3 second', `change-help-e3 ${site.id}`])
    expect((await places()).slice(0, 2)).toEqual([`change-help-e1 ${site.id}`, `change-help-e2 ${site.id}`])
    world.messages()
  })
})

/** The contract with these sites, as the console edits it. */
async function withSites(world: World, sites: readonly string[]): Promise<object> {
  const { json } = await world.api('/api/directory/contracts/NEW-1', undefined, 'manager/liu-fang')
  return { entry: { ...json.entry, sites }, version: json.version, reason: '新增机房' }
}

describe('the calendar of a contract', () => {
  const read = (world: World, query = '', who = 'dispatcher') =>
    world.api(`/api/contracts/NEW-1/calendar${query}`, undefined, who)
  interface Line {
    readonly clause: string
    readonly name: { readonly zh: string }
    readonly firstDay: string
    readonly lastDay: string
    readonly state: string
    readonly entry?: object
  }
  const shownIn = (works: readonly Line[], clause: string) =>
    works
      .filter((work) => work.clause === clause)
      .map(({ name, firstDay, lastDay, state }) => `${name.zh} ${firstDay}..${lastDay} ${state}`)

  it('is a year of it, what was done long ago included, by the days where it is', async () => {
    const world = await signed('N')
    await announce(world, 'N', { name: '接入第三方审计系统' })
    const { json } = await read(world)
    expect([json.from, json.until]).toEqual(['2027-03-01', '2028-03-01'])
    expect(shownIn(json.works, 'N25')).toEqual(['系统变更现场协助：接入第三方审计系统 2027-04-05..2027-04-12 planned'])
    expect(json.works.find(({ clause }: Line) => clause === 'N25').entry).toEqual({
      id: 'e1',
      name: '接入第三方审计系统',
    })
    // Nobody has published the holidays of 2027 yet: that is said, and nothing is guessed.
    expect(json.unknownYears).toEqual([2027, 2028])
    await world.advanceTo(at('05-20 12:00', 2027))
    const [inspection] = await worksOf(world, 'N18')
    if (inspection) await recordWork(world, inspection)
    world.messages()
    await world.advanceTo(at('12-20 12:00', 2027))
    world.messages()
    const later = await read(world, '?from=2027-05-01&until=2027-06-30')
    expect(shownIn(later.json.works, 'N18')).toEqual(['季度上门巡检（第 1 次） 2027-05-01..2027-06-01 done'])
  })

  it('is bounded, and not for those who have no duty there', async () => {
    const world = await signed('N')
    expect((await read(world, '?from=2027-01-01&until=2029-01-02')).json.problems[0]).toMatch(/^until: must be within/)
    expect((await read(world, '?from=2027-01-02&until=2027-01-01')).status).toBe(400)
    expect((await read(world, '', 'engineer/chen-wei')).status).toBe(403)
    expect((await read(world, '', 'engineer/aygul')).status).toBe(200)
    expect((await world.api('/api/contracts/none/calendar')).status).toBe(404)
    world.messages()
  })
})
