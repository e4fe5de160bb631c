import { describe, expect, it } from 'vitest'
import { renderMail } from '../../../shared/message/mail.ts'
import { CONTACT_TEMPLATES } from '../../../shared/subject/effect.ts'
import { mail } from './effects.ts'

const LINK = 'https://cn.example.com/c/AbCdEfGhIjKl'
const SUPPLIER = '守诺科技有限公司'
const en = { language: 'en' as const }

const values = {
  repair: '261120-0007',
  customer: '市公安局',
  contact: '李警官',
  site: '市局指挥中心',
  unit: '执法仪17',
  symptoms: '无法开机',
  severity: '紧急',
  engineer: '王工',
}
const promises = JSON.stringify([
  { clause: 'R5', milestone: 'responded', dueAt: '2026-11-19T18:23:00.000Z' },
  { clause: 'R7', milestone: 'repaired', otherwise: 'loaned', dueAt: '2026-11-21T06:13:00.000Z' },
])
const quote = JSON.stringify({
  warranty: 'out',
  origin: 'user',
  currency: 'CNY',
  totalFen: 123_450,
  lines: [
    {
      code: 'B7',
      name: '电池',
      class: 'wear',
      quantity: 2,
      unitFen: 123_450,
      payableFen: 123_450,
      charge: '50% of price',
      clause: 'R4',
    },
    {
      code: 'L1',
      name: '工时',
      class: 'labour',
      quantity: 1,
      unitFen: 20_000,
      payableFen: 0,
      charge: 'free',
      clause: 'R3',
    },
  ],
})
const full: Record<string, string> = {
  ...values,
  promises,
  quote,
  resolutionAt: '2026-11-24T10:00:00.000Z',
  agreed: 'pause',
  agreedBy: '赵所长',
  how: 'phone',
  newUnit: '执法仪 DSJ-0099',
  clause: 'R2',
  warranty: 'restarts',
  milestone: 'arrived',
  dueAt: '2026-11-20T18:13:00.000Z',
  newTime: '2026-11-21T01:00:00.000Z',
  loaner: '执法仪 备3',
  loanerDueAt: '2026-11-21T06:13:00.000Z',
  cause: '电池老化',
  done: '更换电池',
  count: '2',
}

/** What a reader of the HTML sees: no tags, no entities. */
const seen = (html: string): string =>
  html
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<[^>]+>/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

const FACTS = {
  received: {
    'zh-CN': [
      '报修已受理',
      '响应 (R5)',
      '2026年11月20日（周五）02:23 前',
      '修复，否则提供备机 (R7)',
      '2026年11月21日（周六）14:13 前',
    ],
    en: ['Fault report received', 'response (R5)', 'by Fri 20 Nov 2026, 02:23', 'repair, otherwise a loaner (R7)'],
  },
  assigned: { 'zh-CN': ['工程师已接单', '王工'], en: ['Engineer assigned', '王工'] },
  onTheWay: { 'zh-CN': ['工程师已出发', '王工'], en: ['Engineer on the way', '王工'] },
  arrived: { 'zh-CN': ['工程师已到场', '王工'], en: ['Engineer arrived', '王工'] },
  delayed: {
    'zh-CN': ['维修延误通知', '到场', '2026年11月21日（周六）02:13', '2026年11月21日（周六）09:00'],
    en: ['Your repair is delayed', 'arrival', 'Sat 21 Nov 2026, 02:13', 'Sat 21 Nov 2026, 09:00'],
  },
  loaner: {
    'zh-CN': ['为您提供备机', '执法仪 备3', '2026年11月21日（周六）14:13'],
    en: ['A loaner for you', '执法仪 备3', 'Sat 21 Nov 2026, 14:13'],
  },
  resolution: {
    'zh-CN': ['预计解决时间', '2026年11月24日（周二）18:00'],
    en: ['When it will be solved', 'Tue 24 Nov 2026, 18:00'],
  },
  quote: {
    'zh-CN': [
      '维修报价，请确认',
      '质保期外 · 人为损坏',
      '电池 × 2',
      '1,234.50 元 · 按价目表的 50% (R4)',
      '工时 × 1',
      '免费 (R3)',
      '合计',
      '同意或不同意报价',
    ],
    en: [
      'Quote: please accept',
      'out of warranty · damage by the user',
      '¥1,234.50 · 50% of list price (R4)',
      'free (R3)',
      'Total',
      'Accept or decline the quote',
    ],
  },
  replacement: {
    'zh-CN': ['已为您更换新机', '执法仪 DSJ-0099', 'R2', '质保期重新计算', '确认或反馈未修好'],
    en: ['Unit replaced', '执法仪 DSJ-0099', 'R2', 'a new warranty begins', 'Confirm, or say it is not fixed'],
  },
  repaired: {
    'zh-CN': ['设备已修复，请确认', '电池老化', '更换电池', '确认或反馈未修好'],
    en: ['Repaired: please confirm', '电池老化', '更换电池', 'Confirm, or say it is not fixed'],
  },
  severityLowered: {
    'zh-CN': ['故障级别已调整', '如有异议，请致电服务热线', '查看维修进度'],
    en: ['Severity changed', 'please call our hotline', 'Follow the repair'],
  },
  agreement: {
    'zh-CN': ['与您约定的变更', '暂停计时，等贵方准备好', '赵所长', '电话', '查看，或告诉我们没有同意过'],
    en: [
      'What was agreed with you',
      'The work waits until you are ready',
      '赵所长',
      'by phone',
      'say that you did not agree',
    ],
  },
  complaintAnswered: {
    'zh-CN': ['答复您的投诉', '查看答复'],
    en: ['Answer to your complaint', 'See the answer'],
  },
  plannedVisit: {
    'zh-CN': ['上门时间已约定', '王工', '赵所长', '电话'],
    en: ['A date is agreed', '王工', '赵所长', 'by phone'],
  },
  remindConfirm: {
    'zh-CN': ['请确认维修结果', '确认或反馈未修好'],
    en: ['Please confirm the repair', 'Confirm, or say it is not fixed'],
  },
  advisory: {
    'zh-CN': ['安全预警与建议', '确认收到，或提问'],
    en: ['Advice and warning', 'Acknowledge it, or ask'],
  },
  payment: {
    'zh-CN': ['付款到期提示', '查看，或打印'],
    en: ['A payment falls due', 'See it, or print it'],
  },
  upgrade: {
    'zh-CN': ['升级方案，请同意或提出意见', '同意或不同意', '王工'],
    en: ['An upgrade: please agree', 'Agree or decline', '王工'],
  },
  closed: {
    'zh-CN': ['维修已关闭', '查看售后服务报告', '更换电池', `${LINK}/report`],
    en: ['Repair closed', 'Open the service report', '更换电池', `${LINK}/report`],
  },
} as const

describe.each(CONTACT_TEMPLATES)('%s', (template) => {
  it.each(['zh-CN', 'en'] as const)('in %s tells the facts, in HTML and in plain text alike', (language) => {
    const { subject, text, html } = renderMail(mail(template, full, { language }), LINK, SUPPLIER)
    for (const fact of [...FACTS[template][language], '261120-0007', '市局指挥中心', '执法仪17', LINK, SUPPLIER]) {
      expect(`${subject}\n${text}`).toContain(fact)
      expect(seen(html)).toContain(fact)
    }
    expect(html).toContain(`<html lang="${language}">`)
    expect(html).toContain('name="viewport"')
  })

  it('leaves out the lines of missing values', () => {
    const { text, html } = renderMail(mail(template, { repair: '261120-0007', symptoms: '无法开机' }), LINK, SUPPLIER)
    expect(text).not.toMatch(/undefined|null|NaN|Invalid/)
    expect(html).not.toMatch(/undefined|null|NaN|Invalid/)
    expect(text).not.toMatch(/^(单位|地点|设备|工程师|备机|故障原因|处理情况|情况说明|新的时间): /m)
    expect(text).toContain('您好：')
  })

  it('escapes what people wrote', () => {
    const hostile = { ...full, symptoms: '<script>alert("1")</script>', site: `A&B's "hall"`, reason: '<b>x</b>' }
    const { html, text } = renderMail(mail(template, hostile), LINK, '<i>S</i>')
    expect(html).not.toMatch(/<script|<b>|<i>/)
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;')
    expect(html).toContain('A&amp;B&#39;s &quot;hall&quot;')
    expect(text).toContain('<script>alert("1")</script>')
  })
})

it('keeps a subject on one line', () => {
  const { subject } = renderMail(mail('received', { ...values, unit: '仪\r\nBcc: x@example.com' }), LINK, SUPPLIER)
  expect(subject).toBe('报修已受理 · 261120-0007 · 市局指挥中心 仪 Bcc: x@example.com')
})

it('keeps the lines of what the customer said', () => {
  const { html } = renderMail(mail('received', { ...values, symptoms: '无法开机\n屏幕闪' }), LINK, SUPPLIER)
  expect(html).toMatch(/white-space:pre-line[^>]*>无法开机\n屏幕闪</)
})

it('gives times in the zone of the recipient, and says which', () => {
  const { text } = renderMail(mail('received', full, { ...en, timezone: 'Europe/Berlin' }), LINK, SUPPLIER)
  expect(text).toContain('response (R5): by Thu 19 Nov 2026, 19:23')
  expect(text).toContain('Times are Central European Time.')
  expect(renderMail(mail('received', full), LINK, SUPPLIER).text).toContain('文中时间为北京时间。')
})

it('greets by name, and without one politely', () => {
  expect(renderMail(mail('received', values), LINK, SUPPLIER).text).toMatch(/^李警官，您好：\n/)
  expect(renderMail(mail('received', values, en), LINK, SUPPLIER).text).toMatch(/^Dear 李警官,\n/)
  expect(renderMail(mail('received', { ...values, contact: '' }, en), LINK, SUPPLIER).text).toMatch(/^Dear customer,\n/)
})

it('announces an agreed visit as agreed, not as under way', () => {
  const visit = { ...values, visitAt: '2026-11-21T01:00:00.000Z' }
  const chinese = renderMail(mail('onTheWay', visit), LINK, SUPPLIER)
  expect(chinese.subject).toContain('上门时间已约定')
  expect(chinese.text).toContain('约定上门时间: 2026年11月21日（周六）09:00')
  expect(chinese.text).not.toContain('出发')
  expect(renderMail(mail('onTheWay', visit, en), LINK, SUPPLIER).text).toContain(
    'Visit agreed for: Sat 21 Nov 2026, 09:00',
  )
})

it('receives a refused repair again, with what the customer said and the promises', () => {
  const refused = { ...full, reason: '还是无法开机' }
  const chinese = renderMail(mail('received', refused), LINK, SUPPLIER)
  expect(chinese.subject).toContain('已重新受理')
  expect(chinese.text).toContain('情况说明: 还是无法开机')
  expect(chinese.text).toContain('响应 (R5)')
  expect(renderMail(mail('received', refused, en), LINK, SUPPLIER).subject).toContain('Repair reopened')
})

it('tells the reason of a delay', () => {
  expect(renderMail(mail('delayed', { ...full, reason: '道路封闭' }), LINK, SUPPLIER).text).toContain(
    '情况说明: 道路封闭',
  )
  expect(renderMail(mail('delayed', { ...full, reason: 'road closed' }, en), LINK, SUPPLIER).text).toContain(
    'Details: road closed',
  )
})

it('lists promises in the first mail only', () => {
  expect(renderMail(mail('assigned', full), LINK, SUPPLIER).text).not.toContain('R5')
})

it('[H17] lists charges in the mail of the quote only', () => {
  expect(renderMail(mail('received', full), LINK, SUPPLIER).text).not.toContain('1,234.50')
  expect(renderMail(mail('quote', full), LINK, SUPPLIER).text).toContain(
    '费用明细\n依据: 质保期外 · 人为损坏\n电池 × 2: 1,234.50 元 · 按价目表的 50% (R4)\n工时 × 1: 免费 (R3)\n合计: 1,234.50 元',
  )
})

it('reads as a letter', () => {
  expect(renderMail(mail('received', { ...values, promises }), LINK, SUPPLIER).text).toMatchInlineSnapshot(`
    "李警官，您好：

    我们已收到您的报修，会按以下承诺处理。

    我们的承诺
    响应 (R5): 2026年11月20日（周五）02:23 前
    修复，否则提供备机 (R7): 2026年11月21日（周六）14:13 前

    工程师: 王工
    单号: 261120-0007
    单位: 市公安局
    地点: 市局指挥中心
    设备: 执法仪17
    级别: 紧急
    故障现象: 无法开机

    查看维修进度:
    https://cn.example.com/c/AbCdEfGhIjKl

    守诺科技有限公司
    文中时间为北京时间。
    链接仅供您本人使用，请勿转发。"
  `)
})
