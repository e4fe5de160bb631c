import { describe, expect, it } from 'vitest'
import { commitmentOn, contractFor } from '../../../shared/directory/binding.ts'
import type { Contract, Directory, Unit } from '../../../shared/directory/directory.ts'
import { problemsWithPlans } from '../../../shared/directory/plan-problems.ts'
import type { Problem } from '../../../shared/directory/problem.ts'
import { problemsIn } from '../../../shared/directory/problems.ts'
import type { PlanDocument } from '../../../shared/plan/document.ts'
import { plans } from '../../support/plans.ts'
import { aContract, aDirectory, aUnit } from '../../support/repair-fixtures.ts'

const said = (problems: readonly Problem[]): string[] =>
  problems.map(({ path, text, warning }) => `${warning ? 'note ' : ''}${path.join('.')}: ${text.en}`)

/** What is said of a directory with these contracts, the fixture's customer, sites and units being there. */
const saidOf = (...contracts: readonly Contract[]): string[] => said(problemsIn(aDirectory({ contracts })))
const of = (changes: Partial<Contract>): string[] => saidOf(aContract(changes))

const plan = (id: string): PlanDocument => {
  const found = plans.find((document) => document.id === id)
  if (!found) throw new Error(`no plan ${id}`)
  return found
}
const R1 = plan('R')
const R2: PlanDocument = { ...R1, version: 2, effectiveFrom: '2026-06-01' }
const both = [R1, R2, plan('N')]

describe('the contract that binds a unit', () => {
  const everything = aContract({ id: 'K-all' })
  const site = aContract({ id: 'K-site', sites: ['lanting-east'] })
  const unit = aContract({ id: 'K-unit', units: ['BWC-2025-0117'] })
  const contracts = [everything, site, unit]

  const BINDINGS: readonly (readonly [string | undefined, string | undefined, string, string])[] = [
    [
      'bwc-2025-0117 ',
      'lanting-traffic',
      'K-unit',
      'the one that names it, wherever it stands and however it is written',
    ],
    ['OTHER', 'lanting-east', 'K-site', 'else the one that names its site'],
    [undefined, 'lanting-east', 'K-site', 'which also holds for a site without a unit'],
    ['OTHER', 'lanting-traffic', 'K-all', 'else the one that names neither'],
    [undefined, undefined, 'K-all', 'which holds for a customer whose site is not known'],
  ]
  it.each(BINDINGS)('of %s at %s is %s: %s', (serial, at, id) => {
    expect(contractFor(contracts, serial, at)?.id).toBe(id)
    expect(contractFor(contracts.toReversed(), serial, at)?.id).toBe(id)
  })

  it('is none where every contract names something else', () => {
    expect(contractFor([site, unit], 'OTHER', 'lanting-traffic')).toBeUndefined()
    expect(contractFor([], 'BWC-2025-0117', 'lanting-east')).toBeUndefined()
  })
})

describe('the commitment that holds on a day', () => {
  const customer = { id: 'lanting-police', name: '兰亭县公安局', plan: 'R' }
  const version = (day: string, contract?: Contract) => commitmentOn(both, day, contract, customer).version

  it('is the version that the contract names, whatever is in force by then', () => {
    expect(version('2027-01-01', aContract({ planVersion: 1 }))).toBe(1)
    expect(version('2025-01-01', aContract({ planVersion: 2 }))).toBe(2)
  })

  it('is the customer’s plan in force on the day without a contract: from its very first day', () => {
    expect([version('2026-05-31'), version('2026-06-01'), version('2026-06-02')]).toEqual([1, 2, 2])
    expect(version('2020-01-01')).toBe(1)
  })

  it('is the plan’s version in force where the contract’s own is not loaded, and the strictest where nothing is known', () => {
    expect(version('2026-06-01', aContract({ planVersion: 9 }))).toBe(2)
    expect(commitmentOn(both, '2026-06-01', undefined, undefined).id).toBe('N')
    expect(commitmentOn(both, '2026-06-01', undefined, { ...customer, plan: 'X' }).id).toBe('N')
  })
})

describe('contracts on file', () => {
  it('that say nothing impossible are taken', () => {
    expect(of({ signedOn: '2025-03-01', deliveredOn: '2025-03-01', acceptedOn: '2025-03-01' })).toEqual([])
    expect(of({ sites: ['lanting-east'], units: ['doc-2025-0021'] })).toEqual([])
  })

  it('must name what is there, of their own customer, once', () => {
    const others = aDirectory()
    const directory: Directory = {
      ...others,
      customers: [...others.customers, { id: 'other', name: '别家', plan: 'R' }],
      sites: others.sites.map((site) => (site.id === 'lanting-traffic' ? { ...site, customer: 'other' } : site)),
      contacts: [],
      contracts: [
        aContract({
          customer: 'nobody',
          sites: ['s', 'lanting-traffic'],
          units: ['u', 'BWC-2025-0117', 'bwc-2025-0117'],
          priceList: 'p',
        }),
      ],
    }
    expect(said(problemsIn(directory))).toEqual([
      'contracts.0.customer: there is no customer nobody',
      'contracts.0.priceList: there is no price list p',
      'contracts.0.sites.0: there is no site s',
      'contracts.0.units.0: there is no unit U',
      'contracts.0.units.2: BWC-2025-0117 is there already',
      'contracts.0.sites.1: lanting-traffic belongs to other, not to nobody',
      'contracts.0.units.1: BWC-2025-0117 belongs to lanting-police, not to nobody',
      'contracts.0.units.2: BWC-2025-0117 belongs to lanting-police, not to nobody',
    ])
  })

  it('cannot claim the same unit, site or rest twice; each such problem names both and what to do', () => {
    expect(saidOf(aContract({ units: ['BWC-2025-0117'] }), aContract({ id: 'K-2', units: ['bwc-2025-0117'] }))).toEqual(
      ['contracts.1.units.0: unit BWC-2025-0117 is under both contracts K-1 and K-2: take it out of one of the two'],
    )
    expect(saidOf(aContract({ sites: ['lanting-east'] }), aContract({ id: 'K-2', sites: ['lanting-east'] }))).toEqual([
      'contracts.1.sites.0: site lanting-east is under both contracts K-1 and K-2: take it out of one of the two',
    ])
    expect(saidOf(aContract(), aContract({ id: 'K-2' }))).toEqual([
      'contracts.1: everything of lanting-police is under both contracts K-1 and K-2: let one of the two name the sites or units it is for',
    ])
    expect(
      saidOf(
        aContract(),
        aContract({ id: 'K-2', sites: ['lanting-east'] }),
        aContract({ id: 'K-3', units: ['BWC-2025-0117'] }),
      ),
    ).toEqual([])
  })

  it('accepted before delivery, or before signing when nothing was delivered: refused', () => {
    expect(of({ deliveredOn: '2025-03-10', acceptedOn: '2025-03-09' })).toEqual([
      'contracts.0.acceptedOn: accepted before it was delivered on 2025-03-10: correct one of the two',
    ])
    expect(of({ deliveredOn: '2025-03-10', acceptedOn: '2025-03-10' })).toEqual([])
    expect(of({ signedOn: '2025-03-01', acceptedOn: '2025-02-28' })).toEqual([
      'contracts.0.acceptedOn: accepted before it was signed on 2025-03-01: correct one of the two, or give the day of delivery',
    ])
  })

  it('delivered before signing: goods on trial, taken with a note', () => {
    expect(of({ signedOn: '2025-03-01', deliveredOn: '2025-02-28', acceptedOn: '2025-02-28' })).toEqual([
      'note contracts.0.deliveredOn: delivered before it was signed on 2025-03-01: please check, unless the goods came on trial',
    ])
  })

  it('a unit accepted before its contract’s delivery, or bought after its acceptance: taken with a note', () => {
    const units: Unit[] = [aUnit({ acceptedOn: '2025-02-28', purchasedOn: '2025-03-01' })]
    const contracts = [aContract({ deliveredOn: '2025-03-02', units: ['BWC-2025-0117'] })]
    expect(said(problemsIn(aDirectory({ units, contracts })))).toEqual([
      'note units.0.purchasedOn: bought after it was accepted on 2025-02-28; its warranty runs from acceptance: please check',
      "note contracts.0.units.0: BWC-2025-0117 was accepted by itself on 2025-02-28, before this contract's 2025-03-02; its warranty runs from 2025-02-28: please check",
    ])
  })
})

describe('renewals', () => {
  const term = (from: string, until: string) => ({ from, until })
  const renewed = (...renewals: Contract['renewals']) => of({ acceptedOn: '2025-04-02', renewals })

  it('follow each other without a word', () => {
    expect(renewed(term('2028-04-04', '2029-04-03'), term('2029-04-04', '2030-04-03'))).toEqual([])
  })

  it('that overlap or are out of order are refused, with the day to begin on', () => {
    expect(renewed(term('2028-04-04', '2029-04-03'), term('2029-04-03', '2030-04-02'))).toEqual([
      'contracts.0.renewals.1: renewal 2029-04-03 to 2030-04-02 overlaps the one before it (2028-04-04 to 2029-04-03) or is out of order: begin on 2029-04-04',
    ])
    expect(renewed(term('2029-04-04', '2030-04-03'), term('2028-04-04', '2029-04-03'))).toHaveLength(1)
  })

  it('that leave a gap are taken, and the gap is said', () => {
    expect(renewed(term('2028-04-04', '2029-04-03'), term('2029-04-05', '2030-04-04'))).toEqual([
      'note contracts.0.renewals.1: leaves a gap after the renewal before it: no warranty from 2029-04-04 to 2029-04-04',
    ])
  })

  it('cannot end before they begin, nor begin with the warranty', () => {
    expect(renewed(term('2028-04-04', '2028-04-03'))).toEqual([
      'contracts.0.renewals.0: renewal 2028-04-04 to 2028-04-03 ends before it begins',
    ])
    expect(renewed(term('2025-04-02', '2026-04-01'))).toEqual([
      'contracts.0.renewals.0: renewal from 2025-04-02 begins before the warranty itself does, on 2025-04-02: correct it',
    ])
  })
})

describe('a directory and the plans', () => {
  const saidWith = (changes: Partial<Directory>) => said(problemsWithPlans(aDirectory(changes), both))

  it('fit when every plan and version is loaded', () => {
    expect(
      saidWith({ contracts: [aContract(), aContract({ id: 'K-2', planVersion: 2, signedOn: '2026-06-01' })] }),
    ).toEqual([])
  })

  it('must name plans and versions that there are', () => {
    const [customer] = aDirectory().customers
    if (!customer) throw new Error('the fixture lacks a customer')
    const contracts = [aContract({ plan: 'X' }), aContract({ id: 'K-2', planVersion: 3 })]
    expect(saidWith({ customers: [{ ...customer, plan: 'Y' }], contracts })).toEqual([
      'customers.0.plan: there is no plan Y; there are R, N',
      'contracts.0.plan: there is no plan X; there are R, N',
      'contracts.1.planVersion: plan R has no version 3; it has 1, 2',
    ])
  })

  it('a contract older than its version is taken with a note', () => {
    expect(saidWith({ contracts: [aContract({ planVersion: 2, signedOn: '2026-05-31' })] })).toEqual([
      'note contracts.0.planVersion: signed on 2026-05-31, before version 2 took effect on 2026-06-01: please check',
    ])
  })

  it('a category without a term of its own is taken with a note, a distance that the plan does not have is refused', () => {
    const tiers: PlanDocument = { ...R1, distances: [{ id: 'city', name: { zh: '市内', en: 'city' } }] }
    const { sites } = aDirectory()
    const directory = aDirectory({
      sites: sites.map((site) => ({ ...site, distance: site.id === 'lanting-east' ? 'city' : 'moon' })),
      units: [aUnit({ category: 'recorder' }), aUnit({ serial: 'B', category: 'recroder' })],
    })
    expect(said(problemsWithPlans(directory, [tiers]))).toEqual([
      'sites.1.distance: the plan knows no distance moon; it has city',
      'note units.1.category: the plan has no warranty of its own for the category recroder (it has recorder): the general one holds',
    ])
    expect(said(problemsWithPlans(directory, [R1])).filter((text) => text.includes('distance'))).toEqual([])
  })

  it.each([
    // R1: 3 years from 2 April 2025 end on Sunday, 2 April 2028, and so on the Monday; that year's holidays are not known yet.
    ['2025-04-02', '2028-04-04', []],
    [
      '2025-04-02',
      '2028-04-03',
      ['begins on 2028-04-03, while the warranty runs to 2028-04-03: these days are paid for twice, please check'],
    ],
    [
      '2025-04-02',
      '2028-04-05',
      ['leaves a gap after the warranty, which ends on 2028-04-03: none from 2028-04-04 to 2028-04-04'],
    ],
    // Accepted on a leap day: 3 years end on the last day of February, a Sunday.
    ['2024-02-29', '2027-03-02', []],
    ['2024-02-29', '2027-02-28', [expect.stringContaining('the warranty runs to 2027-03-01')]],
  ])('accepted on %s, renewed from %s', (acceptedOn, from, expected) => {
    const contract = aContract({ signedOn: '2024-01-01', acceptedOn, renewals: [{ from, until: '2029-12-31' }] })
    const notes = problemsWithPlans(aDirectory({ contracts: [contract] }), both)
    expect(notes.map(({ text, warning }) => (warning ? text.en : `error ${text.en}`))).toEqual(expected)
  })
})
