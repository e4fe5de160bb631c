import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NOW = at('11-20 10:00')
const { data, hospital, police } = CUSTOMERS

/** A world in which every contract of a plan is bound to version 2. */
const withVersion2 = async (plan: string): Promise<World> => {
  const world = await World.start(NOW, { papers: 'missing' })
  const { contracts = [] } = await world.host.deps.directory.all()
  const bound = contracts.filter((contract) => contract.plan === plan)
  await world.host.deps.directory.merge({ contracts: bound.map((one) => ({ ...one, planVersion: 2 })) })
  return world
}

describe('version 2 of the commitments', () => {
  it('[H14] sent in by agreement: the loaner stays due at 48 hours, and the repair has seven days of its own', async () => {
    const world = await withVersion2('H')
    const id = await world.report({ ...hospital })
    expect((await world.repair(id)).planVersion).toBe(2)
    await world.act(id, { type: 'respond' })
    await world.act(id, { type: 'sendIn', verdict: '主板故障', handling: '返厂', agreedBy: '周医生', how: 'phone' })
    const due = (await world.repair(id)).clocks
      .filter(({ clause }: { clause: string }) => clause === 'H14')
      .map(({ state, dueAt }: { state: string; dueAt: string }) => [state, dueAt])
    expect(due).toEqual([
      ['open', at('11-22 10:00')],
      ['open', at('11-28 00:00')],
    ])
    await world.advanceTo(at('11-22 10:00'))
    expect(
      (await world.repair(id)).clocks.map(({ clause, state }: { clause: string; state: string }) => [clause, state]),
    ).toContainEqual(['H14', 'broken'])
    world.messages()
  })

  it('[R21] what we did not remedy in time the customer had remedied elsewhere: a claim of its own', async () => {
    const world = await withVersion2('R')
    const id = await world.report({ ...police })
    await world.act(id, { type: 'respond' })
    const claim = { type: 'claim', basis: 'elsewhere', what: '客户另请维修', amountFen: 80_000 } as const
    expect((await world.act(id, claim)).status).toBe(200)
    expect((await world.repair(id)).claims).toMatchObject([{ clause: 'R21', basis: 'elsewhere', amountFen: 80_000 }])
    world.messages()
  })

  it('[H22] goods that infringe somebody’s rights: a claim, whatever the warranty', async () => {
    const world = await withVersion2('H')
    const id = await world.report({ ...hospital })
    await world.act(id, { type: 'respond' })
    expect((await world.act(id, { type: 'claim', basis: 'rights', what: '专利纠纷' })).status).toBe(200)
    expect((await world.repair(id)).claims).toMatchObject([{ clause: 'H22', basis: 'rights' }])
    world.messages()
  })

  it('[N26] someone is dispatched within 2 hours, and 48 end repaired or with a loaner', async () => {
    const world = await withVersion2('N')
    const id = await world.report({ ...data, severity: 'ordinary' })
    await world.act(id, { type: 'respond' })
    await world.advanceTo(at('11-20 12:00'))
    expect(await world.clocks(id)).toMatchObject({ 'N26 dispatched': 'broken', 'N26 repaired': 'open' })
    world.messages()
  })

  it('[N26] [N3] an alternative that the customer accepted keeps the 48 hours; the repair is still asked about', async () => {
    const world = await withVersion2('N')
    const id = await world.report({ ...data, severity: 'ordinary' })
    await world.act(id, { type: 'respond' })
    const unsaid = await world.act(id, { type: 'acceptAlternative', what: '启用备用线路' })
    expect(unsaid.status).toBe(400)
    const accepted = { type: 'acceptAlternative', what: '启用备用线路', agreedBy: '努尔兰', how: 'phone' } as const
    expect((await world.act(id, accepted)).status).toBe(200)
    expect(await world.clocks(id)).toMatchObject({ 'N26 repaired': 'kept', 'N3 repaired': 'kept' })
    world.messages()
    await world.advance('P3D')
    expect(world.messages().length).toBeGreaterThan(2)
  })

  it('[N26] out of warranty it is not promised', async () => {
    const world = await withVersion2('N')
    const { contracts = [], units = [] } = await world.host.deps.directory.all()
    const long = { acceptedOn: '2020-03-01', deliveredOn: '2020-02-01', signedOn: '2020-01-01' }
    await world.host.deps.directory.merge({
      contracts: contracts
        .filter(({ plan }) => plan === 'N')
        .map((one) => ({ ...one, planVersion: 2, renewals: [], ...long })),
      units: units.filter(({ serial }) => serial === data.serial).map((one) => ({ ...one, acceptedOn: '2020-03-01' })),
    })
    const id = await world.report({ ...data, severity: 'ordinary' })
    expect(Object.keys(await world.clocks(id)).filter((name) => name.startsWith('N26'))).toEqual([])
    world.messages()
  })

  it('[R20] at the customer’s wish a new unit is due at the first failure, not for damage by the user; the manager sets the day', async () => {
    const world = await withVersion2('R')
    const id = await world.report({ ...police })
    await world.act(id, { type: 'arrive' })
    const wish = { type: 'requestExchange', agreedBy: '赵所长', how: 'inPerson' } as const
    const broken = await world.act(id, { ...wish, origin: 'user' })
    expect([broken.status, broken.json.problems[0]]).toEqual([
      400,
      expect.stringContaining('R20 exchanges what fails by a quality problem'),
    ])
    expect((await world.act(id, wish)).status).toBe(200)
    expect((await world.repair(id)).replacement).toMatchObject({ clause: 'R20', because: 'wish', state: 'due' })
    const day = { type: 'dateReplacement', on: at('11-24 10:00') } as const
    expect((await world.act(id, day)).status).toBe(403)
    expect((await world.act(id, day, 'manager/liu-fang')).status).toBe(200)
    expect((await world.repair(id)).replacement).toMatchObject({ state: 'approved', on: at('11-24 10:00') })
    expect((await world.clocks(id))['R20 replaced']).toBe('open')
    world.messages()
  })

  it.each([
    ['H', '[H23] a standing local office', 'RH-2024-031', 'H23', 'local-office'],
    [
      'C',
      '[C36] quality report, warranty letter, original goods, local office',
      'JN-2025-017',
      'C36',
      'warranty-letter',
    ],
    ['C', '[C37] rules for use and a maintenance archive', 'JN-2025-017', 'C37', 'rules-of-use'],
    ['R', '[R22] site survey, spare-parts list, papers, service place', 'LT-2024-009', 'R22', 'site-survey'],
    ['N', '[N27] manuals, white paper, authorisation', 'TS-2025-004', 'N27', 'white-paper'],
    ['N', '[N28] the stamped price for warranty after the term', 'TS-2025-004', 'N28', 'price-after-term'],
  ])('plan %s: %s is asked for, shown as missing, and filed', async (plan, _promise, contract, clause, need) => {
    const world = await withVersion2(plan)
    const stateOf = async () => {
      const { json } = await world.api(`/api/contracts/${contract}`, undefined, 'engineer/zhao-min')
      return json.facts.find((line: { clause: string; need: string }) => line.clause === clause && line.need === need)
        ?.state
    }
    expect(await stateOf()).toMatch(/missing|overdue/)
    const fact = { clause, need, document: '文件' }
    expect((await world.api(`/api/contracts/${contract}/facts`, fact, 'engineer/zhao-min')).status).toBe(200)
    expect(await stateOf()).toBe('recorded')
  })

  const failTwice = async (world: World, id: string): Promise<void> => {
    for (const _ of [1, 2]) {
      await world.act(id, { type: 'arrive' })
      await world.act(id, { type: 'complete', cause: '不明', done: '校准', problem: '自动关机' })
      await world.act(id, { type: 'notFixed', what: '又出现' })
    }
    world.messages()
  }
  it('[R2] two repairs without success: due, and a manager who refuses it breaks the promise, by name and with the reason', async () => {
    const world = await withVersion2('R')
    const id = await world.report({ ...police })
    await failTwice(world, id)
    expect((await world.repair(id)).replacement).toMatchObject({ clause: 'R2', state: 'due', because: 'failures' })
    const refused = await world.act(id, { type: 'declineReplacement', reason: '太贵' }, 'manager/liu-fang')
    expect(refused.status).toBe(200)
    expect((await world.clocks(id))['R2 replaced 3']).toBe('broken')
    const { timeline } = await world.repair(id)
    const said = timeline.find(({ type }: { type: string }) => type === 'replacementDeclined')
    expect(said).toMatchObject({ approver: '刘芳', reason: '太贵', refused: true })
    world.messages()
  })
  it('[R2] out of warranty nothing of it is promised', async () => {
    const world = await withVersion2('R')
    const { contracts = [], units = [] } = await world.host.deps.directory.all()
    await world.host.deps.directory.merge({
      contracts: contracts
        .filter(({ plan }) => plan === 'R')
        .map((one) => ({ ...one, acceptedOn: '2021-03-01', deliveredOn: '2021-02-01', signedOn: '2021-01-01' })),
      units: units
        .filter(({ serial }) => serial === police.serial)
        .map((one) => ({ ...one, acceptedOn: '2021-03-01' })),
    })
    const id = await world.report({ ...police })
    await failTwice(world, id)
    expect((await world.repair(id)).replacement).toBeUndefined()
  })
})
