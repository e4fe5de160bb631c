import { describe, expect, test } from 'vitest'
import type { PlanDocument } from '../../../shared/plan/document.ts'
import type { Rule } from '../../../shared/plan/rules/kinds.ts'
import { CHARGE_CLASSES, ORIGINS, type Origin } from '../../../shared/plan/rules.ts'
import { chargeFor } from '../../../shared/plan/who-pays.ts'
import { C, H, N, R } from './documents.ts'

const COUNTS = [
  [H, 21],
  [C, 35],
  [R, 19],
  [N, 25],
] as const

const clauseOf = (plan: PlanDocument, id: string) => {
  const found = plan.clauses.find((clause) => clause.id === id)
  if (!found) throw new Error(`${plan.id} has no ${id}`)
  return found
}
const rulesOf = <K extends Rule['rule']>(plan: PlanDocument, id: string, kind: K) =>
  clauseOf(plan, id).rules.filter((rule): rule is Extract<Rule, { rule: K }> => rule.rule === kind)
const only = <T>(found: readonly T[]): T => {
  const [first, ...others] = found
  if (first === undefined || others.length > 0) throw new Error(`${found.length} instead of one`)
  return first
}
const planned = (plan: PlanDocument) => plan.clauses.filter(({ status }) => status === 'planned').map(({ id }) => id)

describe('the four documents', () => {
  test.each(COUNTS)('$id has every clause once, in order', (plan, count) => {
    expect(plan.clauses.map(({ id }) => id)).toEqual(
      Array.from({ length: count }, (_, index) => `${plan.id}${index + 1}`),
    )
  })

  test.each(COUNTS)('$id says each promise in Chinese and in English, one sentence each', ({ clauses }) => {
    for (const { id, promise } of clauses) {
      expect([id, /[\u4e00-\u9fff]/.test(promise.zh), promise.zh.endsWith('。')]).toEqual([id, true, true])
      expect([id, /^[A-Z].*[^.]\.$/.test(promise.en), promise.en.split('. ').length]).toEqual([id, true, 1])
    }
  })

  test('only planned service, stores, training, reports, complaints and payment are not active yet', () => {
    expect(planned(H)).toEqual(['H7', 'H10', 'H11', 'H13', 'H19', 'H20'])
    expect(planned(C)).toEqual(
      [11, 14, 17, 18, 19, 20, 21, 22, 23, 26, 29, 30, 31, 32, 33, 34, 35].map((number) => `C${number}`),
    )
    expect(planned(R)).toEqual(['R9', 'R11', 'R13', 'R14', 'R16', 'R17', 'R19'])
    expect(planned(N)).toEqual(['N9', 'N13', 'N18', 'N19', 'N20', 'N21', 'N23', 'N24', 'N25'])
  })

  test('each is kept in the way that the specification names first', () => {
    const kinds = (plan: PlanDocument) => plan.clauses.map(({ kind }) => kind).join(' ')
    expect(kinds(H)).toBe(
      'flow ledger flow clock flow flow schedule ledger ledger schedule schedule rule ledger clock rule rule rule rule schedule schedule ledger',
    )
    expect(kinds(C)).toBe(
      'rule clock clock clock rule rule ledger flow clock flow schedule rule ledger schedule schedule ledger schedule schedule ledger schedule schedule flow schedule flow ledger report rule flow schedule ledger ledger schedule flow flow flow',
    )
    expect(kinds(R)).toBe(
      'rule rule rule rule clock clock clock ledger schedule flow ledger ledger schedule schedule flow report flow rule report',
    )
    expect(kinds(N)).toBe(
      'rule clock clock clock clock clock clock rule flow ledger rule ledger schedule flow flow flow flow schedule schedule schedule flow rule ledger flow flow',
    )
  })
})

describe('warranty and what lengthens it', () => {
  test('[H12] [C1] [R1] [N1] base terms, recorders apart, human damage excluded where the document says so', () => {
    const terms = (
      [
        [H, 'H12'],
        [C, 'C1'],
        [R, 'R1'],
        [N, 'N1'],
      ] as const
    ).map(([plan, id]) => only(rulesOf(plan, id, 'warranty')))
    expect(terms).toEqual([
      { rule: 'warranty', base: 'P2Y', except: ['user'] },
      { rule: 'warranty', base: 'P3Y' },
      { rule: 'warranty', base: 'P3Y', byCategory: { recorder: 'P24M' } },
      { rule: 'warranty', base: 'P3Y' },
    ])
  })
  test('[H15] [C5] [N11] extensions and renewal', () => {
    expect(only(rulesOf(H, 'H15', 'extension'))).toMatchObject({ per: 'unremovableFault', by: 'P30D' })
    expect(only(rulesOf(C, 'C5', 'extension'))).toMatchObject({ per: 'downtime' })
    expect(only(rulesOf(N, 'N11', 'renewal'))).toMatchObject({ percentOfContractPrice: 8, per: 'P1Y' })
  })
})

describe('who pays', () => {
  const OURS: readonly Origin[] = ['design', 'manufacture', 'transport', 'installation', 'commissioning']
  /** part, wear part, labour, travel, lodging, optional service */
  const charges = (plan: PlanDocument, warranty: 'in' | 'out', origin: Origin) =>
    CHARGE_CLASSES.map((kind) => chargeFor(plan, { warranty, origin }, kind))
  const forEach = (
    origins: readonly Origin[],
    plan: PlanDocument,
    warranty: 'in' | 'out',
    expected: readonly string[],
  ) => {
    for (const origin of origins) expect([origin, ...charges(plan, warranty, origin)]).toEqual([origin, ...expected])
  }
  const FREE = ['free', 'free', 'free', 'free', 'free', 'price']
  const otherThan = (...excluded: Origin[]) => ORIGINS.filter((origin) => !excluded.includes(origin))

  test('in warranty everything is free that no person broke, under every plan', () => {
    for (const plan of [H, C, R, N]) forEach(otherThan('user'), plan, 'in', FREE)
  })
  test('[H17] what we caused is free in any state of the warranty; what the user broke: the part charged, fitting free', () => {
    forEach(OURS, H, 'out', FREE)
    expect(charges(H, 'in', 'user')).toEqual(['price', 'price', 'free', 'free', 'free', 'price'])
  })
  test('[H18] out of warranty labour is free and parts are at cost', () => {
    forEach(otherThan(...OURS), H, 'out', ['cost', 'cost', 'free', 'free', 'free', 'price'])
  })
  test('[C12] out of warranty parts are at cost, optional services at their price', () => {
    forEach(ORIGINS, C, 'out', ['cost', 'cost', 'free', 'free', 'free', 'price'])
  })
  test('[R3] in warranty, human damage: cost only, no service fee, wear parts at half price', () => {
    expect(charges(R, 'in', 'user')).toEqual(['cost', '50% of price', 'free', 'free', 'free', 'price'])
  })
  test('[R4] out of warranty: parts, travel and lodging at cost, wear parts at half price', () => {
    forEach(ORIGINS, R, 'out', ['cost', '50% of price', 'free', 'cost', 'cost', 'price'])
  })
  test('[N8] defective hardware is free in or out of warranty', () => {
    forEach(['design', 'manufacture'], N, 'out', FREE)
  })
  test('[N11] without renewal parts and labour are below the market price', () => {
    forEach(otherThan('design', 'manufacture'), N, 'out', [
      '80% of price',
      '80% of price',
      '80% of price',
      'cost',
      'cost',
      'price',
    ])
    expect(charges(N, 'in', 'user')).toEqual(charges(N, 'out', 'user'))
  })
})

describe('what else the documents decide', () => {
  test('[H16] [C6] [R2] [N22] when a new unit takes the place, and their differences', () => {
    const rules = (
      [
        [H, 'H16'],
        [C, 'C6'],
        [R, 'R2'],
        [N, 'N22'],
      ] as const
    ).map(([plan, id]) => only(rulesOf(plan, id, 'replacement')))
    expect(rules).toEqual([
      {
        rule: 'replacement',
        failures: 2,
        sameProblem: true,
        consecutive: true,
        except: ['user'],
        with: 'sameModel',
        warranty: 'continues',
        within: 'P7D',
      },
      { rule: 'replacement', failures: 2, with: 'notWorse', warranty: 'restarts', within: 'P7D' },
      { rule: 'replacement', failures: 3, except: ['user'], with: 'notWorse', warranty: 'restarts', within: 'P7D' },
      { rule: 'replacement', irreparable: ['use', 'transit'], with: 'notWorse', warranty: 'continues', within: 'P7D' },
    ])
  })
  test('[C4] [C5] [R7] what a loaner must be', () => {
    expect(rulesOf(C, 'C4', 'loaner')).toEqual([{ rule: 'loaner', whenNotSolvedOnSite: true }])
    expect(rulesOf(C, 'C5', 'loaner')).toEqual([{ rule: 'loaner', sameCommitments: true }])
    expect(rulesOf(R, 'R7', 'loaner')).toEqual([{ rule: 'loaner', brandNew: true }])
  })
  test('[C28] [N14] who is called in', () => {
    expect(only(rulesOf(C, 'C28', 'escalate')).to).toEqual(['rd', 'production'])
    expect(only(rulesOf(N, 'N14', 'escalate'))).toEqual({
      rule: 'escalate',
      to: ['experts'],
      severities: ['major'],
      automatic: 'broken',
    })
  })
  test('[R8] [N4] [N12] [R18] whose loss it is', () => {
    expect(only(rulesOf(R, 'R8', 'liability'))).toEqual({ rule: 'liability', for: 'delay' })
    expect(only(rulesOf(N, 'N4', 'liability'))).toEqual({ rule: 'liability', for: 'delay', clauses: ['N4'] })
    expect(only(rulesOf(N, 'N12', 'liability')).for).toBe('defect')
    expect(only(rulesOf(R, 'R18', 'liability')).for).toBe('injury')
  })
  test('[H8] [H9] [C7] [C13] [R12] [R18] [N10] clauses of fact and their documents', () => {
    const needs = [H, C, R, N].flatMap((plan) =>
      plan.clauses.flatMap(({ id }) =>
        rulesOf(plan, id, 'evidence').map(({ of, from, needs: documents }) =>
          [id, of, from, ...documents.map((one) => one.id)].join(' '),
        ),
      ),
    )
    expect(needs).toEqual([
      'H8 contract delivered arrival-inspection',
      'H9 contract delivered inspection-report certificate',
      'C7 contract signed technical-engineer network-engineer coordinator',
      'C13 unit delivered documents-zh documents-en',
      'R12 site signed site-file',
      'R18 contract delivered liability-policy',
      'N10 unit accepted label',
    ])
  })
})
