import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PriceList, quoteOf } from '../../../shared/charges/charges.ts'
import { percentOf } from '../../../shared/charges/percent.ts'
import { renewalPriceFen } from '../../../shared/charges/renewal.ts'
import type { Price } from '../../../shared/directory/directory.ts'
import type { Circumstances } from '../../../shared/plan/rules/charges.ts'
import type { Charge, ChargesRule, PlanRule } from '../../../shared/plan/rules.ts'
import { CHARGE_CLASSES, ORIGINS } from '../../../shared/plan/rules.ts'
import { matrixOf } from '../../../shared/plan/who-pays.ts'
import { plans } from '../../support/plans.ts'
import { aPlan } from '../../support/repair-fixtures.ts'

const plan = (id: string) => {
  const found = plans.find((known) => known.id === id)
  if (!found) throw new Error(`no plan ${id}`)
  return found
}
const price = (code: string, kind: Price['class'], more: Partial<Price> = {}): Price => ({
  list: '2026',
  code,
  name: `名称 ${code}`,
  class: kind,
  unit: '件',
  costFen: 8000,
  priceFen: 12_005,
  ...more,
})
const LIST: PriceList = { id: '2026', currency: 'CNY', prices: CHARGE_CLASSES.map((kind) => price(kind, kind)) }
const EACH = CHARGE_CLASSES.map((code) => ({ code, quantity: 2 }))

/** Who pays part, wear part, labour, travel, lodging and service, and which clause says so, as a line of the table. */
const table = (id: string) =>
  Object.fromEntries(
    matrixOf(plan(id)).map(({ warranty, origin, clause, charges }) => [
      `${warranty} ${origin}`,
      `${clause}: ${CHARGE_CLASSES.map((kind) => charges[kind]).join(' · ')}`,
    ]),
  )
/** The table with one line for all these origins. */
const rows = (warranty: string, origins: readonly string[], line: string) =>
  Object.fromEntries(origins.map((origin) => [`${warranty} ${origin}`, line]))

const OURS = ['design', 'manufacture', 'transport', 'installation', 'commissioning']
const OTHERS = ['wear', 'unknown']
const FREE = 'free · free · free · free · free · price'

describe('who pays, by warranty, origin and class', () => {
  it('[H17] [H18] hospital equipment', () => {
    expect(table('H')).toEqual({
      ...rows('in', OURS, `H17: ${FREE}`),
      ...rows('in', ['user'], 'H17: price · price · free · free · free · price'),
      ...rows('in', OTHERS, `H12: ${FREE}`),
      ...rows('out', OURS, `H17: ${FREE}`),
      ...rows('out', ['user', ...OTHERS], 'H18: cost · cost · free · free · free · price'),
    })
  })
  it('[C12] campus multimedia', () => {
    expect(table('C')).toEqual({
      ...rows('in', [...OURS, ...OTHERS], `C1: ${FREE}`),
      ...rows('in', ['user'], 'C1: cost · cost · free · free · free · price'),
      ...rows('out', ORIGINS, 'C12: cost · cost · free · free · free · price'),
    })
  })
  it('[R3] [R4] body-worn recorders', () => {
    expect(table('R')).toEqual({
      ...rows('in', [...OURS, ...OTHERS], `R1: ${FREE}`),
      ...rows('in', ['user'], 'R3: cost · 50% of price · free · free · free · price'),
      ...rows('out', ORIGINS, 'R4: cost · 50% of price · free · cost · cost · price'),
    })
  })
  it('[N8] [N11] network security', () => {
    const below = 'N11: 80% of price · 80% of price · 80% of price · cost · cost · price'
    expect(table('N')).toEqual({
      ...rows('in', [...OURS, ...OTHERS], `N1: ${FREE}`),
      ...rows('in', ['user'], below),
      ...rows('out', ['design', 'manufacture'], `N8: ${FREE}`),
      ...rows('out', ['transport', 'installation', 'commissioning', 'user', ...OTHERS], below),
    })
  })
  it('[N8] [H17] every warranty and origin of the four plans has its answer', () => {
    for (const id of ['H', 'C', 'R', 'N']) expect(matrixOf(plan(id))).toHaveLength(2 * ORIGINS.length)
  })
})

describe('a quote', () => {
  const R = (given: Circumstances, items = EACH, list = LIST) => quoteOf(plan('R'), given, items, list)
  const problems = (of: () => unknown): unknown => {
    try {
      return of()
    } catch (error) {
      return (error as { problems: unknown }).problems
    }
  }

  it('[R3] human damage in warranty: parts at cost, wear parts at half the price, nothing for service', () => {
    const quote = R({ warranty: 'in', origin: 'user' })
    expect(quote).toMatchObject({ warranty: 'in', origin: 'user', currency: 'CNY', totalFen: 16_000 + 12_004 + 24_010 })
    expect(quote.lines.slice(0, 3)).toEqual([
      {
        code: 'part',
        name: '名称 part',
        class: 'part',
        quantity: 2,
        unitFen: 8000,
        payableFen: 16_000,
        charge: 'cost',
        clause: 'R3',
      },
      // Half of 120.05 is 60.025: half a fen is dropped for each of the two.
      {
        code: 'wear',
        name: '名称 wear',
        class: 'wear',
        quantity: 2,
        unitFen: 12_005,
        payableFen: 12_004,
        charge: '50% of price',
        clause: 'R3',
      },
      {
        code: 'labour',
        name: '名称 labour',
        class: 'labour',
        quantity: 2,
        unitFen: 12_005,
        payableFen: 0,
        charge: 'free',
        clause: 'R3',
      },
    ])
  })
  it('[H17] [N8] what our own fault costs is nothing, and the lines say what it would have been', () => {
    const quote = quoteOf(plan('H'), { warranty: 'out', origin: 'manufacture' }, [{ code: 'part', quantity: 3 }], LIST)
    expect(quote).toMatchObject({
      totalFen: 0,
      lines: [{ unitFen: 12_005, payableFen: 0, charge: 'free', clause: 'H17' }],
    })
  })
  it('[C12] an amount that is missing is named with its position, its list and what to do', () => {
    const list = {
      ...LIST,
      prices: [price('BAT-5', 'part'), price('LENS', 'part', { code: 'LENS' })].map(({ costFen, ...rest }) => rest),
    }
    const items = [
      { code: 'BAT-5', quantity: 1 },
      { code: 'X', quantity: 1 },
      { code: 'LENS', quantity: 1 },
    ]
    expect(problems(() => quoteOf(plan('C'), { warranty: 'out', origin: 'wear' }, items, list))).toEqual([
      'items[0].code: "BAT-5" has no cost price in price list "2026", and C12 charges cost: add its costFen there',
      'items[1].code: price list "2026" has no "X"; its codes are BAT-5, LENS',
      'items[2].code: "LENS" has no cost price in price list "2026", and C12 charges cost: add its costFen there',
    ])
    expect(
      problems(() =>
        quoteOf(plan('C'), { warranty: 'out', origin: 'wear' }, [{ code: 'X', quantity: 1 }], { ...list, prices: [] }),
      ),
    ).toEqual(['items[0].code: price list "2026" has no "X"; its codes are none'])
  })
  it('[N11] a free line needs no price, a charged one its own', () => {
    const bare = price('part', 'part')
    const { costFen, priceFen, ...unpriced } = bare
    const list = { ...LIST, prices: [unpriced] }
    const items = [{ code: 'part', quantity: 1 }]
    const costly = { ...LIST, prices: [{ ...unpriced, costFen: 8000 }] }
    const free = (given: PriceList) => quoteOf(plan('N'), { warranty: 'in', origin: 'wear' }, items, given)
    expect([free(list).lines, free(costly).lines]).toMatchObject([[{ unitFen: 0 }], [{ unitFen: 8000 }]]) // what it saves, if known
    expect(quoteOf(plan('N'), { warranty: 'in', origin: 'wear' }, items, list).totalFen).toBe(0)
    expect(problems(() => quoteOf(plan('N'), { warranty: 'out', origin: 'wear' }, items, list))).toEqual([
      'items[0].code: "part" has no price in price list "2026", and N11 charges 80% of price: add its priceFen there',
    ])
  })
  it('[R4] without positions, without a rule, or beyond counting: refused in the caller’s terms', () => {
    expect(problems(() => R({ warranty: 'in', origin: 'user' }, []))).toEqual([
      'items: name at least one position, with its code and quantity',
    ])
    expect(problems(() => quoteOf(aPlan(), { warranty: 'out', origin: 'user' }, EACH, LIST))).toEqual([
      'origin: plan R version 1 does not say who pays out of warranty for a fault of origin "user"; a quote needs a plan with a charges rule for it',
    ])
    const dear = { ...LIST, prices: [price('part', 'part', { costFen: 1e12 })] }
    expect(problems(() => R({ warranty: 'out', origin: 'user' }, [{ code: 'part', quantity: 10_000 }], dear))).toEqual([
      'items: together they are more than can be counted',
    ])
  })

  it('[H17] [R3] [N11] is never negative; its total is the sum of its lines, each a number of pieces at one price', () => {
    const charge = fc.oneof(
      fc.constantFrom<Charge>('free', 'cost', 'price'),
      fc
        .tuple(fc.integer({ min: 0, max: 1000 }), fc.constantFrom('price', 'cost'))
        .map(([tenths, basis]) => `${tenths / 10}% of ${basis}` as Charge),
    )
    const rule = fc.record({
      parts: charge,
      wearParts: charge,
      labour: charge,
      travel: charge,
      lodging: charge,
      services: charge,
    })
    const amounts = fc.array(
      fc.record({
        costFen: fc.nat(10_000_000),
        priceFen: fc.nat(10_000_000),
        quantity: fc.integer({ min: 1, max: 10_000 }),
        kind: fc.constantFrom(...CHARGE_CLASSES),
      }),
      { minLength: 1, maxLength: 20 },
    )
    fc.assert(
      fc.property(
        rule,
        amounts,
        fc.constantFrom('in', 'out'),
        fc.constantFrom(...ORIGINS),
        (charges, lines, warranty, origin) => {
          const rules: PlanRule<ChargesRule>[] = [{ rule: 'charges', warranty: 'any', clause: 'X1', ...charges }]
          const prices = lines.map(({ kind, costFen, priceFen }, index) =>
            price(`P${index}`, kind, { costFen, priceFen }),
          )
          const items = lines.map(({ quantity }, index) => ({ code: `P${index}`, quantity }))
          const quote = quoteOf(aPlan({ rules }), { warranty, origin }, items, { ...LIST, prices })
          expect(quote.totalFen).toBe(quote.lines.reduce((sum, { payableFen }) => sum + payableFen, 0))
          for (const { payableFen, quantity, unitFen } of quote.lines) {
            expect(payableFen).toBeGreaterThanOrEqual(0)
            expect(payableFen).toBeLessThanOrEqual(unitFen * quantity)
            expect(Number.isSafeInteger(payableFen / quantity)).toBe(true)
          }
        },
      ),
    )
  })
})

describe('[N11] a share of an amount', () => {
  it('is whole fen, a fraction dropped, and never a fen off', () => {
    expect(percentOf(999, 50)).toBe(499)
    expect(percentOf(100_000, 8.1)).toBe(8100)
    expect(percentOf(50_000, 0.29)).toBe(145) // 144.99999999999997 in floating point
    expect(percentOf(99_999_999_999, 8)).toBe(7_999_999_999)
    expect(percentOf(0, 8)).toBe(0)
  })
  it('a renewal costs 8 % of the contract price per year', () => {
    const rule = plan('N').rules?.find((known) => known.rule === 'renewal')
    if (rule?.rule !== 'renewal') throw new Error('N11 has no renewal rule')
    expect(renewalPriceFen({ id: 'K-1', priceFen: 128_000_050 }, rule)).toBe(10_240_004)
    expect(rule.per).toBe('P1Y')
    expect(() => renewalPriceFen({ id: 'K-1' }, rule)).toThrow(
      'priceFen: contract "K-1" has no price, and a renewal is a share of it: add it to the contract',
    )
  })
})
