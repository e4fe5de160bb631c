import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundleOf } from '../../../shared/message/bundle.ts'
import { SMS_MAX } from '../../../shared/message/sms.ts'
import type { SmsEffect } from '../../../shared/subject/effect.ts'
import { SENT_AT, sms } from './effects.ts'

const LINK = 'https://cn.example.com/i/AbCdEfGhIjKl'

const about = (repair: string, more: Record<string, string> = {}) => ({
  repair,
  severity: '紧急',
  site: '城东所',
  unit: '执法仪17',
  sentAt: SENT_AT,
  answerBy: '2026-11-19T18:23:00.000Z',
  ...more,
})
const of = (template: SmsEffect['template'], repair: string, more: Record<string, string> = {}): SmsEffect => ({
  ...sms(template, about(repair, more)),
  about: `repair/${repair}`,
})
const text = (...effects: SmsEffect[]) => bundleOf(effects, LINK).text

describe('several messages to one person', () => {
  it('say how many nobody has taken, which, and by when the first of them is to be answered', () => {
    const later = { answerBy: '2026-11-19T18:26:00.000Z', site: '市局' }
    expect(text(of('page', 'r-1', later), of('page', 'r-2'))).toBe(
      `2 件未接：紧急 市局 执法仪17；紧急 城东所 执法仪17 02:23 前接单 ${LINK}`,
    )
  })

  it('put pages before reminders, whatever came first', () => {
    const warning = of('warning', 'r-1', { clause: 'R6', milestone: 'arrived', dueAt: '2026-11-19T18:35:00.000Z' })
    expect(text(warning, of('page', 'r-2', { site: '市局' }))).toMatch(
      /^1 件未接，1 件提醒：紧急 市局 执法仪17；R6到场/,
    )
  })

  it('say of questions alone that they are to do', () => {
    expect(text(of('question', 'r-1', { about: 'progress' }), of('question', 'r-2', { about: 'loanerOut' }))).toMatch(
      /^待办 2 件：进展如何 城东所 执法仪17；备机收回了吗/,
    )
  })

  it('about one repair are one message about it', () => {
    const due = { clause: 'R7', milestone: 'repaired', dueAt: '2026-11-19T18:35:00.000Z' }
    const said = text(of('warning', 'r-1', due), of('loanerDue', 'r-1', { ...due, loaner: '备3' }))
    expect(said).toMatch(/^R7修复剩\d+分钟；R7请送备机 备3 城东所 执法仪17 r-1 02:35 前 https/)
  })

  it('speak the language of the reader', () => {
    const english = [1, 2].map((n) => ({
      ...of('page', `r-${n}`, { severity: 'U', site: 'HQ', unit: 'Cam' }),
      language: 'en' as const,
    }))
    expect(bundleOf(english, LINK).text).toBe(`2 unanswered: U HQ Cam; U HQ Cam answer by 02:23 ${LINK}`)
  })

  it('fit into two segments with the signature, however many they are, and end with the link', () => {
    const any = fc.record({
      template: fc.constantFrom<SmsEffect['template']>('page', 'breach', 'warning', 'question', 'loanerDue', 'taken'),
      site: fc.string({ maxLength: 60 }),
      unit: fc.string({ maxLength: 60 }),
      n: fc.integer({ min: 1, max: 80 }),
    })
    fc.assert(
      fc.property(fc.array(any, { minLength: 2, maxLength: 60 }), (all) => {
        const said = text(...all.map(({ template, site, unit, n }) => of(template, `261120-00${n}`, { site, unit })))
        expect(said.length).toBeLessThanOrEqual(SMS_MAX)
        expect(said.endsWith(` ${LINK}`)).toBe(true)
      }),
    )
  })
})
