import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SMS_MAX } from '../../../shared/message/sms.ts'
import { renderText } from '../../../shared/message/text.ts'
import { CONTACT_TEMPLATES, type MailTemplate, type TextEffect } from '../../../shared/subject/effect.ts'
import { mail, SENT_AT } from './effects.ts'

const LINK = 'https://cn.example.com/c/AbCdEfGhIjKl'
const about = { repair: '261120-0007', site: '城东所', unit: '执法仪17', engineer: '王强', sentAt: SENT_AT }
const text = (
  template: MailTemplate,
  values: Record<string, string> = {},
  language: 'zh-CN' | 'en' = 'zh-CN',
): string =>
  renderText(
    { ...mail(template, { ...about, ...values }, { language }), channel: 'text', to: '+8613900139000' } as TextEffect,
    LINK,
  )

const MOVED = JSON.stringify([
  {
    clause: 'C17',
    name: { zh: '全面巡检', en: 'Full inspection' },
    from: '2026-11-21T15:59:00.000Z',
    dueAt: '2026-11-30T15:59:00.000Z',
  },
])
const TONIGHT = '2026-11-19T18:23:00.000Z'

describe('a text message to a contact without an e-mail address', () => {
  it.each<[MailTemplate, Record<string, string>, string]>([
    [
      'received',
      {
        promises: JSON.stringify([
          { clause: 'R6', milestone: 'responded', dueAt: '2026-11-19T18:28:00.000Z' },
          { clause: 'R5', milestone: 'responded', dueAt: TONIGHT },
        ]),
      },
      '报修已受理，02:23 前回电',
    ],
    ['received', { reason: '还是黑屏' }, '已重新受理，我们继续维修'],
    ['assigned', {}, '工程师王强已接单，会与您联系'],
    ['onTheWay', {}, '工程师王强已出发'],
    ['onTheWay', { visitAt: TONIGHT }, '工程师约定 02:23 上门'],
    ['delayed', { milestone: 'arrived', reason: '路上堵车', newTime: TONIGHT }, '抱歉，到场延误，路上堵车，改为 02:23'],
    ['loaner', { loanerDueAt: TONIGHT }, '将在 02:23 前为您提供备机'],
    ['agreement', { newTime: '2026-11-21T01:00:00.000Z' }, '已按与您的约定改为 11月21日09:00，如未同意请点链接'],
    ['agreement', { moved: MOVED }, '全面巡检的承诺由 11月21日23:59 改到 11月30日23:59，如未同意请点链接'],
    [
      'plannedVisit',
      { visitAt: '2026-11-28T01:30:00.000Z', moved: MOVED },
      '约定 11月28日09:30 上门，全面巡检的承诺由 11月21日23:59 改到 11月30日23:59，如未同意请点链接',
    ],
    ['repaired', {}, '设备已修复，请点链接确认；没修好也请告诉我们'],
    ['closed', {}, '维修已关闭，服务报告见链接'],
    ['closed', { withdrawn: 'yes' }, '报修已撤销；仍需维修请点链接'],
  ])('%s %o', (template, values, says) => {
    expect(text(template, values)).toBe(`${says} 城东所 执法仪17 261120-0007 ${LINK}`)
  })

  it('speaks their language', () => {
    expect(text('assigned', {}, 'en')).toBe(
      `王强 has your repair and will contact you 城东所 执法仪17 261120-0007 ${LINK}`,
    )
  })

  it('fits into two segments with the signature and keeps number and link whole, whatever it says', () => {
    const values = fc.dictionary(
      fc.constantFrom('site', 'unit', 'engineer', 'reason', 'symptoms'),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...CONTACT_TEMPLATES),
        values,
        fc.constantFrom('zh-CN' as const, 'en' as const),
        (template, given, language) => {
          const said = text(template, given, language)
          expect(said.length).toBeLessThanOrEqual(SMS_MAX)
          expect(said).toContain(` 261120-0007 ${LINK}`)
          expect(said.isWellFormed()).toBe(true)
        },
      ),
    )
  })
})
