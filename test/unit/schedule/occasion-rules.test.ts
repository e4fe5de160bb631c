import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { comparePlans } from '../../../shared/plan/diff.ts'
import type { PlanDocument } from '../../../shared/plan/document.ts'
import { InvalidPlanError, parsePlan } from '../../../shared/wire/plan.ts'
import { planProblem } from '../../../shared/wire/plan-file/words.ts'

const FILE: { readonly clauses: readonly { readonly id: string; readonly rules?: readonly object[] }[] } = parse(
  readFileSync(new URL('../../../shared/plan/documents/C.v4.yaml', import.meta.url), 'utf8'),
)
const RULE = {
  rule: 'recurring',
  id: 'support',
  name: { zh: '支持', en: 'Support' },
  of: 'contract',
  by: 'call',
  from: 'delivered',
}
const withRule = (rule: object): PlanDocument =>
  parsePlan({
    ...FILE,
    clauses: FILE.clauses.map((clause) =>
      clause.id === 'C38' ? { ...clause, rules: [{ ...RULE, ...rule }] } : clause,
    ),
  })
const problemsOf = (rule: object): readonly string[] => {
  try {
    withRule(rule)
    return []
  } catch (error) {
    if (error instanceof InvalidPlanError) return error.problems
    throw error
  }
}

describe('a rule that is due by what a customer says of their days', () => {
  it.each([
    [{}, /needs phases, before, during or after$/],
    [{ before: 'party', within: 'P1M' }, /before .*must be warrantyEnd, a day such as 09-01, or one of schoolYear/],
    [{ before: 'meeting' }, /within .*is missing/],
    [{ during: 'meeting', within: 'P1D' }, /within .*says nothing of what lasts/],
    [{ during: 'meeting', after: 'exam' }, /after .*has during already/],
    [{ phases: [{ first: 'P7D' }], during: 'meeting' }, /during .*has phases already/],
    [{ phases: [{ first: 'P7D' }], within: 'P7D' }, /within .*has phases already/],
    [{ before: 'warrantyEnd', within: 'P1M', ahead: 'P7D' }, /ahead .*needs before, and one of the customer’s/],
    [{ before: '09-01', within: 'P1M', otherwise: '10-01' }, /otherwise .*needs before, and one of the customer’s/],
    [{ before: 'schoolYear', within: 'P1M', otherwise: '13-01' }, /otherwise .*must be a day such as 09-01/],
    [{ before: 'warrantyEnd', within: 'P1M', until: 'warrantyEnd' }, /until .*needs one of the customer’s/],
    [{ before: '09-01', within: 'P18M' }, /within .*P18M is longer than the period of P1Y/],
    [{ before: 'schoolYear', within: 'P2Y', otherwise: '09-01' }, /within .*P2Y is longer than the period of P1Y/],
    [{ before: 'meeting', within: 'P1M', opens: 'P7D' }, /opens .*is what within says/],
    [{ after: 'repair', within: 'P1M', of: 'site' }, /after .*repair is of the contract/],
    [{ after: 'repair', within: 'P0D' }, /within .*is not a period/],
  ])('is refused with a sentence in both languages: %o', (rule, says) => {
    const problems = problemsOf(rule)
    expect(problems.some((problem) => says.test(problem))).toBe(true)
    for (const problem of problems) expect(planProblem(`C.yaml:1:1: ${problem}`)).toMatch(/\p{Script=Han}/u)
  })

  it('sooner is better for the customer; by another event nobody can say', () => {
    const changes = (old: object, next: object) =>
      comparePlans(withRule(old), withRule(next)).map(({ clause, effect }) => `${clause} ${effect}`)
    const during = { during: 'systemChange' } as const
    expect(changes(during, during)).toEqual([])
    expect(changes(during, { during: 'meeting' })).toEqual(['C38 changed'])
    expect(changes(during, { ...during, until: 'warrantyEnd' })).toEqual(['C38 changed'])
    expect(changes({ after: 'exam', within: 'P1M' }, { after: 'exam', within: 'P7D' })).toEqual(['C38 changed'])
  })
})
