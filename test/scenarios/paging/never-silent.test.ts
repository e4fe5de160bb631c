import { describe, expect, it } from 'vitest'
import { CUSTOMERS } from '../../support/edge.ts'
import { at } from '../../support/play.ts'
import { MAILS, World } from '../../support/world.ts'

const NIGHT = at('11-20 02:13')
const sms = (world: World) => world.messages().filter(({ kind }) => kind === 'sms')

describe('a repair that nobody has taken', () => {
  it('is paged on when it turns out to be another unit, and nobody hears that it is over', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report({ ...CUSTOMERS.hospital, severity: undefined })
    await world.advance('PT6M') // H4 is broken
    world.messages()
    await world.act(id, { type: 'identify', serial: CUSTOMERS.campus.serial })
    await world.act(id, { type: 'identify', serial: CUSTOMERS.hospital.serial })
    await world.advance('PT10M')
    const told = sms(world)
    expect(told.filter(({ text }) => text.includes('您不用管了'))).toEqual([])
    expect(told.filter(({ text }) => /接单/.test(text)).length).toBeGreaterThan(1)
  })

  it('is paged on when its severity falls after a breach', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report({ ...CUSTOMERS.data, severity: 'major' })
    await world.advance('PT6M') // N6 is broken
    world.messages()
    await world.act(id, { type: 'changeSeverity', severity: 'ordinary', reason: '只是备机' }, 'manager')
    await world.advance('PT5M')
    const told = sms(world)
    expect(told.filter(({ text }) => text.includes('您不用管了'))).toEqual([])
    expect(told.filter(({ text }) => /接单/.test(text)).length).toBeGreaterThan(0)
    expect((await world.act(id, { type: 'acknowledge' }, 'engineer/ma-jun')).status).toBe(200)
    world.messages()
  })

  it('asks everybody again once the manager was asked in vain', async () => {
    const world = await World.start(NIGHT)
    await world.report()
    await world.advance('PT12H')
    const asked = Map.groupBy(sms(world), ({ to }) => to)
    // All eight of the roster, each more than once.
    expect([...asked.values()].filter((all) => all.length > 1).length).toBeGreaterThanOrEqual(6)
  })
})

it('a date that the customer was only told buys no silence, whatever was lent', async () => {
  const world = await World.start(NIGHT)
  const id = await world.report({ ...CUSTOMERS.hospital, severity: undefined })
  await world.act(id, { type: 'respond' })
  await world.act(id, { type: 'reserveLoaner', serial: 'LOAN-PM-01' })
  await world.act(id, { type: 'lendLoaner' })
  await world.act(id, { type: 'promiseDate', resolutionAt: at('11-20 02:13').replace('2026', '2027') })
  await world.advance('PT8H')
  world.messages()
  for (let day = 0; day < 3; day++) {
    await world.advance('P1D')
    expect(sms(world).length).toBeGreaterThan(0)
  }
})

it('a loaner is reserved for a unit of a known model alone: a call about nothing takes none', async () => {
  const world = await World.start(NIGHT)
  const id = await world.report({
    caller: '+8613911112222',
    serial: undefined,
    severity: undefined,
    symptoms: '推销保险',
  })
  await world.advance('P3D')
  expect((await world.repair(id)).loaner).toBeUndefined()
  expect(await world.host.deps.repairs.freeLoaners()).toHaveLength((await world.host.deps.repairs.loaners()).length)
  world.messages()
})

it('ten strangers push nobody on file off the repair', async () => {
  const world = await World.start(NIGHT)
  for (let n = 0; n < 12; n++) {
    const contact = { name: `s${n}`, email: `s${n}@x.example` }
    await world.call({ caller: '+8613655550000', serial: undefined, severity: undefined, symptoms: 'noise', contact })
  }
  const { repairs } = (await world.api('/api/repairs')).json
  world.messages()
  await world.act(repairs[0].id, { type: 'identify', serial: CUSTOMERS.hospital.serial })
  world.mail('报修已受理', MAILS.hospital)
  world.messages()
})

describe('a visit at a time that the customer asked for', () => {
  const agreed = { agreedBy: '何平', how: 'phone' } as const

  it('within what was promised moves nothing', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report()
    await world.act(id, { type: 'respond' })
    const before = (await world.repair(id)).clocks.map(({ dueAt }: { dueAt: string }) => dueAt)
    await world.act(id, { type: 'goOnSite', visitAt: at('11-20 20:00'), ...agreed })
    expect((await world.repair(id)).clocks.map(({ dueAt }: { dueAt: string }) => dueAt)).toEqual(before)
    world.messages()
  })

  it('later than promised: the customer reads both times, who agreed, and how to say that they did not', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report()
    await world.act(id, { type: 'respond' })
    world.messages()
    await world.act(id, { type: 'goOnSite', visitAt: at('11-23 10:00'), ...agreed })
    const { text } = world.mail('上门时间已约定')
    for (const said of ['11月23日（周一）10:00', '11月21日（周六）02:13', '何平', '没有同意过'])
      expect(text).toContain(said)
    world.messages()
  })
})
