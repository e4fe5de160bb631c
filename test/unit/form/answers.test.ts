import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadForms } from '../../../infra/forms.ts'
import { type Answers, faultsIn, LONGEST_ANSWER, MOST_LETTERS } from '../../../shared/form/answers.ts'
import { findingsIn, scoreIn } from '../../../shared/form/findings.ts'
import { itemsOf } from '../../../shared/form/form.ts'
import { saidIn } from '../../../shared/form/words.ts'
import { choice, formOf, item } from './forms.ts'

const form = formOf(
  choice('state', { required: true }),
  item('text', 'why', { required: true, when: { item: 'state', is: ['fault'] } }),
  item('number', 'volts', { min: 198, max: 242 }),
  item('number', 'days', { min: 90, finding: 'suggestion' }),
  item('text', 'advice', { finding: 'suggestion' }),
  item('score', 'manner'),
  item('score', 'speed'),
  item('photo', 'photo'),
  item('signature', 'signed', { required: true }),
)
const SIGNED = { signed: { value: ['a'.repeat(64)] } }
const at = (answers: Answers, sofar = false) => faultsIn(form, answers, sofar).map((fault) => fault.at)

describe('what is wrong with answers', () => {
  test('what is required and missing; what is not asked is not', () => {
    expect(at({})).toEqual(['state', 'signed'])
    expect(at({ state: { value: 'ok' } })).toEqual(['signed'])
    expect(at({ state: { value: 'fault' }, ...SIGNED })).toEqual(['why'])
    expect(at({ state: { value: 'fault' }, why: { value: '  ' }, ...SIGNED })).toEqual(['why'])
    expect(at({ state: { value: 'fault' }, why: { value: 'dust' }, ...SIGNED })).toEqual([])
  })

  test('a signature and photos come after the rest', () => {
    expect(at({ state: { value: 'ok' } }, true)).toEqual([])
  })

  test.each<[string, Answers, string]>([
    ['an option there is none of', { state: { value: 'constructor' } }, 'state'],
    ['words for a number', { volts: { value: '230' } }, 'volts'],
    ['no number', { volts: { value: Number.NaN } }, 'volts'],
    ['a number without end', { volts: { value: Number.POSITIVE_INFINITY } }, 'volts'],
    ['a score of 0', { manner: { value: 0 } }, 'manner'],
    ['a score of 6', { manner: { value: 6 } }, 'manner'],
    ['half a score', { manner: { value: 2.5 } }, 'manner'],
    ['seven photos', { photo: { value: Array(7).fill('x') } }, 'photo'],
    ['a text too long', { advice: { value: 'x'.repeat(LONGEST_ANSWER + 1) } }, 'advice'],
    ['a note too long', { volts: { value: 230, note: 'x'.repeat(501) } }, 'volts'],
    ['eleven units', { state: { value: 'ok', units: Array(11).fill('S1') } }, 'state'],
    ['what nobody asked', { __proto: { value: 'x' } }, '__proto'],
  ])('%s', (_, answers, where) => {
    expect(at({ state: { value: 'ok' }, ...SIGNED, ...answers })).toEqual([where])
  })

  test('in both languages, with the question', () => {
    const [fault] = faultsIn(form, { ...SIGNED })
    expect(fault).toEqual({ at: 'state', zh: '“state”：请选择', en: '"state": choose one' })
  })

  test('all words together stay within bounds', () => {
    const many = formOf(...Array.from({ length: 12 }, (_, index) => item('text', `t${index}`)))
    const answers = Object.fromEntries(itemsOf(many).map(({ id }) => [id, { value: 'x'.repeat(2000) }]))
    expect(faultsIn(many, answers).map((fault) => fault.at)).toEqual(['answers'])
    expect(MOST_LETTERS).toBe(20_000)
  })
})

describe('findings', () => {
  test('of marked options, of readings outside their limits, of words that are one; "none" is none', () => {
    const found = findingsIn(form, {
      state: { value: 'fault', note: 'left', units: ['S1', 'S2'] },
      volts: { value: 197.9 },
      days: { value: 89 },
      advice: { value: 'more light' },
    })
    expect(found.map((one) => [one.item, one.kind, one.what.en, one.units])).toEqual([
      ['state', 'fault', 'state: faulty (left)', ['S1', 'S2']],
      ['volts', 'fault', 'volts: 197.9', []],
      ['days', 'suggestion', 'days: 89', []],
      ['advice', 'suggestion', 'more light', []],
    ])
    const none = { volts: { value: 198 }, days: { value: 90 } }
    for (const value of ['无', '没有', 'none', 'N/A', '-', '无。'])
      expect(findingsIn(form, { ...none, advice: { value } })).toEqual([])
    expect(findingsIn(form, { ...none, volts: { value: 242 } })).toEqual([])
  })

  test('an answer to what is no longer asked finds nothing', () => {
    const asked = formOf(choice('a'), choice('b', { when: { item: 'a', is: ['soon'] } }))
    expect(findingsIn(asked, { a: { value: 'ok' }, b: { value: 'fault' } })).toEqual([])
    expect(findingsIn(asked, { a: { value: 'soon' }, b: { value: 'fault' } })).toHaveLength(2)
  })

  test('the score is the mean; without one there is none', () => {
    expect(scoreIn(form, {})).toBeUndefined()
    expect(scoreIn(form, { manner: { value: 5 }, speed: { value: 2 } })).toBe(3.5)
  })
})

test('what is said of answers needs no form to be read', () => {
  expect(saidIn(form, { state: { value: 'ok', note: ' fine ' }, manner: { value: 4 } })).toMatchObject([
    { item: 'state', section: { en: 'All of it' }, ask: { en: 'state' }, answer: { en: 'ok' }, note: 'fine' },
    { item: 'manner', answer: { zh: '4 分', en: '4 of 5' } },
  ])
})

test('whatever is answered to whatever form, it is right or it is said what is wrong, and nothing throws', () => {
  const value = fc.oneof(
    fc.string(),
    fc.double(),
    fc.integer({ min: -1, max: 7 }),
    fc.array(fc.string(), { maxLength: 8 }),
    fc.constantFrom('ok', 'fault', 'fixed', 'yes', 'no', 'none'),
  )
  for (const one of loadForms(''))
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...itemsOf(one).map(({ id }) => id)), fc.record({ value })),
        (answers) => {
          const faults = faultsIn(one, answers)
          const said = saidIn(one, answers)
          expect(said.length).toBeLessThanOrEqual(Object.keys(answers).length)
          expect(findingsIn(one, answers).length).toBeLessThanOrEqual(said.length)
          const score = scoreIn(one, answers)
          if (faults.length === 0 && score !== undefined) expect(score >= 1 && score <= 5).toBe(true)
        },
      ),
      { numRuns: 50 },
    )
})
