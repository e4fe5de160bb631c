import { describe, expect, it } from 'vitest'
import type { FactEvent } from '../../../shared/contract/facts.ts'
import { type BoundContract, contractObligations } from '../../../shared/contract/lines.ts'
import type { Site } from '../../../shared/directory/directory.ts'
import { type Instant, later } from '../../../shared/kernel/instant.ts'
import type { EvidenceRule } from '../../../shared/plan/rules.ts'
import { plans } from '../../support/plans.ts'
import { aContract, aUnit } from '../../support/repair-fixtures.ts'

const [base] = plans
if (!base) throw new Error('no plans')
const PAPER = { zh: '合格证', en: 'certificate' }
/** A document whose only clause needs a certificate. */
const needing = (rule: Partial<EvidenceRule> = {}): BoundContract['document'] => ({
  ...base,
  id: 'H',
  version: 3,
  clauses: [
    {
      id: 'H9',
      promise: PAPER,
      kind: 'ledger',
      status: 'active',
      rules: [
        { rule: 'evidence', of: 'contract', from: 'delivered', needs: [{ id: 'certificate', name: PAPER }], ...rule },
      ],
    },
  ],
})
const site = (id: string, timezone = 'Asia/Shanghai'): Site => ({
  id,
  customer: 'lanting-police',
  name: id,
  shortName: id,
  address: '',
  timezone,
  roster: 'east',
})
const file = (changes: Partial<BoundContract> = {}): BoundContract => ({
  contract: aContract({ deliveredOn: '2026-11-20' }),
  document: needing(),
  sites: [],
  units: [],
  facts: [],
  timezone: 'Asia/Shanghai',
  ...changes,
})
const fact = (at: Instant, changes: Partial<FactEvent> = {}): FactEvent => ({
  seq: 1,
  at,
  by: { kind: 'staff', id: 'liu-fang', name: '刘芳' },
  clause: 'H9',
  need: 'certificate',
  about: 'contract',
  fact: { type: 'recorded', document: '合格证.pdf' },
  ...changes,
})
const EARLY = '2020-01-01T00:00:00.000Z'
/** 24:00 of 20 November in Shanghai. */
const DUE = '2026-11-20T16:00:00.000Z'
const dueOf = (given: Partial<BoundContract>): string[] =>
  contractObligations(file(given), EARLY).map(({ dueAt }) => dueAt)

describe('[H9] a document that a contract needs', () => {
  it('is a line of the ledger, due at the end of the day', () => {
    expect(contractObligations(file(), EARLY)).toEqual([
      {
        id: 'contract/K-1/H9/certificate/contract',
        clause: 'H9',
        plan: 'H',
        planVersion: 3,
        what: 'document:certificate',
        customer: 'lanting-police',
        contract: 'K-1',
        startedAt: '2026-11-19T16:00:00.000Z',
        dueAt: DUE,
        month: '2026-11',
        state: 'open',
      },
    ])
  })

  it.each([
    ['just before it is due', later(DUE, -1), 'open'],
    ['at that instant', DUE, 'open'],
    ['just after', later(DUE, 1), 'broken'],
  ])('without the document, %s, is %s', (_, now, state) => {
    const [line] = contractObligations(file(), now)
    expect(line).toMatchObject({ state })
    expect(line?.brokenAt).toBe(state === 'broken' ? DUE : undefined)
  })

  it.each([
    ['before delivery', '2026-11-01T00:00:00.000Z', { state: 'kept' }],
    ['just in time', DUE, { state: 'kept' }],
    ['just too late', later(DUE, 1), { state: 'broken', brokenAt: DUE, lateBy: 'PT0.001S' }],
    ['three days late', later(DUE, 3 * 86_400_000), { state: 'broken', brokenAt: DUE, lateBy: 'PT72H' }],
  ])('recorded %s', (_, at, expected) => {
    const [line] = contractObligations(file({ facts: [fact(at, { seq: 4 })] }), '2027-01-01T00:00:00.000Z')
    expect(line).toMatchObject({ ...expected, endedAt: at, evidence: 4 })
  })

  it('may be waived in time, with reason and approver; a breach stays one', () => {
    const waived = { fact: { type: 'waived', reason: '客户自检' } } as const
    expect(contractObligations(file({ facts: [fact(EARLY, waived)] }), DUE)).toMatchObject([
      { state: 'waived', waivedBecause: '客户自检', waivedBy: '刘芳', evidence: 1 },
    ])
    expect(contractObligations(file({ facts: [fact(later(DUE, 60_000), waived)] }), later(DUE, 90_000))).toMatchObject([
      { state: 'broken', lateBy: 'PT1M' },
    ])
  })

  it('is proved by the first fact about it, and by no other', () => {
    const others = [fact(EARLY, { clause: 'C13' }), fact(EARLY, { need: 'manual' }), fact(EARLY, { about: 'S-1' })]
    expect(contractObligations(file({ facts: others }), EARLY)[0]?.state).toBe('open')
    const facts = [fact(EARLY, { seq: 1 }), fact(later(DUE, 1), { seq: 2 })]
    expect(contractObligations(file({ facts }), later(DUE, 2))[0]).toMatchObject({ state: 'kept', evidence: 1 })
  })

  it('has no line before its day is known, and none while the clause is only planned', () => {
    expect(dueOf({ contract: aContract() })).toEqual([])
    const document = needing()
    const planned = document.clauses.map((clause) => ({ ...clause, status: 'planned' as const }))
    expect(dueOf({ document: { ...document, clauses: planned } })).toEqual([])
  })
})

describe('when a document is due', () => {
  const signed = (signedOn: string, within?: string) =>
    dueOf({
      contract: aContract({ signedOn }),
      document: needing({ from: 'signed', ...(within !== undefined && { within }) }),
    })

  it.each([
    // The first day is not counted; the day ends at 24:00 in Shanghai.
    ['2026-11-02', 'P15D', '2026-11-17T16:00:00.000Z'],
    // 29 November is a Sunday: the day after the rest.
    ['2026-11-14', 'P15D', '2026-11-30T16:00:00.000Z'],
    // A month from the 31st of January ends with February; 28 February 2026 is a make-up workday.
    ['2026-01-31', 'P1M', '2026-02-28T16:00:00.000Z'],
    // A year from a leap day; 28 February 2029 is a Wednesday.
    ['2028-02-29', 'P1Y', '2029-02-28T16:00:00.000Z'],
    // Into the National Day holidays of 2026 (1 to 7 October): the 8th.
    ['2026-09-16', 'P15D', '2026-10-08T16:00:00.000Z'],
  ])('signed on %s, within %s', (day, within, due) => {
    expect(signed(day, within)).toEqual([due])
  })

  it('at the day itself, a rest day or not', () => {
    expect(signed('2026-11-29')).toEqual(['2026-11-29T16:00:00.000Z'])
    expect(signed('2028-02-29')).toEqual(['2028-02-29T16:00:00.000Z'])
  })

  it("in the zone of the contract's first site, and counts in the month of the day that ends then", () => {
    const [line] = contractObligations(
      file({ contract: aContract({ deliveredOn: '2026-11-30' }), sites: [site('s', 'Asia/Urumqi')] }),
      EARLY,
    )
    expect(line).toMatchObject({ dueAt: '2026-11-30T18:00:00.000Z', month: '2026-11' })
  })
})

describe('[C13] documents for each site and unit', () => {
  it('are one line each, under site and serial number', () => {
    const sites = [site('east'), site('west')]
    const lines = contractObligations(file({ document: needing({ of: 'site' }), sites }), EARLY)
    expect(lines.map(({ id, site }) => [id, site])).toEqual([
      ['contract/K-1/H9/certificate/east', 'east'],
      ['contract/K-1/H9/certificate/west', 'west'],
    ])
  })

  it('of a unit are due by its own acceptance, where it stands', () => {
    const units = [
      { unit: aUnit({ serial: 'a 1', acceptedOn: '2026-11-10' }), timezone: 'Asia/Urumqi' },
      { unit: aUnit({ serial: 'B2' }), timezone: 'Asia/Shanghai' },
    ]
    const contract = aContract({ acceptedOn: '2026-11-12' })
    const document = needing({ of: 'unit', from: 'accepted' })
    const facts = [fact('2026-11-12T00:00:00.000Z', { about: 'b 2' })]
    const lines = contractObligations(file({ contract, document, units, facts }), EARLY)
    expect(lines.map(({ id, unit, site, dueAt, state }) => [id, unit, site, dueAt, state])).toEqual([
      ['contract/K-1/H9/certificate/A1', 'A1', 'lanting-east', '2026-11-10T18:00:00.000Z', 'open'],
      ['contract/K-1/H9/certificate/B2', 'B2', 'lanting-east', '2026-11-12T16:00:00.000Z', 'kept'],
    ])
  })

  it('of a unit that took the place of another are due by the day it was put in', () => {
    const replaces = { serial: 'OLD', on: '2026-11-18', warranty: 'restarts' } as const
    const units = [{ unit: aUnit({ replaces }), timezone: 'Asia/Shanghai' }]
    for (const from of ['delivered', 'accepted'] as const) {
      const contract = aContract({ deliveredOn: '2025-01-01', acceptedOn: '2025-01-01' })
      expect(dueOf({ contract, document: needing({ of: 'unit', from }), units })).toEqual(['2026-11-18T16:00:00.000Z'])
    }
  })

  it('are each asked for, when a clause needs several', () => {
    const needs = ['manual-zh', 'manual-en'].map((id) => ({ id, name: PAPER }))
    expect(dueOf({ document: needing({ needs }) })).toEqual([DUE, DUE])
  })
})

describe('[H9] a contract that came into the system later', () => {
  const filed = (at: Instant, dates: object = { deliveredOn: '2026-11-20' }): FactEvent => ({
    ...fact(at),
    by: { kind: 'system' },
    clause: '',
    need: '',
    fact: { type: 'filed', signedOn: '2026-11-01', ...dates },
  })
  const lineOf = (facts: readonly FactEvent[], now: Instant = later(DUE, 1000), changes: Partial<BoundContract> = {}) =>
    contractObligations(file({ facts, ...changes }), now)[0]
  const NOT_RECORDED = { state: 'fallenAway', endedBecause: 'filed', evidence: 1 }

  it.each([
    [-1, 'broken'],
    [0, 'broken'],
    [1, 'fallenAway'],
  ])('filed %i ms after the document was due: %s', (late, state) => {
    expect(lineOf([filed(later(DUE, late))])).toMatchObject({ state })
  })

  it('is neither kept nor broken, also when the document is found or waived later', () => {
    const at = later(DUE, 500)
    const found = fact(later(DUE, 800), { seq: 2 })
    const waived = fact(later(DUE, 800), { seq: 2, fact: { type: 'waived', reason: '遗失' } })
    expect(lineOf([filed(at)])).toMatchObject({ ...NOT_RECORDED, endedAt: at })
    for (const later of [found, waived])
      expect(lineOf([filed(at), later])).toMatchObject({ ...NOT_RECORDED, endedAt: at })
    expect(lineOf([filed(at)])).not.toHaveProperty('brokenAt')
    expect(lineOf([filed(at)])).not.toHaveProperty('lateBy')
  })

  it('an earlier day of delivery that is entered afterwards excuses nothing', () => {
    const at = later(DUE, 500)
    expect(lineOf([filed(at, { deliveredOn: '2026-11-22' })])).toMatchObject({ state: 'broken' })
    expect(lineOf([filed(at, {})])).toMatchObject({ state: 'broken' })
    // Nor does a later one that was due only afterwards.
    const contract = aContract({ deliveredOn: '2026-11-22' })
    expect(lineOf([filed(at)], later(DUE, 200 * 3_600_000), { contract })).toMatchObject({ state: 'broken' })
  })

  it('what is due afterwards is promised as ever', () => {
    const early = filed(later(DUE, -1000))
    expect(lineOf([early], later(DUE, -1))).toMatchObject({ state: 'open' })
    expect(lineOf([early, fact(later(DUE, -1), { seq: 2 })])).toMatchObject({ state: 'kept' })
    expect(lineOf([early, fact(later(DUE, 1), { seq: 2 })])).toMatchObject({ state: 'broken', lateBy: 'PT0.001S' })
  })
})
