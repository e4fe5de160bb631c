import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SMS_TEMPLATES } from '../../../shared/notify/effect.ts'
import { renderSms, SMS_MAX } from '../../../shared/notify/sms.ts'
import { SENT_AT, sms } from './effects.ts'

const LINK = 'https://cn.example.com/p/AbCdEfGhIjKl'
const LONGEST_LINK = 'https://service.supplier.example/p/AbCdEfGhIjKl'

const values = {
  repair: '261120-0007',
  severity: '紧急',
  site: '市局',
  unit: '执法仪17',
  sentAt: SENT_AT,
  answerBy: '2026-11-19T18:23:00.000Z',
  pageReason: 'report',
}
const english = { ...values, severity: 'U', site: 'HQ', unit: 'Cam 17' }
const en = { language: 'en' as const }

describe('page', () => {
  it('carries severity, site, unit, number, time to answer and link in one segment', () => {
    const text = '紧急 市局 执法仪17 261120-0007 02:23前接单 https://cn.example.com/p/AbCdEfGhIjKl'
    expect(renderSms(sms('page', values), LINK)).toBe(text)
    expect(text.length).toBe(SMS_MAX)
  })

  it('says the same in English', () => {
    expect(renderSms(sms('page', english, en), LINK)).toBe(`U HQ Cam 17 261120-0007 by 02:23 ${LINK}`)
    expect(renderSms(sms('page', english, en), 'https://a.cn/p/AbCdEfGhIjKl')).toBe(
      'U HQ Cam 17 261120-0007 answer by 02:23 https://a.cn/p/AbCdEfGhIjKl',
    )
  })

  it('gives the time in the zone of the reader', () => {
    const text = renderSms(sms('page', english, { ...en, timezone: 'Europe/Berlin' }), LINK)
    expect(text).toContain('by 19:23')
  })

  it.each([
    ['2026-11-19T15:59:00.000Z', '23:59前接单'],
    ['2026-11-19T16:00:00.000Z', '11月20日00:00前接单'],
  ])('adds the date from midnight on: %s', (answerBy, shown) => {
    const text = renderSms(
      sms('page', { ...values, sentAt: '2026-11-19T15:50:00.000Z', answerBy }),
      'https://a.cn/p/AbCdEfGhIjKl',
    )
    expect(text).toContain(` ${shown} `)
  })

  it('keeps the day of another day, however little room there is', () => {
    const answerBy = '2026-11-20T18:23:00.000Z'
    expect(renderSms(sms('page', { ...values, answerBy }), LONGEST_LINK)).toContain('21日02:23')
    expect(renderSms(sms('page', { ...english, answerBy }, en), LONGEST_LINK)).toContain('21/02:23')
  })

  it('is readable with the longest link and another day: severity, number, time and link stay whole', () => {
    expect(LONGEST_LINK.length).toBe(47)
    const text = renderSms(sms('page', { ...values, answerBy: '2026-11-20T18:23:00.000Z' }), LONGEST_LINK)
    expect(text).toBe(`紧急261120-0007 21日02:23 ${LONGEST_LINK}`)
    expect(text.length).toBe(SMS_MAX)
  })

  it('shortens a site at its end and a unit at its beginning, where units differ', () => {
    const long = { ...values, site: '市公安局指挥中心', unit: '执法记录仪第017号' }
    expect(renderSms(sms('page', long), LINK)).toBe(`紧急 市公… …17号 261120-0007 02:23前接单 ${LINK}`)
  })

  it.each(['', undefined])('calls a missing site or unit unknown (%s)', (missing) => {
    const { site, unit, ...rest } = values
    const given = missing === undefined ? rest : { ...rest, site: missing, unit: missing }
    expect(renderSms(sms('page', given), LINK)).toContain('紧急 未知 未知 261120-0007')
    expect(renderSms(sms('page', { ...given, severity: 'U' }, en), 'https://a.cn/p/1')).toContain(
      'U unknown unknown 261120-0007',
    )
  })

  it('asks plainly when there is no time to answer by', () => {
    const { answerBy, ...rest } = values
    expect(renderSms(sms('page', rest), LINK)).toContain('261120-0007 请接单 https')
    expect(renderSms(sms('page', { ...rest, severity: 'U' }, en), LINK)).toContain('261120-0007 answer https')
  })

  it.each([
    ['unanswered', '无人接', 'unanswered'],
    ['handover', '转交', 'handover'],
    ['notFixed', '未修好', 'not fixed'],
    ['breach', '超时', 'late'],
  ])('says why when it is not a first call: %s', (pageReason, zh, word) => {
    const short = 'https://a.cn/p/AbCdEfGhIjKl'
    expect(renderSms(sms('page', { ...values, pageReason }), short)).toContain(`紧急 ${zh} 市局`)
    expect(renderSms(sms('page', { ...english, pageReason }, en), short)).toContain(`U ${word} HQ`)
  })

  it.each(['report', 'sendFailed', 'constructor'])('says nothing of the reason %s', (pageReason) => {
    expect(renderSms(sms('page', { ...values, pageReason }), LINK)).toMatch(/^紧急 市局 /)
  })

  it('repairs what is half a character already', () => {
    expect(renderSms(sms('page', { ...values, unit: '仪\ud83d' }), LINK)).toContain('市局 仪\ufffd 261120-0007')
  })

  it('is one line', () => {
    expect(renderSms(sms('page', { ...values, site: '市\n局', unit: ' 仪\t1 ' }), LINK)).toContain(
      '市 局 仪 1 261120-0007',
    )
  })
})

describe('the other messages', () => {
  const short = 'https://a.cn/p/AbCdEfGhIjKl'
  const clock = { clause: 'R6', milestone: 'arrived', dueAt: '2026-11-19T18:28:00.000Z' }

  it('warning: the promise, the time left and when it ends', () => {
    expect(renderSms(sms('warning', { ...values, ...clock }), short)).toBe(
      `R6到场剩15分钟 市局 执法仪17 261120-0007 02:28前 ${short}`,
    )
    expect(renderSms(sms('warning', { ...english, ...clock }, en), short)).toBe(
      `R6 arrival HQ Cam 17 261120-0007 by 02:28 ${short}`,
    )
    expect(renderSms(sms('warning', { ...english, ...clock }, en), 'https://a.cn/p/1')).toContain(
      'R6 arrival in 15 min HQ',
    )
    expect(renderSms(sms('warning', { ...values, ...clock }), LINK)).toBe(
      `R6到场 市局 执法仪17 261120-0007 02:28前 ${LINK}`,
    )
  })

  it('breach: what is overdue, whose it is, and by when to answer', () => {
    const late = { ...clock, person: '王工', pageReason: 'breach' }
    expect(renderSms(sms('breach', { ...values, ...late }), short)).toBe(
      `紧急 R6到场超时 王工 市局 执法仪17 261120-0007 02:23前接单 ${short}`,
    )
    expect(renderSms(sms('breach', { ...values, ...late }), LINK)).toMatch(/^紧急超时 市局 执法仪17 261120-0007 02:23/)
    expect(renderSms(sms('breach', { ...english, ...late, person: 'Wang' }, en), short)).toBe(
      `U arrival late HQ …17 261120-0007 by 02:23 ${short}`,
    )
  })

  it('loaner due: which one, by when; or that none is free', () => {
    const due = { ...values, clause: 'R7', dueAt: '2026-11-21T06:13:00.000Z' }
    expect(renderSms(sms('loanerDue', { ...due, loaner: '执法仪备3' }), short)).toBe(
      `请送备机 市局 执法仪17 261120-0007 11月21日14:13前 ${short}`,
    )
    expect(renderSms(sms('loanerDue', { ...due, dueAt: values.answerBy, loaner: '备3' }), short)).toBe(
      `R7请送备机 备3 市局 执法仪17 261120-0007 02:23前 ${short}`,
    )
    expect(renderSms(sms('loanerDue', due), short)).toContain('无备机可用')
    expect(renderSms(sms('loanerDue', { ...due, ...english, clause: 'R7' }, en), short)).toContain('no loaner free')
    expect(renderSms(sms('loanerDue', { ...values, clause: 'notSolvedOnSite', loaner: '备3' }), short)).toContain(
      '现场未解决请送备机 备3',
    )
  })

  it('[C28] [N14] escalated: who is asked, about what, by when to answer', () => {
    const asked = { ...values, team: 'rd', answerBy: '2026-11-21T10:00:00.000Z' }
    expect(renderSms(sms('escalated', asked), short)).toBe(
      `研发求助 市局 执法仪17 261120-0007 11月21日18:00前答复 ${short}`,
    )
    expect(renderSms(sms('escalated', { ...asked, team: 'experts' }), LONGEST_LINK)).toBe(
      `求助261120-0007 21日18:00 ${LONGEST_LINK}`,
    )
    const { answerBy, ...undated } = asked
    expect(renderSms(sms('escalated', undated), short)).toContain('261120-0007 请答复 https')
    expect(renderSms(sms('escalated', { ...asked, ...english, team: 'rd' }, en), short)).toBe(
      `R&D help HQ …17 261120-0007 reply by 02:23 ${short}`,
    )
  })

  it('quote answered: yes, go on; no, talk to them', () => {
    expect(renderSms(sms('quoteAnswered', { ...values, answer: 'accepted' }), short)).toBe(
      `客户同意报价 市局 执法仪17 261120-0007 请开工 ${short}`,
    )
    expect(renderSms(sms('quoteAnswered', { ...values, answer: 'declined' }), short)).toBe(
      `客户不同意报价 市局 执法仪17 261120-0007 请回访 ${short}`,
    )
    expect(renderSms(sms('quoteAnswered', { ...english, answer: 'accepted' }, en), short)).toContain(
      'quote accepted HQ',
    )
  })

  it('[H16] replacement due: by which clause; to be approved', () => {
    expect(renderSms(sms('replacementDue', { ...values, clause: 'H16' }), short)).toBe(
      `H16应换新机 市局 执法仪17 261120-0007 请报批 ${short}`,
    )
    expect(renderSms(sms('replacementDue', { ...english, clause: 'H16' }, en), 'https://a.cn/p/1')).toContain(
      'H16 replace unit HQ Cam 17 261120-0007 get approval',
    )
  })

  it('[H16] [C6] [R2] [N22] to the manager: please approve, however little room there is', () => {
    const ask = { ...values, clause: 'H16', ask: 'approval' }
    expect(renderSms(sms('replacementDue', ask), short)).toBe(
      `H16应换新机 市局 执法仪17 261120-0007 请批准换新 ${short}`,
    )
    const long = `https://a.example.com/p/${'x'.repeat(23)}`
    expect(long).toHaveLength(47)
    expect(renderSms(sms('replacementDue', ask), long)).toMatch(/^请批换新 .* 261120-0007 https:/)
    expect(renderSms(sms('replacementDue', { ...english, ask: 'approval' }, en), 'https://a.cn/p/1')).toContain(
      'replace unit HQ Cam 17 261120-0007 please approve',
    )
  })

  it('[C28] answered: what to read', () => {
    expect(renderSms(sms('advised', values), short)).toBe(`支援已答复 市局 执法仪17 261120-0007 请查看 ${short}`)
    expect(renderSms(sms('advised', english, en), 'https://a.cn/p/1')).toContain(
      'advice given HQ Cam 17 261120-0007 see link',
    )
  })

  it('[H16] replacement decided: fit the new unit, or go on repairing', () => {
    expect(renderSms(sms('replacementDecided', { ...values, answer: 'approved' }), short)).toBe(
      `换新已批准 市局 执法仪17 261120-0007 请换机 ${short}`,
    )
    expect(renderSms(sms('replacementDecided', { ...values, answer: 'declined' }), short)).toBe(
      `换新未批准 市局 执法仪17 261120-0007 请继续维修 ${short}`,
    )
    expect(renderSms(sms('replacementDecided', { ...english, answer: 'approved' }, en), 'https://a.cn/p/1')).toContain(
      'new unit approved HQ Cam 17 261120-0007 fit it',
    )
  })

  it('fetch loaner: which one', () => {
    expect(renderSms(sms('fetchLoaner', { ...values, loaner: '备3' }), short)).toBe(
      `请收回备机 备3 市局 执法仪17 261120-0007 ${short}`,
    )
    expect(renderSms(sms('fetchLoaner', english, en), short)).toBe(`fetch loaner HQ Cam 17 261120-0007 ${short}`)
  })

  it('[C24] says that the service desk passes it on', () => {
    expect(renderSms(sms('page', { ...values, pageReason: 'desk' }), short)).toContain('紧急 客服转 市局')
  })

  it('taken: a colleague has it, or it is over', () => {
    const has = { ...values, person: '李娜' }
    expect(renderSms(sms('taken', has), LINK)).toBe(`李娜已接 市局 执法仪17 261120-0007 您不用管了 ${LINK}`)
    expect(renderSms(sms('taken', values), LINK)).toBe(`已结束 市局 执法仪17 261120-0007 您不用管了 ${LINK}`)
  })

  it('unconfirmed: the customer is silent, call them', () => {
    expect(renderSms(sms('unconfirmed', values), LINK)).toBe(`客户未确认 市局 执法仪17 261120-0007 请回访 ${LINK}`)
    expect(renderSms(sms('unconfirmed', english, en), short)).toBe(
      `customer silent HQ Cam 17 261120-0007 call ${short}`,
    )
  })
})

describe('any values', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom('😀', '👨‍👩‍👧', '市', 'a', ' '), maxLength: 40 }),
  )
  const instant = fc
    .date({ min: new Date('2026-01-01T00:00:00.000Z'), max: new Date('2027-12-31T00:00:00.000Z'), noInvalidDate: true })
    .map((date) => date.toISOString())
  const anyValues = fc.record(
    {
      severity: fc.string({ unit: 'grapheme', maxLength: 2 }),
      site: word,
      unit: word,
      person: word,
      loaner: word,
      answerBy: instant,
      dueAt: instant,
      clause: fc.constantFrom('R6', 'H14', 'notSolvedOnSite'),
      milestone: fc.constantFrom('responded', 'scheduled', 'passedOn', 'arrived', 'repaired', 'confirmed', '?'),
      team: fc.constantFrom('rd', 'production', 'experts', '?'),
      answer: fc.constantFrom('accepted', 'declined'),
      pageReason: fc.constantFrom('desk', 'report', 'unanswered', 'sendFailed', 'breach', 'handover', 'notFixed'),
    },
    { requiredKeys: [] },
  )
  const link = fc
    .integer({ min: 20, max: 47 })
    .map((length) => LONGEST_LINK.slice(0, length - 12) + LONGEST_LINK.slice(-12))

  it('fit into 70 code units, never cutting number, link or half a character', () => {
    fc.assert(
      fc.property(
        anyValues,
        link,
        instant,
        fc.constantFrom(...SMS_TEMPLATES),
        fc.constantFrom('zh-CN' as const, 'en' as const),
        fc.constantFrom('Asia/Shanghai', 'America/New_York'),
        (given, url, sentAt, template, language, timezone) => {
          const effect = sms(template, { ...given, repair: '261120-0007', sentAt }, { language, timezone })
          const text = renderSms(effect, url)
          expect(text.length).toBeLessThanOrEqual(SMS_MAX)
          expect(text.isWellFormed()).toBe(true)
          expect(text).toMatch(/^[^\n]*261120-0007 /)
          expect(text.endsWith(` ${url}`)).toBe(true)
          if (template === 'page' && given.answerBy) expect(text).toMatch(/261120-0007 .*\d\d:\d\d\D* http/)
        },
      ),
      { numRuns: 2000, seed: 20261120 },
    )
  })
})
