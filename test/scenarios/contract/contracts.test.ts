import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parse, stringify } from 'yaml'
import type { Contract } from '../../../shared/directory/directory.ts'
import type { PlanDocument } from '../../../shared/plan/document.ts'
import { documentOf } from '../../../shared/plan/document-of.ts'
import { plans } from '../../support/plans.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const { campus, hospital, police } = CUSTOMERS
const NOW = at('11-20 10:00')

/** As it was before any plan had a second version. */
const firsts = plans.filter(({ version }) => version === 1)

/** The next version of plan R: remote triage in 20 minutes instead of 30 (R6). */
const second = (effectiveFrom: string): PlanDocument => {
  const first = firsts.find(({ id }) => id === 'R')
  if (!first) throw new Error('no plan R')
  return documentOf({
    ...first,
    version: first.version + 1,
    effectiveFrom,
    clauses: first.clauses.map((clause) => ({
      ...clause,
      rules: clause.rules.map((rule) =>
        rule.rule === 'clock' && rule.until === 'triaged' ? { ...rule, limit: 'PT20M' } : rule,
      ),
    })),
  })
}
const withSecond = (effectiveFrom: string) => ({
  outside: () => ({ plans: async () => [...firsts, second(effectiveFrom)] }),
})
const triage = async (world: World, id: string): Promise<string> =>
  (await world.repair(id)).clocks.find(({ milestone }: { milestone: string }) => milestone === 'triaged').dueAt

const contractOf = async (world: World, id: string): Promise<Contract> => {
  const contract = await world.host.deps.directory.contract(id)
  if (!contract) throw new Error(`no contract ${id}`)
  return contract
}

describe('which version of a commitment holds', () => {
  it('the one that the contract binds, though a newer one is in force; what no contract binds, the one in force', async () => {
    const world = await World.start(NOW, withSecond('2026-06-01'))
    const bound = await world.report()
    expect(await world.repair(bound)).toMatchObject({ plan: 'R', planVersion: 1, contract: 'LT-2024-009' })
    expect(await triage(world, bound)).toBe(at('11-20 10:30'))

    const contract = await contractOf(world, 'LT-2024-009')
    await world.host.deps.directory.merge({ contracts: [{ ...contract, sites: ['lanting-traffic'] }] })
    const free = await world.report({ caller: police.caller, serial: 'DOC-2025-0021' })
    const repair = await world.repair(free)
    expect(repair).toMatchObject({ plan: 'R', planVersion: 2 })
    expect(repair.contract).toBeUndefined()
    expect(await triage(world, free)).toBe(at('11-20 10:20'))
    world.messages()
  })

  it.each([
    ['the last moment of the day before', '11-20 23:59', 1],
    ['the first of the day', '11-21 00:00', 2],
  ])('a version takes effect with its day where the customer is: %s', async (_, reported, version) => {
    const world = await World.start(at(reported), withSecond('2026-11-21'))
    const contract = await contractOf(world, 'LT-2024-009')
    await world.host.deps.directory.merge({ contracts: [{ ...contract, sites: ['lanting-traffic'] }] })
    expect(await world.repair(await world.report())).toMatchObject({ planVersion: version })
    world.messages()
  })

  it('identified a day later, it is the version in force on the day of the report', async () => {
    const world = await World.start(at('11-20 23:00'), withSecond('2026-11-21'))
    const contract = await contractOf(world, 'LT-2024-009')
    await world.host.deps.directory.merge({ contracts: [{ ...contract, sites: ['lanting-traffic'] }] })
    const id = await world.report({ caller: '+8613900000000', serial: undefined })
    await world.advanceTo(at('11-21 00:30'))
    await world.act(id, { type: 'identify', serial: police.serial })
    expect(await world.repair(id)).toMatchObject({ needsIdentification: false, plan: 'R', planVersion: 1 })
    world.messages()
  })

  it('a plan that changes in the middle of an open repair changes nothing about that repair', async () => {
    const world = await World.start(NOW, withSecond('2026-11-20'))
    const id = await world.report()
    const contract = await contractOf(world, 'LT-2024-009')
    await world.host.deps.directory.merge({ contracts: [{ ...contract, planVersion: 2 }] })
    await world.advance('PT1M')
    expect(await world.report()).toBe(id)
    expect(await world.repair(id)).toMatchObject({ planVersion: 1 })
    expect(await triage(world, id)).toBe(at('11-20 10:30'))
    const next = await world.report({ serial: 'DOC-2025-0021' })
    expect(await world.repair(next)).toMatchObject({ planVersion: 2 })
    world.messages()
  })

  it('a unit without a date of its own was accepted with its contract; the record names the contract', async () => {
    const world = await World.start(NOW)
    const unit = await world.host.deps.directory.unit(hospital.serial)
    if (!unit) throw new Error('no unit')
    const { acceptedOn: _, ...undated } = unit
    await world.host.deps.directory.merge({ units: [undated] })
    const id = await world.report({ ...hospital, severity: undefined })
    expect(await world.repair(id)).toMatchObject({
      contract: 'RH-2024-031',
      unit: { serial: hospital.serial, acceptedOn: '2024-09-19' },
      site: { id: 'renhe-main', distance: 'city' },
    })
    world.messages()
  })
})

describe('a directory of one’s own', () => {
  const start = (change: (demo: { contracts: Contract[] }) => void) => {
    const folder = mkdtempSync(join(tmpdir(), 'chengnuo-directory-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const demo = parse(readFileSync('infra/local/demo/directory.yaml', 'utf8'))
    change(demo)
    const file = join(folder, 'directory.yaml')
    writeFileSync(file, stringify(demo))
    return World.start(NOW, { directory: file })
  }
  const [, , third] = (parse(readFileSync('infra/local/demo/directory.yaml', 'utf8')) as { contracts: Contract[] })
    .contracts
  if (!third) throw new Error('the demo lacks a contract')

  it('with a unit under two contracts does not start; the problem names both', async () => {
    await expect(
      start((demo) => {
        demo.contracts.push(
          { ...third, id: 'A', units: ['BWC-2025-0117'] },
          { ...third, id: 'B', units: ['bwc-2025-0117'] },
        )
      }),
    ).rejects.toThrow(
      'contracts.5.units.0: unit BWC-2025-0117 is under both contracts A and B: take it out of one of the two',
    )
  })

  it('with a version that is not loaded does not start', async () => {
    await expect(
      start((demo) => {
        demo.contracts = [{ ...third, planVersion: 9 }]
      }),
    ).rejects.toThrow(/contracts\.0\.planVersion: plan R has no version 9; it has 1/)
  })

  it('written before there were contracts and prices still starts', async () => {
    const world = await start((demo) => {
      Reflect.deleteProperty(demo, 'contracts')
      Reflect.deleteProperty(demo, 'prices')
    })
    const repair = await world.repair(await world.report())
    expect(repair).toMatchObject({ plan: 'R', planVersion: 2 })
    expect(repair.contract).toBeUndefined()
    world.messages()
  })
})

describe('[C5] a loaner in use', () => {
  /** A projector that could not be repaired on site, and the loaner that stands in for it. */
  const lent = async (world: World): Promise<string> => {
    const id = await world.report({ ...campus, severity: 'ordinary' })
    await world.act(id, { type: 'arrive' })
    await world.act(id, { type: 'notSolved', reason: '灯泡缺货' })
    await world.act(id, { type: 'lendLoaner' })
    world.messages()
    return id
  }

  it('is served like the original: its customer, site, contract and the very plan of the repair it stands in for', async () => {
    const world = await World.start(NOW)
    const original = await lent(world)
    const { contract, planVersion, site, customer } = await world.repair(original)
    // The campus has bought under another plan since; the repair, and so the loaner, keep theirs.
    const bound = await contractOf(world, 'JN-2025-017')
    await world.host.deps.directory.merge({ contracts: [{ ...bound, plan: 'H' }] })
    const id = await world.report({ caller: '+8613900000000', serial: 'loan-lp-01', severity: 'critical' })
    expect(id).not.toBe(original)
    expect(await world.repair(id)).toMatchObject({
      needsIdentification: false,
      plan: 'C',
      planVersion,
      contract,
      customer,
      site,
      unit: { serial: 'LOAN-LP-01', model: 'LP-800', loanerFor: original, acceptedOn: '2025-08-22' },
    })
    expect(Object.keys(await world.clocks(id))).toEqual(
      expect.arrayContaining(['C2 responded', 'C3 arrived', 'C4 repaired']),
    )
    world.messages()
  })

  it('once it is back, nobody knows for whom it is: its model is known, and someone looks', async () => {
    const world = await World.start(NOW)
    const original = await lent(world)
    await world.act(original, { type: 'returnLoaner' })
    const id = await world.report({ caller: campus.caller, serial: 'LOAN-LP-01', severity: 'critical' })
    const repair = await world.repair(id)
    expect(repair).toMatchObject({
      needsIdentification: true,
      plan: 'C',
      unit: { serial: 'LOAN-LP-01', model: 'LP-800' },
    })
    expect(repair.unit.loanerFor).toBeUndefined()
    world.messages()
  })

  it('reserved but not yet delivered, it is not in use', async () => {
    const world = await World.start(NOW)
    const original = await world.report({ ...campus, severity: 'ordinary' })
    await world.act(original, { type: 'arrive' })
    await world.act(original, { type: 'notSolved', reason: '灯泡缺货' })
    const id = await world.report({ caller: '+8613900000000', serial: 'LOAN-LP-01' })
    expect(await world.repair(id)).toMatchObject({ needsIdentification: true, plan: 'N' })
    world.messages()
  })

  it('under a plan that does not say so, it is served by what binds the original now', async () => {
    const world = await World.start(NOW, withSecond('2026-01-01'))
    const original = await world.report()
    await world.act(original, { type: 'arrive' })
    await world.act(original, { type: 'reserveLoaner', serial: 'LOAN-BWC-01' })
    await world.act(original, { type: 'lendLoaner' })
    const contract = await contractOf(world, 'LT-2024-009')
    const newer = { ...contract, id: 'LT-2026-001', planVersion: 2, units: [police.serial] }
    await world.host.deps.directory.merge({ contracts: [newer] })
    const id = await world.report({ caller: '+8613900000000', serial: 'LOAN-BWC-01' })
    expect(await world.repair(id)).toMatchObject({
      needsIdentification: false,
      plan: 'R',
      planVersion: 2,
      contract: 'LT-2026-001',
      site: { id: 'lanting-east' },
      unit: { loanerFor: original, category: 'recorder', acceptedOn: '2025-04-02' },
    })
    world.messages()
  })
})
