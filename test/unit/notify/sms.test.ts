import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderSms, SMS_MAX } from '../../../shared/message/sms.ts'
import { SMS_TEMPLATES } from '../../../shared/subject/effect.ts'
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
  it('says how bad, where, which unit, what is wrong, what to do by when, and the link', () => {
    const given = { ...values, symptoms: '开机后黑屏，指示灯闪红', respondBy: '2026-11-19T18:28:00.000Z' }
    expect(renderSms(sms('page', given), LINK)).toBe(
      `紧急 市局 执法仪17：开机后黑屏，指示灯闪红 261120-0007 02:23 前接单，02:28 前回电 ${LINK}`,
    )
    expect(renderSms(sms('page', values), LINK)).toBe(`紧急 市局 执法仪17 261120-0007 02:23 前接单 ${LINK}`)
  })

  it('says the same in English', () => {
    const given = { ...english, symptoms: 'dead', respondBy: '2026-11-19T18:28:00.000Z' }
    expect(renderSms(sms('page', given, en), LINK)).toBe(
      `U HQ Cam 17:dead 261120-0007 answer by 02:23, call back by 02:28 ${LINK}`,
    )
  })

  it('leaves room for the signature in two segments', () => {
    const text = renderSms(sms('page', { ...values, symptoms: '响'.repeat(200), site: '市公安局指挥中心' }), LINK)
    expect(text.length + '【承诺售后服务】'.length).toBeLessThanOrEqual(134)
    expect(text).toContain('市公安局指挥中心 执法仪17：响响')
    expect(text).toContain('…')
  })

  it('gives the time in the zone of the reader', () => {
    const text = renderSms(sms('page', english, { ...en, timezone: 'Europe/Berlin' }), LINK)
    expect(text).toContain('answer by 19:23')
  })

  it.each([
    ['2026-11-19T15:59:00.000Z', '23:59 前接单'],
    ['2026-11-19T16:00:00.000Z', '11月20日00:00 前接单'],
  ])('adds the date from midnight on: %s', (answerBy, shown) => {
    const text = renderSms(
      sms('page', { ...values, sentAt: '2026-11-19T15:50:00.000Z', answerBy }),
      'https://a.cn/p/AbCdEfGhIjKl',
    )
    expect(text).toContain(` ${shown} `)
  })

  it('keeps the day of another day, however little room there is', () => {
    const answerBy = '2026-11-20T18:23:00.000Z'
    expect(renderSms(sms('page', { ...values, answerBy }), LONGEST_LINK)).toContain('11月21日02:23 前接单')
    expect(renderSms(sms('page', { ...english, answerBy }, en), LONGEST_LINK)).toContain('answer by 21 Nov 02:23')
  })

  it('never cuts the name of the site while anything else can give way; a unit loses its beginning, where units are alike', () => {
    const long = {
      ...values,
      symptoms: '黑屏',
      site: '兰亭县公安局城东派出所执法办案管理中心',
      unit: `${'执法记录仪'.repeat(10)}第017号`,
    }
    const text = renderSms(sms('page', { ...long, pageReason: 'unanswered' }), LONGEST_LINK)
    expect(text).toContain(` ${long.site} …`)
    expect(text).toContain('第017号 261120-0007 02:23')
    expect(text.length).toBeLessThanOrEqual(SMS_MAX)
  })

  it.each(['', undefined])(
    'says what is known of a caller on nobody’s file: the number, and their words (%s)',
    (missing) => {
      const { site, unit, ...rest } = values
      const given = missing === undefined ? rest : { ...rest, site: missing, unit: missing }
      expect(renderSms(sms('page', given), LINK)).toContain('紧急 未登记的来电 261120-0007')
      const called = { ...given, caller: '+8613900000000', symptoms: '开不了机' }
      expect(renderSms(sms('page', called), LINK)).toContain('紧急 未登记的来电 139 0000 0000：开不了机 261120-0007')
      expect(renderSms(sms('page', { ...given, severity: 'U' }, en), 'https://a.cn/p/1')).toContain(
        'U caller not on file 261120-0007',
      )
    },
  )

  it('says of a known place that nobody has named the unit', () => {
    const { unit, ...rest } = values
    expect(renderSms(sms('page', rest), LINK)).toContain('紧急 市局 设备待查 261120-0007')
  })

  it('asks plainly when there is no time to answer by', () => {
    const { answerBy, ...rest } = values
    expect(renderSms(sms('page', rest), LINK)).toContain('261120-0007 请接单 https')
    expect(renderSms(sms('page', { ...rest, severity: 'U' }, en), LINK)).toContain('261120-0007 please answer https')
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
      `R6到场剩15分钟 市局 执法仪17 261120-0007 02:28 前 ${short}`,
    )
    expect(renderSms(sms('warning', { ...english, ...clock }, en), short)).toBe(
      `R6 arrival in 15 min HQ Cam 17 261120-0007 by 02:28 ${short}`,
    )
  })

  it('breach: what is overdue, whose it is, and by when to answer', () => {
    const late = { ...clock, person: '王工', pageReason: 'breach' }
    expect(renderSms(sms('breach', { ...values, ...late }), short)).toBe(
      `紧急 R6到场超时 王工 市局 执法仪17 261120-0007 02:23 前接单 ${short}`,
    )
    expect(renderSms(sms('breach', { ...values, ...late, symptoms: '无法开机' }), LINK)).toContain(
      ' 执法仪17：无法开机 ',
    )
    expect(renderSms(sms('breach', { ...english, ...late, person: 'Wang' }, en), short)).toBe(
      `U R6 arrival late Wang HQ Cam 17 261120-0007 answer by 02:23 ${short}`,
    )
  })

  it('loaner due: which one, by when; or that none is free', () => {
    const due = { ...values, clause: 'R7', dueAt: '2026-11-21T06:13:00.000Z' }
    expect(renderSms(sms('loanerDue', { ...due, loaner: '执法仪备3' }), short)).toBe(
      `R7请送备机 执法仪备3 市局 执法仪17 261120-0007 11月21日14:13 前 ${short}`,
    )
    expect(renderSms(sms('loanerDue', { ...due, dueAt: values.answerBy, loaner: '备3' }), short)).toBe(
      `R7请送备机 备3 市局 执法仪17 261120-0007 02:23 前 ${short}`,
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
      `研发求助 市局 执法仪17 261120-0007 11月21日18:00 前答复 ${short}`,
    )
    expect(renderSms(sms('escalated', { ...asked, team: 'experts' }), LONGEST_LINK)).toBe(
      `专家求助 市局 执法仪17 261120-0007 11月21日18:00 前答复 ${LONGEST_LINK}`,
    )
    const { answerBy, ...undated } = asked
    expect(renderSms(sms('escalated', undated), short)).toContain('261120-0007 请答复 https')
    expect(renderSms(sms('escalated', { ...asked, ...english, team: 'rd' }, en), short)).toBe(
      `R&D help HQ Cam 17 261120-0007 reply by 02:23 ${short}`,
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
    expect(renderSms(sms('replacementDue', ask), long)).toMatch(/^H16应换新机 .* 261120-0007 请批准换新 https:/)
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

  it('stuck: nobody watches its deadlines, and how many more there are', () => {
    expect(renderSms(sms('stuck', values), '')).toBe(
      '系统卡住 时限无人看守 市局 执法仪17 261120-0007 请打电话跟进并叫系统管理员',
    )
    expect(renderSms(sms('stuck', { ...values, others: '12' }), '')).toContain('系统卡住 另有12件 时限无人看守')
    expect(renderSms(sms('stuck', english, en), '')).toBe(
      'system stuck deadlines unwatched HQ Cam 17 261120-0007 follow up by phone, call IT',
    )
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

  it('fit into two segments with the signature, never cutting number, link or half a character', () => {
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
