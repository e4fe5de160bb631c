import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const WORK = { cause: '光源老化', done: '更换光源', noParts: 'on' }

/** What the file of a unit says of its warranty: state, last day, and the arithmetic in Chinese. */
const warranty = async (world: World, serial: string) => {
  const { status, json } = await world.api(`/api/units/${serial}`)
  expect(status).toBe(200)
  const { state, until, steps } = json.warranty
  return { state, until, steps: steps.map(({ zh }: { zh: string }) => zh) }
}

describe('the warranty in the file of a unit', () => {
  it('[H12] two years from acceptance, to the end of the last day', async () => {
    const world = await World.start(at('09-18 10:00'))
    expect(await warranty(world, 'MON-2024-0305')).toEqual({
      state: 'in',
      until: '2026-09-20',
      steps: ['2024-09-19 验收 + 2 年（H12） → 2026-09-19，遇休息日顺延 → 2026-09-20'], // that Sunday is a make-up workday
    })
    await world.advanceTo(at('09-20 23:59'))
    expect((await warranty(world, 'MON-2024-0305')).state).toBe('in')
    await world.advanceTo(at('09-21 00:00'))
    expect(await warranty(world, 'MON-2024-0305')).toMatchObject({ state: 'out', until: '2026-09-20' })
  })
  it('[C1] three years', async () => {
    const world = await World.start(at('08-22 23:59', 2028))
    expect(await warranty(world, 'PRJ-2025-1101')).toMatchObject({ state: 'in', until: '2028-08-22' })
    await world.advance('PT1M')
    expect((await warranty(world, 'PRJ-2025-1101')).state).toBe('out')
  })
  it('[R1] three years, recorders 24 months', async () => {
    const world = await World.start(at('04-03 10:00', 2027))
    expect(await warranty(world, 'BWC-2025-0117')).toMatchObject({ state: 'out', until: '2027-04-02' })
    expect(await warranty(world, 'DOC-2025-0021')).toMatchObject({ state: 'in', until: '2028-04-03' })
  })
  it('[N1] three years, by the day where the unit stands', async () => {
    const world = await World.start(at('05-17 01:59', 2028)) // 23:59 in Tianshan
    expect(await warranty(world, 'FW-2025-0003')).toMatchObject({ state: 'in', until: '2028-05-16' })
    await world.advance('PT1M')
    expect((await warranty(world, 'FW-2025-0003')).state).toBe('out')
  })
  it('[N11] a renewed year continues it; a gap before it is out of warranty; its price is 8 % of the contract’s', async () => {
    const world = await World.start(at('05-20 10:00', 2028))
    const [contract] = await world.host.deps.directory.contractsOf('tianshan-data')
    if (!contract) throw new Error('the demo has no contract of the data centre')
    const renewals = [{ from: '2028-06-01', until: '2029-05-31' }]
    await world.host.deps.directory.merge({ contracts: [{ ...contract, renewals }] })
    expect((await warranty(world, 'FW-2025-0003')).state).toBe('out')
    await world.advanceTo(at('06-01 02:00', 2028)) // midnight in Tianshan
    expect(await warranty(world, 'FW-2025-0003')).toEqual({
      state: 'renewed',
      until: '2029-05-31',
      steps: [
        '2025-05-16 验收 + 3 年（N1） → 2028-05-16',
        '2028-05-17 至 2028-05-31 无保修',
        '续保 2028-06-01 至 2029-05-31（N11） → 2029-05-31',
        '2028、2029 年放假安排尚未公布，暂按普通周计算',
      ],
    })
    const { json } = await world.api('/api/units/FW-2025-0003')
    expect(json.renewal).toEqual({ clause: 'N11', per: 'P1Y', priceFen: 10_288_000 })
  })
  it('a unit that nobody has on file has none', async () => {
    const world = await World.start(at('11-20 10:00'))
    expect((await world.api('/api/units/NONE-1')).status).toBe(404)
  })
})

describe('what a repair does to the warranty', () => {
  it('[H15] a fault that could not be removed adds 30 days, from the moment that is recorded', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report({ ...CUSTOMERS.hospital, serial: 'USG-2025-0007', severity: undefined })
    const page = world.sms('wang-qiang')
    expect(await warranty(world, 'USG-2025-0007')).toMatchObject({ state: 'in', until: '2027-02-11' })
    await world.tap(page.link, 'arrive')
    await world.tap(page.link, 'notSolved', { reason: '探头阵元损坏，无法排除', unremovable: 'on' })
    world.messages()
    expect(await warranty(world, 'USG-2025-0007')).toMatchObject({
      until: '2027-03-15', // 13 March 2027 is a Saturday
      steps: [
        '2025-02-11 验收 + 2 年（H12） → 2027-02-11',
        `${id} 故障未能排除 + 30 天（H15） → 2027-03-13，遇休息日顺延 → 2027-03-15`,
        '2027 年放假安排尚未公布，暂按普通周计算',
      ],
    })
  })
  it('[C5] the time out of use is added once the unit works again, a begun day as a day', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report({ ...CUSTOMERS.campus, severity: 'ordinary' })
    const page = world.sms('wang-qiang')
    await world.tap(page.link, 'arrive')
    await world.advanceTo(at('11-22 11:00'))
    expect(await warranty(world, 'PRJ-2025-1101')).toMatchObject({ until: '2028-08-22' })
    await world.tap(page.link, 'complete', WORK)
    world.messages()
    expect((await warranty(world, 'PRJ-2025-1101')).steps.slice(0, 2)).toEqual([
      '2025-08-22 验收 + 3 年（C1） → 2028-08-22',
      `${id} 停用 + 3 天（C5） → 2028-08-25`,
    ])
    const { json } = await world.api('/api/units/PRJ-2025-1101')
    expect(json).toMatchObject({ openRepair: id, plan: { id: 'C' }, history: [{ repair: id, outcome: 'open' }] })
  })
})
