import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { describeClauses } from '../../../shared/plan/describe.ts'
import { comparePlans } from '../../../shared/plan/diff.ts'
import { clausesWith, type PlanDocument } from '../../../shared/plan/document.ts'
import { type PaymentStage, stagesDue } from '../../../shared/plan/rules/payment.ts'
import { InvalidPlanError, parsePlan } from '../../../shared/wire/plan.ts'
import { planProblem } from '../../../shared/wire/plan-file/words.ts'
import { SHANGHAI } from './documents.ts'

interface RawClause {
  readonly id: string
  readonly rules?: readonly object[]
}
const FILE: { readonly clauses: readonly RawClause[] } = parse(
  readFileSync(new URL('../../../shared/plan/documents/H.v2.yaml', import.meta.url), 'utf8'),
)
const H = parsePlan(FILE)
const [RULE] = clausesWith(H, 'payment')
if (!RULE) throw new Error('H20 has no payment rule')

/** H with other rules of payment. */
const withRules = (...rules: readonly object[]): PlanDocument =>
  parsePlan({ ...FILE, clauses: FILE.clauses.map((clause) => (clause.id === 'H20' ? { ...clause, rules } : clause)) })
/** H with its stages changed, the first by the first change and so on. */
const changed = (...changes: readonly Partial<PaymentStage>[]): PlanDocument =>
  withRules({ rule: 'payment', stages: RULE.stages.map((stage, index) => ({ ...stage, ...changes[index] })) })
const problemsOf = (change: () => unknown): readonly string[] => {
  try {
    change()
    return []
  } catch (error) {
    if (error instanceof InvalidPlanError) return error.problems
    throw error
  }
}

describe('[H20] when the customer pays', () => {
  const due = (accepted: string, workingTime = SHANGHAI) =>
    stagesDue(RULE, { signed: '2020-01-01', accepted }, workingTime).map((one) => one.due)

  test('up to 30 %, 90 % and all of it, each by the end of its period after acceptance', () => {
    expect(stagesDue(RULE, { accepted: '2024-11-20' }, SHANGHAI).map(({ stage, due }) => [stage, due?.day])).toEqual([
      [expect.objectContaining({ id: 'trial', upToPercent: 30 }), '2025-01-20'],
      [expect.objectContaining({ id: 'year', upToPercent: 90 }), '2025-11-20'],
      [expect.objectContaining({ id: 'rest', upToPercent: 100 }), '2026-11-20'],
    ])
  })

  test.each([
    ['a month without the day ends on its last, here a make-up workday', '2025-12-31', 0, '2026-02-28', undefined],
    ['in a leap year on the 29th', '2023-12-31', 0, '2024-02-29', undefined],
    ['a year after a leap day', '2024-02-29', 1, '2025-02-28', undefined],
    ['two years after a leap day', '2024-02-29', 2, '2026-02-28', undefined],
    ['two months after a leap day', '2024-02-29', 0, '2024-04-29', undefined],
    ['the day before a holiday', '2026-07-30', 0, '2026-09-30', undefined],
    ['the first day of a holiday: the day after it', '2026-08-01', 0, '2026-10-08', '2026-10-01'],
    ['the last day of a holiday', '2026-08-07', 0, '2026-10-08', '2026-10-07'],
    ['the day after a holiday', '2026-08-08', 0, '2026-10-08', undefined],
    ['a Saturday that is worked', '2026-08-10', 0, '2026-10-10', undefined],
    ['a Sunday', '2026-09-29', 0, '2026-11-30', '2026-11-29'],
  ])('%s: accepted %s', (_, accepted, stage, day, movedFrom) => {
    expect(due(accepted)[stage]).toEqual({ day, ...(movedFrom && { movedFrom }) })
  })

  test('without holidays a rest day is a Saturday or Sunday', () => {
    expect(due('2026-08-05', { ...SHANGHAI, holidays: 'none' })[0]).toEqual({ day: '2026-10-05' })
    expect(due('2026-08-03', { ...SHANGHAI, holidays: 'none' })[0]).toEqual({
      day: '2026-10-05',
      movedFrom: '2026-10-03',
    })
  })

  test('is not known before the day it counts from', () => {
    expect(stagesDue(RULE, { signed: '2026-01-01', delivered: '2026-01-10' }, SHANGHAI)).toEqual(
      RULE.stages.map((stage) => ({ stage })),
    )
    const [deposit] = clausesWith(changed({ from: 'signed', after: 'P30D' }), 'payment')
    expect(deposit && stagesDue(deposit, { signed: '2026-11-02' }, SHANGHAI).map((one) => one.due?.day)).toEqual([
      '2026-12-02',
      undefined,
      undefined,
    ])
  })

  test('stays with the document: no repair is decided by it', () => {
    expect(H.rules?.map(({ rule }): string => rule)).not.toContain('payment')
  })

  test('is said in plain words, in both languages', () => {
    const [said] = describeClauses(H).find(({ id }) => id === 'H20')?.does ?? []
    expect(said).toEqual({
      zh: '客户付款：验收并试用 2 个月后付至 30%（验收后 2 个月到期）；满 12 个月后付至 90%（验收后 12 个月到期）；验收满 2 年后付至 100%（验收后 2 年到期）',
      en: 'the customer pays: after acceptance and 2 months of trial up to 30 %, due 2 months after acceptance; at 12 months up to 90 %, due 12 months after acceptance; 2 years after acceptance up to 100 %, due 2 years after acceptance',
    })
  })
})

describe('a change of payment', () => {
  test.each([
    ['earlier', changed({ after: 'P1M' }), 'worse'],
    ['from an earlier day', changed({ from: 'delivered' }), 'worse'],
    ['more at one time', changed({ upToPercent: 40 }), 'worse'],
    ['later', changed({}, {}, { after: 'P3Y' }), 'better'],
    ['less at one time', changed({}, { upToPercent: 80 }), 'better'],
    ['all at the end', withRules({ rule: 'payment', stages: RULE.stages.slice(2) }), 'better'],
    ['one part earlier, another later', changed({ after: 'P1M' }, { after: 'P18M' }), 'changed'],
    ['from an earlier day, but longer after', changed({ from: 'signed', after: 'P3M' }), 'changed'],
    ['another name for the same', changed({ name: { zh: '试用后', en: 'after the trial' } }), 'changed'],
  ])('%s is %s', (_, next, effect) => {
    expect(comparePlans(H, next).map((change) => [change.clause, change.effect])).toEqual([['H20', effect]])
    const back = { better: 'worse', worse: 'better', changed: 'changed' }[effect]
    expect(comparePlans(next, H).map((change) => change.effect)).toEqual([back])
  })
})

describe('stages that contradict each other are refused', () => {
  test.each([
    [
      'no rise',
      () => changed({}, { upToPercent: 30 }),
      '[1].upToPercent (H20): must be more than the 30 % of the stage before',
    ],
    [
      'not all of it',
      () => changed({}, {}, { upToPercent: 95 }),
      '[2].upToPercent (H20): must be 100: the last stage pays the rest',
    ],
    [
      'due before the one before it',
      () => changed({}, { after: 'P1M' }),
      '[1].after (H20): falls due before the stage trial that comes before it: put stages in the order in which they fall due',
    ],
    [
      'due from a day that comes earlier, no longer after it',
      () => changed({}, { from: 'delivered', after: 'P2M' }),
      '[1].after (H20): falls due before the stage trial that comes before it: put stages in the order in which they fall due',
    ],
    ['one id twice', () => changed({}, { id: 'trial' }), '[1].id (H20): stage trial is there already'],
    ['nothing', () => changed({ upToPercent: 0 }), '[0].upToPercent (H20): Too small: expected number to be >0'],
    [
      'a length in hours',
      () => changed({ after: 'PT24H' }),
      '[0].after (H20): is not a period such as P30D (days), P24M (months) or P3Y (years)',
    ],
  ])('%s', (_, change, expected) => {
    const problems = problemsOf(change)
    expect(problems).toEqual([`clauses[19].rules[0].stages${expected}`])
    expect(planProblem(`H.yaml:1:1: ${problems[0]}`)).toMatch(/：[^a-z]*\p{Script=Han}/u)
  })

  test('a second rule of payment', () => {
    expect(problemsOf(() => withRules(...[RULE, RULE].map(({ rule, stages }) => ({ rule, stages }))))).toEqual([
      'clauses[19].rules[1] (H20): there is a payment rule already; a plan has one',
    ])
  })

  test('not where two fall due together, nor where their order depends on the days of the contract', () => {
    expect(problemsOf(() => changed({}, { after: 'P2M' }))).toEqual([])
    expect(problemsOf(() => changed({ after: 'P2M' }, { from: 'signed', after: 'P12M' }))).toEqual([])
  })
})
