import { describe, expect, it } from 'vitest'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { customerOf, lineOf, signed, worksOf } from './contract.ts'
import { announce, firstAt, noon, PLAN, plan } from './meeting.ts'

const day = (of: string, to = of) => [at(`${of} 00:00`, 2027), at(`${to} 24:00`, 2027)]
const plans = async (world: World) =>
  (await worksOf(world, 'H7'))
    .filter(({ need }) => need.includes('-plan-'))
    .map(({ need, state }) => `${need} ${state}`)
const move = (world: World, from: string, until: string) =>
  announce(world, 'H', { from: `2027-${from}`, until: `2027-${until}`, reason: '客户改期' }, '/e1')
const withdraw = (world: World, plan = 'H') =>
  world.api(`/api/customers/${customerOf(plan)}/calendar/e1/withdraw`, { reason: '会议取消' })
/** Stand-ins that hold now or later, of this duty. */
const laid = async (world: World, roster = 'east') =>
  ((await world.host.deps.directory.roster(roster))?.roster.changes ?? []).flatMap((one) =>
    one.kind === 'standIn' && one.duty && !(one.ended && one.ended.from <= one.from)
      ? [`${one.person} ${one.from} ${one.ended?.from ?? one.to}`]
      : [],
  )
const [first] = PLAN.shifts
/** What was said of duty, without what it is about. */
const told = (world: World) =>
  world
    .story()
    .filter((line) => line.includes('值守'))
    .map((line) => line.split(' ').slice(1, 3).join(' '))
    .toSorted()

describe('[H7] the customer’s days change after duty in them was planned', () => {
  it('[H7] moved: the plan is due for the new days, the roster forgets the old ones, and whoever had duty hears so', async () => {
    const world = await signed('H')
    await announce(world, 'H')
    await plan(world)
    expect(await plans(world)).toEqual(['meeting-plan-e1 done'])
    await world.advance('PT2M')
    expect(told(world)).toEqual(['sun-hao: 请您值守', 'zhao-min: 请您做值守替补', 'zhou-jie: 请您值守'])
    // Within the very hour: what was planned was planned for other days.
    await move(world, '05-10', '05-11')
    expect(await plans(world)).toEqual(['meeting-plan-e1 open'])
    expect(await laid(world)).toEqual([])
    expect((await firstAt(world, noon('04-20')))?.[0]).not.toBe('sun-hao')
    await world.advance('PT1H')
    expect(told(world)).toEqual(['sun-hao: 您的值守取消了', 'zhao-min: 不用您做值守替补了', 'zhou-jie: 您的值守取消了'])
    expect((await plan(world)).json.problems[0]).toMatch(/^shifts: nobody is there/)
    const [from, to] = day('05-10', '05-11')
    expect((await plan(world, { shifts: [{ person: 'sun-hao', from, to }] })).json.problems).toBeUndefined()
    expect(await plans(world)).toEqual(['meeting-plan-e1 done'])
    expect((await firstAt(world, noon('05-11')))?.[0]).toBe('sun-hao')
    expect(await check(world.host.deps)).toEqual([])
    world.messages()
  })

  it('[H7] moved back to where it was: the plan of then is none, and the same once more is one', async () => {
    const world = await signed('H')
    await announce(world, 'H')
    await plan(world)
    await world.advance('PT1S')
    await move(world, '05-10', '05-11')
    await move(world, '04-20', '04-21')
    expect(await plans(world)).toEqual(['meeting-plan-e1 open'])
    expect((await plan(world)).json.works.find(({ need }: { need: string }) => need === 'meeting-plan-e1').state).toBe(
      'done',
    )
    expect((await laid(world)).length).toBe(2)
    world.messages()
  })

  it('[H7] moved when its plan was due already: that one stays kept, and the new days want another', async () => {
    const world = await signed('H')
    await announce(world, 'H')
    await plan(world)
    await world.advanceTo(at('04-16 10:00', 2027))
    world.messages()
    await move(world, '05-10', '05-11')
    expect(await plans(world)).toEqual(['meeting-plan-e1 done', 'meeting-plan-e1m1 open'])
    expect(await laid(world)).toEqual([])
    const [from, to] = day('05-10', '05-11')
    const shifts = [{ person: 'sun-hao', from, to }]
    expect((await plan(world, { shifts })).json.problems[0]).toMatch(/no plan of reinforced duty/)
    expect((await plan(world, { shifts, need: 'meeting-plan-e1m1' })).status).toBe(200)
    for (const need of ['meeting-plan-e1', 'meeting-plan-e1m1'])
      expect(await lineOf(world, { ...PLAN, need, about: 'contract', by: '', state: '', dueAt: '' })).toMatchObject({
        state: 'kept',
      })
    expect(await check(world.host.deps)).toEqual([])
    world.messages()
  })

  it('[H7] moved onto days that have begun: the plan is made on the very day, and who is there from then on keeps the watch', async () => {
    const world = await signed('H')
    await announce(world, 'H')
    await world.advanceTo(at('04-12 09:00', 2027))
    await move(world, '04-12', '04-13')
    const duty = async () => (await worksOf(world, 'H7')).map(({ need, state, dueAt }) => [need.slice(8), state, dueAt])
    expect(await duty()).toMatchObject([
      ['plan-e1', 'open', at('04-13 00:00', 2027)],
      ['watch-e1', 'open', at('04-14 00:00', 2027)],
      ['report-e1', 'planned', at('04-21 00:00', 2027)],
    ])
    const [from, to] = day('04-12', '04-13')
    expect((await plan(world, { shifts: [{ person: 'sun-hao', from, to }] })).status).toBe(200)
    const write = (id: string) =>
      world.api(
        `/api/duties/${encodeURIComponent('NEW-1~H7~meeting-e1~contract')}/entries`,
        { id, observed: '一切正常' },
        'engineer/sun-hao',
      )
    for (let hours = 0; hours < 39; hours += 3) {
      expect((await write(`${hours}`)).status).toBe(201)
      await world.advance('PT3H')
    }
    expect((await duty()).map(([need, state]) => `${need} ${state}`).slice(0, 2)).toEqual([
      'plan-e1 done',
      'watch-e1 done',
    ])
    world.messages()
  })

  it('[H7] the dishonest one moves it when its plan is late: the breach stands, and so does what the new days ask for', async () => {
    const world = await signed('H')
    await announce(world, 'H')
    await world.advanceTo(at('04-16 10:00', 2027))
    await move(world, '05-10', '05-11')
    expect(await plans(world)).toEqual(['meeting-plan-e1 overdue', 'meeting-plan-e1m1 open'])
    world.messages()
  })

  it('[H7] shortened: who has the days that stay keeps them, who has the others hears that they are off', async () => {
    const world = await signed('H')
    await announce(world, 'H')
    await plan(world)
    await world.advance('PT2M')
    world.messages()
    await move(world, '04-20', '04-20')
    expect(await laid(world)).toEqual([`sun-hao ${first?.from} ${first?.to}`])
    expect(await plans(world)).toEqual(['meeting-plan-e1 open'])
    await world.advance('PT1H')
    expect(told(world)).toEqual(['zhou-jie: 您的值守取消了'])
    world.messages()
  })

  it('[H7] withdrawn while it is on: the watch is off from now on, and what was is not written over', async () => {
    const world = await signed('H')
    await announce(world, 'H')
    await plan(world)
    await world.advanceTo(at('04-20 10:00', 2027))
    world.messages()
    await withdraw(world)
    expect(await laid(world)).toEqual([`sun-hao ${first?.from} ${at('04-20 10:00', 2027)}`])
    expect(told(world)).toContainEqual('sun-hao: 您的值守取消了')
    const [ours] = (await world.host.deps.links.list({ holder: { of: 'person', id: 'sun-hao' } }, 10)).slice(0, 1)
    expect(ours?.kind).toBe('engineer')
    expect((await plan(world)).json.problems[0]).toMatch(/no plan of reinforced duty/)
    await world.advanceTo(at('04-22 10:00', 2027))
    expect(await check(world.host.deps)).toEqual([])
    world.messages()
  })

  it('[H7] the hasty one plans it twice, then otherwise: the roster has what was said last, and nobody hears anything twice', async () => {
    const world = await signed('H')
    await announce(world, 'H')
    await Promise.all([plan(world), plan(world)])
    await world.advance('PT2M')
    expect(told(world)).toHaveLength(3)
    const [from, to] = day('04-20', '04-21')
    await plan(world, { shifts: [{ person: 'sun-hao', from, to }] })
    await world.advance('PT1H')
    expect(told(world)).toEqual(['sun-hao: 您的值守时间改了', 'zhou-jie: 您的值守取消了'])
    expect((await firstAt(world, noon('04-21')))?.[0]).toBe('sun-hao')
    // Where the roster refuses a shift, it stays as it was.
    const leave = { kind: 'leave', person: 'zhou-jie', from: at('04-21 06:00', 2027), to: at('04-21 20:00', 2027) }
    const { version } = (await world.api('/api/rosters/east')).json
    expect(
      (await world.api('/api/rosters/east/changes', { change: leave, reason: '休假', version, dryRun: false })).status,
    ).toBe(200)
    const before = await laid(world)
    expect((await plan(world)).status).toBe(400)
    expect((await firstAt(world, noon('04-20')))?.[0]).toBe('sun-hao')
    expect((await firstAt(world, noon('04-21')))?.[0]).toBe('sun-hao')
    expect(before.length).toBeGreaterThan(0)
    world.messages()
  })

  it('[H7] the link in the message shows who is there, to nobody else; withdrawn, it says so', async () => {
    const world = await signed('H')
    await announce(world, 'H')
    await plan(world)
    await world.advance('PT2M')
    const { link } = world.sms('sun-hao', '请您值守')
    const page = await world.fetch(link)
    expect(page.text).toContain('会场影像系统')
    expect(page.text).toContain('周洁')
    await withdraw(world)
    expect((await world.fetch(link)).text).toContain('客户取消了这段时间')
    await world.advance('P20D')
    expect((await world.fetch(link)).status).toBe(404)
    world.messages()
  })
})

it('[N13] each site is planned and moved by itself, in its own zone', async () => {
  const world = await signed('N')
  await announce(world, 'N', { kind: 'sensitive', name: '重要时期', from: '2027-06-01', until: '2027-06-04' })
  const shifts = [{ person: 'ma-jun', from: at('06-01 02:00', 2027), to: at('06-05 02:00', 2027) }]
  const given = { clause: 'N13', need: 'period-plan-e1', about: 'tianshan-machine-room', shifts, deputies: ['aygul'] }
  await world.advanceTo(at('05-10 12:00', 2027))
  expect((await plan(world, given)).status).toBe(200)
  // After its plan was due, two weeks before.
  await world.advanceTo(at('05-25 12:00', 2027))
  await announce(world, 'N', { kind: 'sensitive', name: '重要时期', from: '2027-06-03', until: '2027-06-06' }, '/e1')
  const states = (await worksOf(world, 'N13')).map(({ need, state }) => `${need} ${state}`)
  expect(states.filter((line) => line.includes('-plan-'))).toEqual(['period-plan-e1 done', 'period-plan-e1m1 open'])
  // The days that stay are watched yet.
  const first = async (of: string) => (await firstAt(world, noon(of), 'west'))?.[0]
  expect(await Promise.all(['06-03', '06-04'].map(first))).toEqual(['ma-jun', 'ma-jun'])
  const stands = await laid(world, 'west')
  expect(stands.filter((one) => one < `ma-jun ${at('06-03 02:00', 2027)}`)).toEqual([])
  expect(await check(world.host.deps)).toEqual([])
  world.messages()
})
