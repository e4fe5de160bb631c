import { describe, expect, it } from 'vitest'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import { customerOf, lineOf, recordWork, signed, type Work, worksOf } from './contract.ts'
import { announce, firstAt, noon, PLAN, plan } from './meeting.ts'

const shown = (works: readonly Work[]) => works.map(({ need, by, state, dueAt }) => `${need} ${by} ${state} ${dueAt}`)
it('[H7] a meeting that is entered the day before is planned, watched and reported on; entered as it has begun it brings about none of it, for nobody could plan it', async () => {
  const world = await signed('H')
  await world.advanceTo(at('04-19 23:59', 2027))
  await announce(world, 'H')
  const needs = async () => (await worksOf(world, 'H7')).map(({ need }) => need)
  expect(await needs()).toEqual(['meeting-plan-e1', 'meeting-watch-e1', 'meeting-report-e1'])
  expect((await plan(world)).status).toBe(200)
  await world.advanceTo(at('04-20 10:00', 2027))
  await announce(world, 'H', { name: '临时会议' })
  expect(await needs()).toEqual(['meeting-plan-e1', 'meeting-watch-e1', 'meeting-report-e1'])
  world.messages()
})

describe('[H7] the customer’s important meetings have a plan, a watch and a report', () => {
  it('[H7] each is a promise of its own, counted from the meeting', async () => {
    const world = await signed('H')
    expect(await worksOf(world, 'H7')).toEqual([])
    await announce(world, 'H')
    expect(shown(await worksOf(world, 'H7'))).toEqual([
      `meeting-plan-e1 letter open ${at('04-14 00:00', 2027)}`,
      `meeting-watch-e1 watch planned ${at('04-22 00:00', 2027)}`,
      `meeting-report-e1 letter planned ${at('04-29 00:00', 2027)}`,
    ])
    expect((await plan(world)).status).toBe(200)
    const works = await worksOf(world, 'H7')
    expect(works[0]).toMatchObject({
      state: 'done',
      document: expect.stringContaining('值守：4月20日 00:00–4月21日 00:00 孙浩'),
    })
    await world.advanceTo(at('04-27 18:00', 2027))
    for (const work of works.slice(1)) if (work.need === 'meeting-report-e1') await recordWork(world, work)
    for (const work of works.filter(({ by }) => by === 'letter'))
      expect(await lineOf(world, work)).toMatchObject({ state: 'kept', clause: 'H7' })
    expect(await check(world.host.deps)).toEqual([])
    world.messages()
  })

  it('[H7] who is there is paged first meanwhile, and the rotation goes on behind them and after them', async () => {
    const world = await signed('H')
    await announce(world, 'H')
    await plan(world)
    await plan(world)
    expect((await world.host.deps.directory.roster('east'))?.roster.changes).toHaveLength(2)
    expect((await firstAt(world, noon('04-20')))?.[0]).toBe('sun-hao')
    expect((await firstAt(world, noon('04-21')))?.[0]).toBe('zhou-jie')
    expect((await firstAt(world, noon('04-20')))?.length).toBeGreaterThan(3)
    expect(['chen-wei', 'li-na', 'wang-qiang']).toContain((await firstAt(world, noon('04-22')))?.[0])
    world.messages()
  })

  it('[H7] a gap in it is refused by name, and asked about weeks before; nobody planned: it is broken', async () => {
    const world = await signed('H')
    await announce(world, 'H')
    const shifts = [PLAN.shifts[0], { ...PLAN.shifts[1], from: at('04-21 08:00', 2027) }]
    const { status, json } = await plan(world, { shifts })
    expect([status, json.problems[0]]).toEqual([
      400,
      expect.stringMatching(/^shifts: nobody is there .*00:00 – .*08:00/),
    ])
    expect((await plan(world, { deputies: ['sun-hao'] })).json.problems[0]).toMatch(/^deputies: /)
    expect((await plan(world, { deputies: ['nobody'] })).json.problems[0]).toMatch(/nobody has the id/)
    expect((await plan(world, { need: 'meeting-report-e1' })).json.problems[0]).toMatch(/no plan of reinforced duty/)
    expect((await plan(world, {}, 'engineer/sun-hao')).status).toBe(403)
    expect((await world.host.deps.directory.roster('east'))?.roster.changes ?? []).toEqual([])
    await world.advanceTo(at('04-07 12:00', 2027))
    expect(world.story().filter((line) => line.includes('H7') && line.includes('zhao-min'))).not.toEqual([])
    await world.advanceTo(at('04-14 00:01', 2027))
    expect((await worksOf(world, 'H7'))[0]).toMatchObject({ state: 'overdue' })
    world.messages()
  })
})

it('[H7] the dishonest one keeps no plan by a word, signed in or by the contract’s link: nobody is on the watch by that', async () => {
  const world = await signed('H')
  await announce(world, 'H')
  const [work] = await worksOf(world, 'H7')
  if (!work) throw new Error('no plan is owed')
  for (const who of ['manager/liu-fang', 'dispatcher']) {
    const { clause, need, about } = work
    const { status, json } = await world.api(
      '/api/contracts/NEW-1/facts',
      { clause, need, about, document: '已有方案' },
      who,
    )
    expect([status, json.problems]).toEqual([400, [expect.stringMatching(/^need: .*by planning it.*Duty/)]])
  }
  // A week before it is due it is asked for: by that link there is no form, and what is sent all the same is refused.
  await world.advanceTo(at('04-07 12:00', 2027))
  const links = world.messages().flatMap(({ text }) => /https:\S+\/p\/\S+/.exec(text)?.[0] ?? [])
  const pages = await Promise.all(
    links.map(async (link) => ({ path: new URL(link).pathname, ...(await world.fetch(new URL(link).pathname)) })),
  )
  const page = pages.find(({ text }) => text.includes('保障”安排'))
  if (!page) throw new Error('nobody was sent the link of the contract')
  expect(page.text).not.toContain(`value="${work.need}"`)
  const body = new URLSearchParams({
    clause: 'H7',
    need: work.need,
    about: work.about,
    document: '已有方案',
  }).toString()
  const sent = await world.fetch(page.path, { method: 'POST', body })
  expect([sent.status, sent.text.includes('保障方案要排好值守才算')]).toEqual([400, true])
  expect((await worksOf(world, 'H7'))[0]).toMatchObject({ state: 'open', onDuty: 'plan' })
  // Planned, it is kept.
  expect((await plan(world)).status).toBe(200)
  expect((await worksOf(world, 'H7'))[0]).toMatchObject({ state: 'done' })
  world.messages()
})

it('[N13] holidays and sensitive periods are watched at each site, with their analysis', async () => {
  const world = await signed('N')
  await announce(world, 'N', { kind: 'holiday', name: '国庆', from: '2027-10-01', until: '2027-10-07' })
  await announce(world, 'N', { kind: 'sensitive', name: '重要时期', from: '2027-06-01', until: '2027-06-04' })
  const works = await worksOf(world, 'N13')
  expect(works.map(({ need, about }) => `${need} ${about}`)).toEqual(
    ['e2', 'e1'].flatMap((id) =>
      ['plan', 'watch', 'report'].map((part) => `period-${part}-${id} tianshan-machine-room`),
    ),
  )
  const [first] = works
  const shifts = [{ person: 'ma-jun', from: at('06-01 02:00', 2027), to: at('06-05 02:00', 2027) }]
  const given = { clause: 'N13', need: 'period-plan-e2', about: 'tianshan-machine-room', shifts, deputies: ['aygul'] }
  await world.advanceTo(at('05-10 12:00', 2027))
  expect((await plan(world, given)).json.problems).toBeUndefined()
  expect(first && (await lineOf(world, first))).toMatchObject({ state: 'kept', what: 'letter:period-plan-e2' })
  // Withdrawn, it is owed no more.
  await world.api(`/api/customers/${customerOf('N')}/calendar/e1/withdraw`, { reason: '照常上班' })
  const [later] = works.slice(3)
  expect(later && (await lineOf(world, later))).toMatchObject({ state: 'fallenAway', endedBecause: 'withdrawn' })
  world.messages()
})
