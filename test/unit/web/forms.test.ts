import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { BadRequestError, fault } from '../../../shared/kernel/errors.ts'
import type { Language } from '../../../shared/kernel/text.ts'
import type { Plan } from '../../../shared/plan/plan.ts'
import type { PlanRule } from '../../../shared/plan/rules.ts'
import type { ActionType } from '../../../shared/repair/actions.ts'
import { actionSchema } from '../../../shared/wire/actions.ts'
import { parseActionForm } from '../../../shared/wire/form.ts'
import { fieldsOf } from '../../../web/pages/fields.ts'
import { actionForm, writtenIn } from '../../../web/pages/forms.ts'
import { namedOf } from '../../../web/pages/named.ts'
import { problemText } from '../../../web/pages/problems.ts'
import { aClock, aPlan, aRepair, START } from '../../support/repair-fixtures.ts'

const planWith = (...rules: PlanRule[]): Plan => aPlan({ rules })
const SEND_IN: PlanRule = { rule: 'sendIn', visitNeedsApproval: true, clause: 'N16' }
const CONSENT: PlanRule = { rule: 'remoteConsent', clause: 'C10' }

const problemsOf = (run: () => unknown): readonly string[] => {
  try {
    run()
  } catch (error) {
    if (error instanceof BadRequestError) return error.problems
    throw error
  }
  return expect.fail('nothing was refused')
}

describe('what a form sends becomes an action:', () => {
  const parsed = (fields: Record<string, string>) => parseActionForm(new URLSearchParams(fields), 'Asia/Shanghai')
  const itemsOf = (items: string) => (parsed({ action: 'quote', origin: 'user', items }) as { items?: unknown }).items

  test.each([
    ['BAT-7 × 2', { code: 'BAT-7', quantity: 2 }],
    ['BAT-7×2', { code: 'BAT-7', quantity: 2 }],
    ['BAT-7*2', { code: 'BAT-7', quantity: 2 }],
    ['BAT-7 x2', { code: 'BAT-7', quantity: 2 }],
    ['BAT-7 X 2', { code: 'BAT-7', quantity: 2 }],
    ['BAT-7 2', { code: 'BAT-7', quantity: 2 }],
    ['ＢＡＴ-7　×　２', { code: 'BAT-7', quantity: 2 }],
    ['BAT-7', { code: 'BAT-7', quantity: 1 }],
    ['MAX2', { code: 'MAX2', quantity: 1 }],
    ['LED 30 4', { code: 'LED 30', quantity: 4 }],
  ])('a position %s', (line, item) => expect(itemsOf(line)).toEqual([item]))

  test('positions one a line, empty lines left out', () => {
    expect(itemsOf('A-1 × 1\r\n\r\n B-2 3 \n')).toEqual([
      { code: 'A-1', quantity: 1 },
      { code: 'B-2', quantity: 3 },
    ])
  })
  test.each(['BAT-7 ×', 'BAT-7 × 0', 'BAT-7 × two', 'BAT-7 × 100000', '× 2'])('not the position %s', (line) => {
    expect(problemsOf(() => itemsOf(`A-1 × 1\n${line}`))).toEqual([
      'items: line 2 is not a code and how many, such as "BAT-7 × 2"',
    ])
  })

  test.each([
    ['1234.5', 123_450],
    ['1,234.50', 123_450],
    ['￥88', 8_800],
    ['0.07 元', 7],
    ['１２', 1_200],
  ])('%s yuan', (amountFen, fen) =>
    expect(parsed({ action: 'claim', basis: 'defect', what: 'x', amountFen })).toMatchObject({ amountFen: fen }),
  )
  test.each(['-1', '1.234', 'a lot', '1234567890'])('not %s yuan', (amountFen) => {
    expect(problemsOf(() => parsed({ action: 'claim', basis: 'defect', what: 'x', amountFen }))).toEqual([
      'amountFen: must be an amount such as 1234.50',
    ])
  })

  test('[C10] how it was solved is one of two ways', () => {
    const done = { action: 'solveRemotely', cause: 'x', done: 'y' }
    expect(parsed({ ...done, how: 'remote' })).toMatchObject({ how: 'remote' })
    expect(parsed(done)).not.toHaveProperty('how')
    expect(problemsOf(() => parsed({ ...done, how: 'maybe' }))).toEqual([expect.stringMatching(/^how: /)])
  })
  test('local times of dates promised and answers needed', () => {
    expect(
      parsed({ action: 'pause', reason: 'x', until: '2026-11-24T18:00', agreedBy: 'y', how: 'phone' }),
    ).toMatchObject({ until: '2026-11-24T10:00:00.000Z' })
    expect(parsed({ action: 'dateReplacement', on: '2026-11-24T18:00' })).toMatchObject({
      on: '2026-11-24T10:00:00.000Z',
    })
    expect(parsed({ action: 'promiseDate', resolutionAt: '2026-11-24T18:00' })).toMatchObject({
      resolutionAt: '2026-11-24T10:00:00.000Z',
    })
    expect(parsed({ action: 'escalate', to: 'rd', question: 'x', answerBy: '2026-11-24T18:00' })).toMatchObject({
      answerBy: '2026-11-24T10:00:00.000Z',
    })
  })
  test('a field named like something every object has is only a field', () => {
    expect(problemsOf(() => parsed({ action: 'note', text: 'x', constructor: 'y' }))).toEqual([
      'constructor: is not a known field',
    ])
  })
})

describe('a form asks for what the plan needs:', () => {
  const requiredOf = (action: ActionType, plan: Plan) =>
    fieldsOf(action, plan).flatMap(({ name, required }) => (required ? [name] : []))
  const namesOf = (action: ActionType, plan: Plan) => fieldsOf(action, plan).map(({ name }) => name)

  test('[N16] verdict, handling and agreement before a unit is sent in', () => {
    expect(requiredOf('sendIn', planWith())).toEqual(['agreedBy', 'how'])
    expect(requiredOf('sendIn', planWith(SEND_IN))).toEqual(['verdict', 'handling', 'agreedBy', 'how'])
  })
  test('[N16] approval and parts before a visit', () => {
    expect(namesOf('goOnSite', planWith())).toEqual(['visitAt', 'agreedBy', 'how'])
    expect(namesOf('goOnSite', planWith(SEND_IN))).toEqual(['visitAt', 'agreedBy', 'how', 'parts'])
    expect(requiredOf('goOnSite', planWith(SEND_IN))).toEqual([])
    expect(requiredOf('goOnSite', planWith({ ...SEND_IN, visitNeedsApproval: false }))).toEqual([])
  })
  test('[C10] consent on record before remote access; elsewhere with the work', () => {
    expect(namesOf('solveRemotely', planWith())).toContain('consent')
    expect(namesOf('solveRemotely', planWith(CONSENT))).toContain('how')
    expect(namesOf('solveRemotely', planWith(CONSENT))).not.toContain('consent')
    expect(requiredOf('accessRemotely', planWith(CONSENT))).toEqual(['consentBy', 'phoneTried'])
  })
  test('[C28] a date to answer by, where the plan promises one', () => {
    const clock = { clause: 'C28', from: 'escalated', until: 'advised', limit: 'promised', window: '7x24' } as const
    expect(requiredOf('escalate', aPlan())).toEqual(['to', 'question'])
    expect(requiredOf('escalate', aPlan({ clocks: [{ ...clock, pausable: false }] }))).toContain('answerBy')
  })
})

describe('every action can be taken from a page:', () => {
  // A call is split by a tap beside its words.
  const actions = actionSchema.options.filter((option) => option.shape.type.value !== 'split')
  test.each(actions.map((option) => [option.shape.type.value, option.shape] as const))(
    '%s asks for all that it needs',
    (type, shape) => {
      const { id: _, type: __, ...fields } = shape as Record<string, z.ZodType>
      const needed = Object.keys(fields).filter(
        (name) => !z.object({ [name]: fields[name] ?? z.never() }).safeParse({}).success,
      )
      expect(namesOf(type)).toEqual(expect.arrayContaining(needed))
      // A file comes beside the fields.
      const words = namesOf(type).filter((name) => name !== 'file')
      expect(Object.keys(fields)).toEqual(expect.arrayContaining(words))
    },
  )
  const namesOf = (type: ActionType) => fieldsOf(type, aPlan()).map(({ name }) => name)

  test('the customer is not asked whose word it is', () => {
    const context = { language: 'zh-CN', path: '/c/token', version: 3, plan: aPlan() } as const
    expect(actionForm('acceptQuote', context).text).toContain('name="onBehalf"')
    expect(actionForm('acceptQuote', { ...context, isCustomer: true }).text).not.toContain('<details')
    expect(actionForm('withdraw', { ...context, isCustomer: true }).text).not.toContain('agreedBy')
  })
})

describe('what a field may name', () => {
  const loss = { clause: 'R8', basis: 'delay', what: 'x', at: START, amountFen: 8850 } as const
  const repair = aRepair({
    clocks: [
      aClock(),
      aClock({ id: 'R7/repaired/1', term: { ...aClock().term, clause: 'R7', until: 'repaired' } }),
      aClock({ id: 'R6/arrived/1', state: 'kept', endedAt: START }),
    ],
    claims: [
      { ...loss, id: 1 },
      { ...loss, id: 2, settled: { at: START, outcome: 'paid', reason: 'x' } },
    ],
  })
  const named = namedOf(repair, [
    { id: 'li-na', name: '李娜', tier: '一线' },
    { id: 'liu-fang', name: '刘芳' },
  ])
  const context = { language: 'zh-CN', path: '/p/token', version: 3, plan: aPlan(), named } as const
  const valuesIn = (type: ActionType) =>
    [...actionForm(type, context).text.matchAll(/<option value="([^"]+)">/g)].map(([, value]) => value)

  test('is what is open: promises to waive, promises that may move, losses to settle', () => {
    expect(valuesIn('waive')).toEqual([aClock().id, 'R7/repaired/1'])
    expect(valuesIn('agree')).toContain('R7/repaired/1')
    expect(valuesIn('agree')).not.toContain(aClock().id)
    expect(valuesIn('settleClaim')).toEqual(['1', 'paid', 'refused'])
    expect(actionForm('settleClaim', context).text).toContain('1. 延误 R8 · 88.50 元')
  })
  test('a colleague by name; whoever is on duty where nobody is chosen', () => {
    const { text } = actionForm('handOver', context)
    expect(text).toContain(
      '<select name="person"><option value="">当值的人</option><option value="li-na">李娜 · 一线</option><option value="liu-fang">刘芳</option>',
    )
    expect(actionForm('assign', context).text).toContain('<select name="person" required><option value="">—</option>')
    const values = { person: 'li-na', reason: '车坏了' }
    expect(writtenIn({ action: 'handOver', values }, aPlan(), 'zh-CN', named)).toEqual(['李娜 · 一线', '车坏了'])
  })
})

describe('a form is shown', () => {
  const context = { language: 'zh-CN', path: '/p/token', version: 3, plan: aPlan() } as const

  test('with what is required marked, and nothing chosen for its reader', () => {
    const { text } = actionForm('quote', context)
    expect(text).toContain('故障来源<span class="bad"> *</span>')
    expect(text).toContain('<select name="origin" required><option value="">—</option>')
    expect(text).toContain('<option value="user">人为损坏</option>')
  })
  test('[H17] with the codes that a position may name, where the price list is known', () => {
    const prices = [{ list: 'L', code: 'A<1', name: '电池', class: 'wear', unit: '块', priceFen: 100 }] as const
    expect(actionForm('quote', { ...context, prices }).text).toContain(
      '<li class="row"><strong>A&lt;1</strong><span>电池</span><span class="soft">块</span></li>',
    )
    for (const without of [actionForm('quote', context), actionForm('complete', { ...context, prices })])
      expect(without.text).not.toContain('价目表编码')
  })
  test('in English too', () => {
    expect(actionForm('escalate', { ...context, language: 'en' }).text).toContain('<option value="rd">R&amp;D</option>')
  })
  test('with what was written, ticked and chosen, when it comes back', () => {
    const values = { reason: '缺件', unremovable: 'on' }
    const { text } = actionForm('notSolved', { ...context, sent: { action: 'notSolved', values } })
    expect(text).toContain('>缺件</textarea>')
    expect(text).toContain('<input type="checkbox" name="unremovable" checked>')
    const sent = { action: 'escalate', values: { to: 'experts' } }
    expect(actionForm('escalate', { ...context, sent }).text).toContain(
      '<option value="experts" selected>专家</option>',
    )
  })
  test('with what was written in words, when it cannot be taken any more', () => {
    const values = { reason: '缺件', unremovable: 'on', id: '3/notSolved' }
    expect(writtenIn({ action: 'notSolved', values }, aPlan(), 'zh-CN')).toEqual(['缺件', '✓ 故障无法排除，影响使用'])
    expect(writtenIn({ action: 'quote', values: { origin: 'wear' } }, aPlan(), 'en')).toEqual(['wear'])
  })
})

describe('what is wrong with a form is said in its own words:', () => {
  const said = (at: string, action: string, language: Language, zh = '没有填写', en = 'is missing') =>
    problemText(fault(at, zh, en), action, planWith(SEND_IN), language)
  test('by the labels of the form, in either language', () => {
    expect(said('items[0].code', 'quote', 'zh-CN')).toMatch(/^[一-龥]+.*：没有填写$/)
    expect(said('items', 'quote', 'en')).toMatch(/^[^一-龥]+: is missing$/)
    expect(said('unit', 'quote', 'zh-CN')).toBe('设备：没有填写')
    expect(said('contract', 'quote', 'en')).toBe('Contract: is missing')
    expect(said('verdict', 'sendIn', 'zh-CN')).toBe('判定结果：没有填写')
  })
  test('a field that no form here has came from another page', () => {
    expect(said('toString', 'quote', 'zh-CN')).toContain('页面已过期')
    expect(said('toString', 'quote', 'en')).not.toMatch(/[一-龥]/)
  })
  test.each([
    ['Too big: expected string to have <=8 characters', '太长，请缩短'],
    ['Invalid option: expected one of "a"|"b"', '请选择列表中的一项'],
    ['Invalid input: expected array, received string', '填写有误，请重新填写'],
  ])('what a schema says in its own terms, plainly: %s', (en, plain) => {
    expect(said('items', 'quote', 'zh-CN', '只能是 a、b', en)).toContain(plain)
    expect(said('items', 'quote', 'en', '只能是 a、b', en)).not.toContain(en)
  })
})
