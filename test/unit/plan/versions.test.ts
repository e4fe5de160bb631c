import { describe, expect, test } from 'vitest'
import { clausesWith, type PlanDocument, planInForce, plansInForce, repairPlan } from '../../../shared/plan/document.ts'
import { rulesOf } from '../../../shared/plan/rules.ts'
import { C, H, N, R } from './documents.ts'

const version = (number: number, effectiveFrom: string): PlanDocument => ({ ...R, version: number, effectiveFrom })
// In a folder they may come in any order.
const documents = [version(3, '2026-03-01'), H, version(1, '2024-02-29'), version(2, '2026-01-31')]
const onDay = (day: string) => planInForce(documents, 'R', day)?.version

describe('the version in force', () => {
  test.each([
    ['the day before the first takes effect: the first all the same', '2024-02-28', 1],
    ['years before', '1999-12-31', 1],
    ['exactly on a leap day', '2024-02-29', 1],
    ['the day before a month end', '2026-01-30', 1],
    ['exactly on a month end', '2026-01-31', 2],
    ['the last day of the second', '2026-02-28', 2],
    ['exactly on the day of the third', '2026-03-01', 3],
    ['long after the last', '2099-12-31', 3],
  ])('%s (%s)', (_name, day, expected) => {
    expect(onDay(day)).toBe(expected)
  })

  test('a version that a contract names holds whatever the day', () => {
    expect(planInForce(documents, 'R', '2099-01-01', 1)?.version).toBe(1)
    expect(planInForce(documents, 'R', '2020-01-01', 3)?.version).toBe(3)
  })

  test('a plan or version that is not there is not made up', () => {
    expect(planInForce(documents, 'R', '2026-01-01', 4)).toBeUndefined()
    expect(planInForce(documents, 'X', '2026-01-01')).toBeUndefined()
    expect(planInForce([], 'R', '2026-01-01')).toBeUndefined()
  })

  test('of every plan one version, in the order of the documents', () => {
    const inForce = (day: string) => plansInForce(documents, day).map(({ id, version: number }) => `${id}${number}`)
    expect(inForce('2026-02-28')).toEqual(['H1', 'R2'])
    expect(inForce('2026-03-01')).toEqual(['R3', 'H1'])
    expect(plansInForce([], '2026-03-01')).toEqual([])
  })
})

describe('what a repair keeps of a document', () => {
  test('its clocks and rules, without the wording', () => {
    const plan = repairPlan(C)
    expect(Object.keys(plan)).not.toContain('clauses')
    expect(Object.keys(plan)).not.toContain('source')
    expect(plan.clocks).toEqual(C.clocks)
    expect(plan.rules).toEqual(C.rules)
    expect(plan).toMatchObject({ id: 'C', version: 1, holidays: 'CN', loanerWhenNotSolvedOnSite: true })
  })

  test('[C4] a loaner as soon as a visit did not solve it, under C alone', () => {
    expect([H, C, R, N].map((plan) => plan.loanerWhenNotSolvedOnSite)).toEqual([false, true, false, false])
  })

  test('rules of fact, of export and of knowledge stay with the document', () => {
    expect(C.rules?.map(({ rule }) => rule)).not.toContain('evidence')
    expect(clausesWith(C, 'evidence').map(({ clause }) => clause)).toEqual(['C7', 'C13'])
    expect(clausesWith(C, 'export')).toEqual([{ clause: 'C27', rule: 'export', roles: ['manager'] }])
    expect(clausesWith(H, 'knowledge').map(({ clause }) => clause)).toEqual(['H2'])
    expect(rulesOf(C, 'extension').map(({ clause }) => clause)).toEqual(['C5'])
    expect(rulesOf({}, 'extension')).toEqual([])
  })
})
