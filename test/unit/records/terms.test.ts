import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rank, shortlist } from '../../../shared/knowledge/search.ts'
import { ANY_TERM, modelTerm, termsOf, termsOfQuery, termsOfRecord } from '../../../shared/knowledge/terms.ts'
import { aRecord, minute, repairId } from '../../support/repair-fixtures.ts'

describe('[H2] the terms of a text', () => {
  it.each([
    ['无法开机', ['无法', '法开', '开机']],
    ['黑', ['黑']],
    ['黑 屏', ['黑', '屏']],
    ['无法开机，黑屏！', ['无法', '法开', '开机', '黑屏']],
    ['BWC-5', ['bwc-5', 'bwc', '5']],
    ['ＢＷＣ－５', ['bwc-5', 'bwc', '5']],
    ['4G网络断开', ['4g', '网络', '络断', '断开']],
    ['No signal, NO power', ['no', 'signal', 'power']],
    ['größer Überhitzung', ['größer', 'überhitzung']],
    ['ネット', ['ネッ', 'ット']],
    ['v2.3.1', ['v2.3.1', 'v2', '3', '1']],
    ['', []],
    [' ，。-/ ', []],
    ['𠮷野家', ['𠮷野', '野家']],
  ])('%s', (text, terms) => {
    expect(termsOf(text)).toEqual(terms)
  })

  it('are each short and without blanks, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        for (const term of termsOf(text)) expect(term).toMatch(/^\S{1,40}$/u)
      }),
    )
  })

  it('of a word are in every text that holds it whole', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[开机黑屏无法电池]{2,6}$/),
        fc.stringMatching(/^[开机黑屏，无法 ]{0,9}$/),
        (word, rest) => {
          expect(termsOf(rest + word + rest)).toEqual(expect.arrayContaining([...termsOf(word)]))
        },
      ),
    )
  })
})

describe('[H2] what a record is filed under', () => {
  it('is everything, its model, and the words of product, unit, problem, work and symptoms', () => {
    const record = aRecord({ problem: '黑屏', cause: '进水', done: '烘干', parts: ['LENS-3'], symptoms: '不亮' })
    expect(termsOfRecord(record)).toEqual(
      expect.arrayContaining([
        ANY_TERM,
        modelTerm('bwc-5 '),
        '执法',
        '记录',
        'bwc-2025-0117',
        '黑屏',
        '进水',
        '烘干',
        'lens-3',
        '不亮',
      ]),
    )
    expect(termsOfRecord({ ...record, customer: '兰亭' })).not.toContain('兰亭')
  })

  it('is bounded, and keeps what was found out before what was said at length', () => {
    const symptoms = Array.from({ length: 5000 }, (_, index) => `w${index}`).join(' ')
    const terms = termsOfRecord(aRecord({ symptoms, cause: '电容鼓包' }))
    expect(terms.length).toBeLessThanOrEqual(402)
    expect(terms).toContain('鼓包')
  })

  it('cannot be typed: everything and models are no words', () => {
    expect(termsOf(`${ANY_TERM} ${modelTerm('BWC-5')}`)).not.toContain(ANY_TERM)
    expect(termsOfQuery({ words: '', limit: 1 })).toEqual([ANY_TERM])
    expect(termsOfQuery({ words: '', model: 'X', limit: 1 })).toEqual([modelTerm('x')])
    expect(termsOfQuery({ words: '开机', model: 'X', limit: 1 })).toEqual(['开机', modelTerm('x')])
    expect(
      termsOfQuery({ words: 'abc '.repeat(2) + Array.from({ length: 99 }, (_, n) => `w${n}`).join(' '), limit: 1 }),
    ).toHaveLength(24)
  })
})

describe('[H2] the order of what is found', () => {
  const records = ['无法开机', '无法开机 黑屏', '黑屏', '录像模糊'].map((symptoms, index) =>
    aRecord({ repair: repairId(`000${index}`), reportedAt: minute(index), symptoms }),
  )
  const order = (words: string, limit = 9, model?: string) =>
    rank({ words, limit, ...(model !== undefined && { model }) }, records).map(({ record, match }) => [
      record.repair.slice(-1),
      match,
    ])

  it('is best match first, among equals the latest; what has none of the words is not found', () => {
    expect(order('无法开机 黑屏')).toEqual([
      ['1', 1],
      ['0', 0.75],
      ['2', 0.25],
    ])
    expect(order('黑屏')).toEqual([
      ['2', 1],
      ['1', 1],
    ])
    expect(order('', 2)).toEqual([
      ['3', 1],
      ['2', 1],
    ])
    expect(order('黑屏', 9, 'bwc-5')).toHaveLength(2)
    expect(order('黑屏', 9, 'DOC')).toEqual([])
  })

  it('reads what has rare words first', () => {
    const common = Array.from({ length: 500 }, (_, index) => `c${index}`)
    expect(shortlist([common, common, ['rare', 'c7']]).slice(0, 2)).toEqual(['c7', 'rare'])
    expect(shortlist([common])).toHaveLength(200)
    expect(shortlist([])).toEqual([])
  })
})
