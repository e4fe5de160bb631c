import { describe, expect, test } from 'vitest'
import { describeClauses, describePlan } from '../../../shared/plan/describe.ts'
import type { Clause, PlanDocument } from '../../../shared/plan/document.ts'
import type { Rule } from '../../../shared/plan/rules/kinds.ts'
import { ruleSchema } from '../../../shared/wire/plan-rules.ts'
import { C, H, N, R } from './documents.ts'

/** What a clause does, in both languages, line by line. */
const does = (plan: PlanDocument, id: string) => describeClauses(plan).find((clause) => clause.id === id)?.does ?? []
const en = (plan: PlanDocument, id: string) => does(plan, id).map((text) => text.en)
const zh = (plan: PlanDocument, id: string) => does(plan, id).map((text) => text.zh)
/** The rule with one thing left out, or the opposite of it, wherever that is a rule too. */
const otherwise = (rule: Rule): readonly (readonly [key: string, other: Rule])[] =>
  Object.entries(rule).flatMap(([key, value]) => {
    const rest = Object.entries(rule).filter(([name]) => name !== key)
    const other = Object.fromEntries(typeof value === 'boolean' ? [...rest, [key, !value]] : rest)
    const { data } = ruleSchema.safeParse(other)
    return data ? [[key, data]] : []
  })

describe('a plan in plain words', () => {
  test('[R5] a deadline: for whom, by when, by which clock, and whether it waits', () => {
    expect(en(R, 'R5')).toEqual([
      'Urgent, Serious: answered by a person within 10 min of the report; around the clock; waits for nobody',
      'Technical help: answered by a person within 20 min of the report; around the clock; waits for nobody',
      'repaired within 3 h of the arrival; around the clock; stands still while waiting for the customer; only for a repair on site',
    ])
    expect(zh(R, 'R5')[0]).toBe('紧急、严重：自报修起 10 分钟内有人响应；全天候计时；不因任何等待停表')
  })
  test('[H4] [H14] [N2] [N4] [N7] at once, once sent in, working time, working days, and what a breach costs', () => {
    expect(en(H, 'H4')[0]).toMatch(
      /^answered by a person at once from the report \(planned as 5 min\); around the clock/,
    )
    expect(en(H, 'H14')[0]).toMatch(
      /^repaired within 48 h of the report; .*; a loaner by then keeps it too; 7 days once sent in$/,
    )
    expect(en(N, 'N2')[0]).toMatch(/^Ordinary fault: on site within 4 h \(5×8\) of the report; stands still/)
    expect(en(N, 'N4')[0]).toMatch(/; when broken, the loss is ours$/)
    expect(zh(N, 'N7')[0]).toBe('自硬件判定起 3 个工作日内修复；等待客户期间停表')
  })
  test('[H8] [C28] what is about a delivery, and a date that is given later', () => {
    expect(zh(H, 'H8')[0]).toBe('到货问题：自报修起 1 个工作日内修复；等待客户期间停表')
    expect(en(C, 'C28')).toEqual([
      'a date of solution given within 1 working day of the visit that did not solve it; waits for nobody',
      'repaired by the date given; stands still while waiting for the customer',
      'R&D, production can be called in',
      'advised by whoever was asked by the date given; waits for nobody',
    ])
  })
  test('[R1] [R3] [H12] [N11] warranty, and who pays for what', () => {
    expect(en(R, 'R1')[0]).toBe('warranty of 3 years from acceptance; recorder: 24 months')
    expect(zh(H, 'H12')).toEqual([
      '自验收起质保 2 年；不含用户人为造成的故障',
      '质保期内，正常损耗、不明原因造成的故障：配件免费，人工免费，差旅免费',
    ])
    expect(en(R, 'R3')).toEqual([
      'in warranty, faults by the user: parts at cost, wear parts at 50 % of the list price, labour free, travel free',
    ])
    expect(en(N, 'N11')).toEqual([
      'renewal on the same terms: 8 % of the contract price per 1 year',
      'in or out of warranty, everything else: parts at 80 % of the list price, labour at 80 % of the list price, travel at cost',
    ])
  })
  test('[H16] [C5] [N22] replacement, extension and loaner', () => {
    expect(en(H, 'H16')).toEqual([
      'after 2 failed repairs of the same problem in a row; a new unit, the same model, within 7 days, once approved; the warranty continues; not for faults by the user',
    ])
    expect(zh(N, 'N22')).toEqual(['使用中或运输中损坏无法修复；7 天内更换同型号或不低于原机的新机，须经批准；质保延续'])
    expect(en(C, 'C5')).toEqual([
      'the warranty is extended by the days out of use',
      'a loaner is served like the original',
    ])
  })
  test('distances have their names', () => {
    const clause = {
      id: 'X1',
      promise: { zh: '到场。', en: 'On site.' },
      kind: 'clock' as const,
      status: 'active' as const,
      rules: [
        {
          rule: 'clock',
          severities: ['help'],
          distances: ['far'],
          from: 'reported',
          until: 'arrived',
          limit: 'P2D',
          window: '7x24',
          pausable: true,
        } as const,
      ],
    }
    const far = {
      ...R,
      distances: [
        { id: 'near', name: { zh: '市内', en: 'City' } },
        { id: 'far', name: { zh: '省外', en: 'Elsewhere' } },
      ],
      clauses: [clause],
    }
    expect(en(far, 'X1')[0]).toMatch(/^Technical help · Elsewhere: on site within 2 days of the report/)
    expect(zh(far, 'X1')[0]).toMatch(/^技术求助 · 省外：自报修起 2 天内到达现场/)
  })

  test.each([H, C, R, N])(
    '$id is told whole in both languages: every clause, its promise, and something it does',
    (plan) => {
      for (const language of ['zh-CN', 'en'] as const) {
        const text = describePlan(plan, language).join('\n')
        for (const { id, promise } of plan.clauses)
          expect(text).toContain(`${id}  ${language === 'en' ? promise.en : promise.zh}`)
        expect(text).not.toMatch(/undefined|NaN|\[object/)
      }
      expect(describeClauses(plan).filter((clause) => clause.does.length === 0)).toEqual([])
      for (const { does: lines } of describeClauses(plan))
        for (const line of lines) expect(/[\u4e00-\u9fff]/.test(line.en)).toBe(false)
    },
  )

  test('whatever a rule says is told: without it, or with its opposite, the words are others', () => {
    const untold = [H, C, R, N].flatMap((plan) => {
      const told = (clause: Clause, rule: Rule) =>
        does({ ...plan, clauses: [{ ...clause, rules: [rule] }] }, clause.id)[0]
      return plan.clauses.flatMap((clause) =>
        clause.rules.flatMap((rule) =>
          otherwise(rule)
            .map(([key, other]) => [key, told(clause, rule), told(clause, other)] as const)
            .filter(([, one, other]) => one?.zh === other?.zh || one?.en === other?.en)
            .map(([key]) => `${rule.rule}.${key}`),
        ),
      )
    })
    // A clock for faults reads like one for whatever is reported.
    expect([...new Set(untold)]).toEqual(['clock.matter'])
  })

  test('begins with what holds for all clauses', () => {
    expect(describePlan(R, 'en').slice(0, 9)).toEqual([
      'R · Body-worn recorders',
      '  version 1, in force from 2024-01-01; source: 执法记录仪供应商售后服务承诺书',
      '  19 clauses, 9 of them active, 3 recorded',
      '  severities, strictest first: Urgent, Serious, Technical help; the first when nobody said',
      '  no distance tiers',
      '  working hours 09:00–12:00, 13:00–18:00, Chinese holidays and make-up workdays',
      '  amounts in CNY',
      '  warnings at 50% and 80% of the time',
      '  a page nobody answers climbs after 3 min, 3 min; each round takes 2 times as long, up to 30 min between two pages',
    ])
    expect(describePlan({ ...R, holidays: 'none' }, 'zh-CN').join()).toContain('每周一至周五，不计节假日')
  })
})
