import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filled } from '../../../functions/channels/registered/fit.ts'
import { RULES } from '../../../functions/channels/registered/providers.ts'
import { bundleOf } from '../../../shared/message/bundle.ts'
import { contactMessage } from '../../../shared/message/contact-message.ts'
import { textMessage } from '../../../shared/message/text-message.ts'
import type { TextMessage } from '../../../shared/ports/messaging.ts'
import { CONTACT_TEMPLATES, SMS_TEMPLATES, type TextEffect } from '../../../shared/subject/effect.ts'
import { mail, SENT_AT, sms } from '../notify/effects.ts'

const linkOf = (path: string) => ({ url: `https://r.example.cn/${path}/AbCdEfGh-_Kl`, hash: 'f'.repeat(64) })
const saying = (message: TextMessage, rules: (typeof RULES)['alibaba' | 'tencent']) =>
  filled(message, rules).map(({ value }) => value)

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom('', '城东派出所', 'www.example.com', '【抽奖】', '𠮷野家'.repeat(20), '👮‍♀️', ' '),
)
const times = fc.constantFrom('', '2026-11-19T18:23:00.000Z', '2026-12-31T15:59:00.000Z')
const values = fc.record({
  repair: fc.constantFrom('261120-0007', '261120-10007', 'visit/lanting-police-2025/inspection/2026-11', ''),
  severity: words,
  site: words,
  unit: words,
  person: words,
  clause: words,
  symptoms: words,
  sentAt: fc.constant(SENT_AT),
  answerBy: times,
  dueAt: times,
  asked: fc.constantFrom('soon', 'late', 'plan', 'answer', 'call', 'question'),
  about: fc.constantFrom('progress', 'complained', 'nothing known'),
})
const timezone = fc.constantFrom('Asia/Shanghai', 'Asia/Urumqi')

describe('every message to ours, and to a contact by phone, fits into its registered text', () => {
  const sound = (message: TextMessage) => {
    for (const rules of [RULES.alibaba, RULES.tencent])
      for (const value of saying(message, rules)) {
        expect([...value].length).toBeLessThanOrEqual(rules.most)
        // Neither empty nor half a character, and nothing that is taken for an address or a signature.
        expect(value).not.toBe('')
        expect(value.isWellFormed()).toBe(true)
        if (!message.link?.url.includes(value)) expect(value).not.toMatch(/[.@/【】\p{Extended_Pictographic}]/u)
      }
    expect(saying(message, RULES.tencent).join('')).toContain('AbCdEfGh-_Kl')
  }

  it.each(SMS_TEMPLATES.filter((template) => template !== 'stuck'))('%s', (template) => {
    fc.assert(
      fc.property(values, timezone, fc.constantFrom('zh-CN', 'en'), (given, zone, language) => {
        sound(textMessage(sms(template, given, { timezone: zone, language }), '', linkOf('p')))
      }),
      { numRuns: 40 },
    )
  })

  it.each(CONTACT_TEMPLATES)('to a contact: %s', (template) => {
    fc.assert(
      fc.property(values, ({ asked: _, about: _1, ...given }) => {
        const effect = { ...mail(template, given), channel: 'text' } as TextEffect
        sound(contactMessage(effect, linkOf('c')))
      }),
      { numRuns: 20 },
    )
  })

  it('several at once: how many, and by when the first of them is to be answered', () => {
    const given = { sentAt: SENT_AT, answerBy: '2026-11-19T18:23:00.000Z', severity: '紧急', site: '甲', unit: '乙' }
    const other = { ...sms('warning', given), about: 'repair/261120-0008' as const, key: 'other' }
    const link = linkOf('i')
    const { said, text, values: told } = bundleOf([sms('page', given), other], link.url)
    const message = { ...textMessage(sms('page', given), text, link), values: told, ...(said && { said }) }
    expect(saying(message, RULES.alibaba)).toEqual(['2', '1', '02:23', 'AbCdEfGh-_Kl'])
    // Of one repair they are told as one message about it, whose link leads there.
    const same = bundleOf([sms('page', given), { ...other, about: 'repair/261120-0007' }], linkOf('p').url)
    expect(same.said?.as).toBe('page')
  })

  it('that we are stuck, which has no link', () => {
    const message = textMessage(sms('stuck', { repair: '261120-0007', others: '2' }), '')
    expect(saying(message, RULES.tencent)).toEqual(['261120', '-0007', '3'])
  })
})

describe('what does not fit says so in fewer words, and a time is never cut', () => {
  const of = (template: 'question' | 'page' | 'planned', given: Record<string, string>, zone = 'Asia/Shanghai') =>
    filled(textMessage(sms(template, given, { timezone: zone }), '', linkOf('p')), RULES.alibaba)
  const value = (all: ReturnType<typeof of>, name: string) => all.find((one) => one.name === name)?.value
  const given = { repair: '261120-0007', severity: '紧急', site: '甲', unit: '乙', sentAt: SENT_AT }

  it.each([
    ['2026-11-19T18:23:00.000Z', 'Asia/Shanghai', '02:23'],
    ['2026-12-21T18:23:00.000Z', 'Asia/Shanghai', '12月22日02:23'],
    ['2026-12-21T18:23:00.000Z', 'Asia/Urumqi', '22日00:23新疆'],
    ['', 'Asia/Shanghai', '尽快'],
  ])('%s in %s: %s', (answerBy, zone, shown) => {
    expect(value(of('page', { ...given, answerBy }, zone), 'deadline')).toBe(shown)
  })

  it('who is asked what is told so whole, or as a plain request', () => {
    expect(value(of('question', { ...given, about: 'calledAgain' }), 'what')).toBe('又来电，说法不同')
    expect(
      value(of('question', { ...given, about: 'progress', person: '一二三四五六七八九十一二三四五' }), 'what'),
    ).toBe('请更新')
  })

  it('a unit keeps its end, a site its beginning; of an ideograph beyond the plane nothing is halved', () => {
    const named = of('page', { ...given, site: '𠮷'.repeat(30), unit: `${'执法记录仪'.repeat(5)}017` })
    expect(value(named, 'place')).toBe('𠮷'.repeat(18))
    expect(value(named, 'device')).toBe('法记录仪执法记录仪017')
  })

  it('the number of something long is behind the link', () => {
    expect(value(of('planned', { ...given, repair: 'visit/lanting-police/2026-11' }), 'number')).toBe('见链接')
  })
})
