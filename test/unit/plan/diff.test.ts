import { describe, expect, test } from 'vitest'
import { describeChanges } from '../../../shared/plan/describe-changes.ts'
import { comparePlans } from '../../../shared/plan/diff.ts'
import type { PlanDocument } from '../../../shared/plan/document.ts'
import { parsePlan } from '../../../shared/wire/plan.ts'
import { document, H, R } from './documents.ts'

type Raw = Record<string, unknown>
type RawClause = Raw & { id: string; rules?: Raw[] }
const FILE = document('R') as Raw & { clauses: RawClause[] }

const NEXT = { version: 2, effectiveFrom: '2027-01-01' }
const header = (change: Raw): PlanDocument => parsePlan(JSON.parse(JSON.stringify({ ...FILE, ...NEXT, ...change })))
const clause = (id: string, change: (clause: RawClause) => RawClause | undefined): PlanDocument =>
  header({ clauses: FILE.clauses.flatMap((one) => (one.id === id ? (change(one) ?? []) : one)) })
/** R with one rule of a clause changed. */
const rule = (id: string, change: Raw, place = 0): PlanDocument =>
  clause(id, (one) => ({
    ...one,
    rules: (one.rules ?? []).map((each, index) => (index === place ? { ...each, ...change } : each)),
  }))
const withRule = (id: string, added: Raw): PlanDocument =>
  clause(id, (one) => ({ ...one, rules: [...(one.rules ?? []), added] }))

const changes = (next: PlanDocument, old: PlanDocument = R) =>
  comparePlans(old, next).map(({ clause: id = '–', effect, text }) => `${effect} ${id} ${text.en}`)
/** The same change the other way round. */
const back = (next: PlanDocument) => changes(R, next)

describe('what changes for customers', () => {
  test('nothing, when only version and date differ', () => {
    expect(changes(header({}))).toEqual([])
    expect(describeChanges(R, header({}), 'en')).toEqual([
      'Body-worn recorders: R v1 → R v2',
      '',
      'Nothing changes for the customer',
      '',
      'In force from 2027-01-01 for whatever no contract binds; open repairs and contracts bound to version 1 keep it',
    ])
  })

  test('a shorter limit is better, a longer one worse, told for the severities it holds for', () => {
    const faster = rule('R5', { limit: 'PT5M' })
    expect(changes(faster)).toEqual([
      'better R5 Urgent, Serious: answered by a person within 10 min of the report; around the clock; waits for nobody → answered by a person within 5 min of the report; around the clock; waits for nobody',
    ])
    expect(back(faster)).toEqual([expect.stringMatching(/^worse R5 Urgent, Serious: .* 5 min .* → .* 10 min/)])
  })

  test('where it changes for one severity only, for that one', () => {
    const split = clause('R6', (one) => ({
      ...one,
      rules: [
        { ...one.rules?.[0], severities: ['urgent'], limit: 'PT8M' },
        { ...one.rules?.[0], severities: ['serious', 'help'] },
        ...(one.rules ?? []).slice(1),
      ],
    }))
    expect(changes(split)).toEqual([expect.stringMatching(/^better R6 Urgent: .* 15 min .* → .* 8 min/)])
  })

  test('working time is longer than the clock: 8 working hours are more than 24 hours, 2 working days more than 2 days', () => {
    expect(changes(rule('R6', { limit: 'PT8H', window: '5x8' }, 2))).toEqual([
      expect.stringMatching(/^worse R6 on site/),
    ])
    expect(changes(rule('R6', { limit: 'PT4H', window: '5x8' }, 2))).toEqual([
      expect.stringMatching(/^better R6 on site/),
    ])
    expect(changes(rule('R7', { limit: 'P1D', window: '5x8' }))).toEqual([expect.stringMatching(/^better R7/)])
  })

  test.each([
    ['waiting for the customer now stops it', rule('R5', { pausable: true }), 'worse'],
    ['it waits for nobody any more', rule('R6', { pausable: false }), 'better'],
    ['only on site', rule('R7', { onSiteOnly: true }), 'worse'],
    ['the loss of a breach is ours', rule('R7', { broken: 'liability' }), 'better'],
    ['a longer limit once sent in', rule('R7', { sentInLimit: 'P7D' }), 'worse'],
    ['a loaner no longer counts', rule('R7', { otherwise: undefined }), 'changed'],
    ['shorter, but it now waits', rule('R5', { limit: 'PT5M', pausable: true }), 'changed'],
    ['what "at once" means', header({ now: 'PT2M' }), undefined],
  ])('%s', (_name, next, effect) => {
    expect(comparePlans(R, next).map((change) => change.effect)).toEqual(effect === undefined ? [] : [effect])
  })

  test('"at once" planned shorter is better where a clause says at once', () => {
    const faster = parsePlan({ ...(document('H') as Raw), version: 2, now: 'PT3M' })
    expect(changes(faster, H)).toEqual([expect.stringMatching(/^better H4 .*planned as 5 min.* → .*planned as 3 min/)])
  })

  test('a promise more or less', () => {
    const more = withRule('R6', {
      rule: 'clock',
      from: 'reported',
      until: 'proposed',
      limit: 'PT1H',
      window: '7x24',
      pausable: true,
    })
    expect(changes(more)).toEqual([
      'better R6 new: a solution proposed within 1 h of the report; around the clock; stands still while waiting for the customer',
    ])
    expect(back(more)).toEqual([expect.stringMatching(/^worse R6 dropped: a solution proposed/)])
  })

  test('clauses come, go, begin and stop', () => {
    const gone = clause('R8', () => undefined)
    expect(changes(gone)).toEqual([
      'worse R8 no longer promised: Losses caused by our delay are ours; every breach is on record with its length.',
    ])
    expect(back(gone)).toEqual([expect.stringMatching(/^better R8 new: Losses caused by our delay/)])
    const idle = clause('R8', ({ rules: _, ...one }) => ({ ...one, status: 'planned' }))
    expect(changes(idle)).toEqual([expect.stringMatching(/^worse R8 no longer kept: /)])
    expect(back(idle)).toEqual([expect.stringMatching(/^better R8 new: /)])
    expect(changes(clause('R9', () => undefined))).toEqual([expect.stringMatching(/^changed R9 no longer promised/)])
    expect(changes(clause('R9', (one) => ({ ...one, promise: { zh: '回访。', en: 'We call back.' } })))).toEqual([
      expect.stringMatching(/^changed R9 wording: .* → We call back\.$/),
    ])
  })

  test('warranty, replacement and renewal', () => {
    expect(changes(rule('R1', { base: 'P4Y' }))).toEqual([
      'better R1 warranty of 3 years from acceptance; recorder: 24 months → warranty of 4 years from acceptance; recorder: 24 months',
    ])
    expect(changes(rule('R1', { byCategory: { recorder: 'P12M' } }))).toEqual([expect.stringMatching(/^worse R1/)])
    expect(changes(rule('R1', { base: 'P4Y', byCategory: { recorder: 'P12M' } }))).toEqual([
      expect.stringMatching(/^changed R1/),
    ])
    expect(changes(rule('R1', { except: ['user'] }))).toEqual([expect.stringMatching(/^worse R1/)])
    expect(changes(rule('R2', { failures: 2 }))).toEqual([expect.stringMatching(/^better R2 after 3 failed repairs/)])
    expect(changes(rule('R2', { sameProblem: true }))).toEqual([expect.stringMatching(/^worse R2/)])
    expect(changes(rule('R2', { with: 'sameModel' }))).toEqual([expect.stringMatching(/^changed R2/)])
    const cheaper = withRule('R4', { rule: 'renewal', percentOfContractPrice: 6, per: 'P1Y' })
    const dearer = withRule('R4', { rule: 'renewal', percentOfContractPrice: 9, per: 'P1Y' })
    expect(changes(cheaper, dearer)).toEqual([expect.stringMatching(/^better R4 renewal .* 9 % .* → .* 6 %/)])
    expect(changes(dearer)).toEqual([expect.stringMatching(/^better R4 new: renewal/)])
  })

  test('who pays, case by case', () => {
    expect(changes(rule('R4', { parts: 'price' }))).toEqual(['worse R4 out of warranty: parts at cost → at list price'])
    expect(changes(rule('R4', { parts: 'free' }))).toEqual(['better R4 out of warranty: parts at cost → free'])
    expect(changes(rule('R4', { parts: '80% of price' }))).toEqual([
      'changed R4 out of warranty: parts at cost → at 80 % of the list price',
    ])
    expect(changes(rule('R4', { wearParts: '60% of price' }))).toEqual([
      'worse R4 out of warranty: wear parts at 50 % of the list price → at 60 % of the list price',
    ])
    expect(changes(rule('R4', { travel: 'price', lodging: 'price' }))).toEqual([
      'worse R4 out of warranty: travel at cost → at list price',
      'worse R4 out of warranty: lodging at cost → at list price',
    ])
  })

  test('who pays, told for the origins whose rule it now is', () => {
    const ours = ['design', 'manufacture', 'transport', 'installation', 'commissioning', 'unknown']
    const next = header({
      clauses: FILE.clauses.map((one) =>
        ['R1', 'R3'].includes(one.id)
          ? {
              ...one,
              rules: one.rules?.map((each) =>
                each.rule === 'charges' ? { ...each, origins: one.id === 'R1' ? ours : ['user', 'wear'] } : each,
              ),
            }
          : one,
      ),
    })
    expect(changes(next)).toEqual([
      'worse R3 in warranty, faults by wear: parts free → at cost',
      'worse R3 in warranty, faults by wear: wear parts free → at 50 % of the list price',
    ])
  })

  test('rules that change places but say the same change nothing', () => {
    const same = clause('R1', (one) => ({
      ...one,
      rules: (one.rules ?? []).map((each) =>
        each.rule === 'charges' ? { ...each, origins: (each.origins as string[]).toReversed() } : each,
      ),
    }))
    expect(changes(same)).toEqual([])
  })

  test('what holds for all clauses', () => {
    expect(changes(header({ holidays: 'none' }))).toEqual([
      'changed – working hours 09:00–12:00, 13:00–18:00, Chinese holidays and make-up workdays → working hours 09:00–12:00, 13:00–18:00, every Monday to Friday, no holidays',
    ])
    expect(changes(header({ warnAt: [0.9] }))).toEqual([
      'changed – warnings at 50% and 80% of the time → warnings at 90% of the time',
    ])
  })

  test('is told under three headings, in both languages, with who will notice', () => {
    const next = clause('R8', () => undefined)
    expect(describeChanges(R, next, 'zh-CN')).toEqual([
      '执法记录仪售后服务承诺: R v1 → R v2',
      '',
      '对客户更不利',
      '  R8  不再承诺：因我方延误造成的损失由我方承担，每次违约及时长均有记录。',
      '',
      '自 2027-01-01 起适用于未被合同绑定的报修；未结的维修和绑定第 1 版的合同不变',
    ])
  })

  test('says what is missing for a release: a higher version that takes effect later', () => {
    const last = (old: PlanDocument, next: PlanDocument) => describeChanges(old, next, 'en').at(-1)
    const unreleased = 'To release it, raise version (now 1) and set a later effectiveFrom (now 2024-01-01)'
    expect(last(R, R)).toBe(unreleased)
    expect(last(R, { ...R, version: 2 })).toMatch(/^To release it/)
    expect(last(R, H)).toBe('These are two different commitments, not two versions of one')
  })
})

describe('what newer plans can say', () => {
  test('a changed limit of pauses is named', () => {
    expect(changes(header({ pause: { longest: 'P3D' } }))).toEqual([
      'changed – a pause that the customer agreed to lasts 24 h unless agreed otherwise, 7 days at most → a pause that the customer agreed to lasts 24 h unless agreed otherwise, 3 days at most',
    ])
  })
  test('so is what the default says as well: nothing changes', () => {
    expect(changes(header({ attention: { at: '09:00' }, calls: { joinWithin: 'PT10M' } }))).toEqual([])
  })
})
