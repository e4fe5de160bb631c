import type { Language, Text } from '../plan/plan.ts'
import type { Instant } from '../time/instant.ts'
import type { Effect, MailTemplate } from './effect.ts'
import { longTime, oneLine } from './format.ts'
import { htmlOf, type Letter, plainTextOf } from './letter.ts'
import { milestoneName, pick } from './texts.ts'

export type MailEffect = Effect & { readonly channel: 'email' }

/**
 * An e-mail to the customer in their language, with times in their zone, as HTML and as the same in plain text. A value
 * that is missing leaves its line out. `linkUrl` is the customer's link; the service report stands below it.
 */
export const renderMail = (
  effect: MailEffect,
  linkUrl: string,
  supplierName: string,
): { subject: string; text: string; html: string } => {
  const letter = compose(effect, linkUrl, supplierName)
  return { subject: letter.subject, text: plainTextOf(letter), html: htmlOf(letter) }
}

const text = (zh: string, en: string): Text => ({ zh, en })

/** What a mail says: the heading, the message, the rows that belong to it, and where its button leads. */
interface Template {
  readonly heading: Text
  readonly message: Text
  readonly rows: readonly (keyof typeof ROWS)[]
  readonly button: Text
  readonly path?: string
}

/** How each value is labelled and read. */
const ROWS = {
  repair: { label: text('维修单号', 'Repair number') },
  customer: { label: text('单位', 'Customer') },
  site: { label: text('地点', 'Site') },
  unit: { label: text('设备', 'Unit') },
  severity: { label: text('级别', 'Severity') },
  symptoms: { label: text('故障现象', 'Symptoms') },
  engineer: { label: text('工程师', 'Engineer') },
  visitAt: { label: text('约定上门时间', 'Visit agreed for'), as: 'time' },
  milestone: { label: text('延误事项', 'Delayed'), as: 'milestone' },
  dueAt: { label: text('原承诺时间', 'Promised by'), as: 'time' },
  reason: { label: text('情况说明', 'Details') },
  newTime: { label: text('新的时间', 'New time'), as: 'time' },
  loaner: { label: text('备机', 'Loaner') },
  loanerDueAt: { label: text('备机送达期限', 'Loaner due by'), as: 'time' },
  cause: { label: text('故障原因', 'Cause') },
  done: { label: text('处理情况', 'What was done') },
  count: { label: text('提醒次数', 'Reminder no.') },
} as const satisfies Record<string, { label: Text; as?: 'time' | 'milestone' }>

/** Rows that every mail ends with. */
const ABOUT = ['repair', 'customer', 'site', 'unit', 'severity', 'symptoms'] as const

const FOLLOW = text('查看维修进度', 'Follow the repair')
const CONFIRM = text('确认或反馈未修好', 'Confirm, or say it is not fixed')

const TEMPLATES: Record<MailTemplate, Template> = {
  received: {
    heading: text('报修已受理', 'Fault report received'),
    message: text(
      '我们已收到您的报修，会按以下承诺处理。',
      'We have received your fault report and will keep the promises below.',
    ),
    rows: ['engineer', 'visitAt'],
    button: FOLLOW,
  },
  assigned: {
    heading: text('工程师已接单', 'Engineer assigned'),
    message: text('已有工程师负责您的报修，会与您联系。', 'An engineer has taken on your repair and will contact you.'),
    rows: ['engineer', 'visitAt'],
    button: FOLLOW,
  },
  onTheWay: {
    heading: text('工程师已出发', 'Engineer on the way'),
    message: text('工程师正在前往现场。', 'The engineer is on the way to your site.'),
    rows: ['engineer'],
    button: FOLLOW,
  },
  arrived: {
    heading: text('工程师已到场', 'Engineer arrived'),
    message: text('工程师已到达现场，开始处理。', 'The engineer has arrived at your site and begins work.'),
    rows: ['engineer'],
    button: FOLLOW,
  },
  delayed: {
    heading: text('维修延误通知', 'Your repair is delayed'),
    message: text('很抱歉，维修未能按承诺的时间进行。', 'We are sorry: your repair is not going as promised.'),
    rows: ['milestone', 'dueAt', 'reason', 'newTime', 'engineer'],
    button: FOLLOW,
  },
  loaner: {
    heading: text('为您提供备机', 'A loaner for you'),
    message: text(
      '维修期间我们免费为您提供备机，直到原设备修复。',
      'We provide a loaner free of charge until your own unit is repaired.',
    ),
    rows: ['loaner', 'loanerDueAt', 'reason', 'engineer'],
    button: FOLLOW,
  },
  repaired: {
    heading: text('设备已修复，请确认', 'Repaired: please confirm'),
    message: text(
      '设备已修复。请打开链接确认；如果问题仍在，请在同一页面告诉我们。',
      'Your unit is repaired. Please open the link to confirm; if the fault is still there, tell us on the same page.',
    ),
    rows: ['cause', 'done', 'engineer', 'loaner'],
    button: CONFIRM,
  },
  remindConfirm: {
    heading: text('请确认维修结果', 'Please confirm the repair'),
    message: text(
      '设备已修复，我们还没有收到您的确认。请打开链接确认；如果问题仍在，请在同一页面告诉我们。',
      'Your unit is repaired, but we have not heard from you. Please open the link to confirm; if the fault is still there, tell us on the same page.',
    ),
    rows: ['cause', 'done', 'engineer', 'count'],
    button: CONFIRM,
  },
  closed: {
    heading: text('维修已关闭，附服务报告', 'Repair closed: your service report'),
    message: text(
      '本次维修已关闭。售后服务报告列出了处理经过、承诺的时间和实际完成的时间，可打印存档。',
      'This repair is closed. The service report says what was done and which times were promised and kept; it can be printed for your archive.',
    ),
    rows: ['cause', 'done', 'engineer'],
    button: text('查看售后服务报告', 'Open the service report'),
    path: '/report',
  },
}

/** An agreed visit is announced before anyone sets off; a refused repair is received again. */
const VISIT_AGREED: Template = {
  heading: text('上门时间已约定', 'Visit agreed'),
  message: text('工程师会在约定的时间上门。', 'The engineer will come at the time agreed.'),
  rows: ['visitAt', 'engineer'],
  button: FOLLOW,
}
const REOPENED: Template = {
  heading: text('已重新受理', 'Repair reopened'),
  message: text(
    '很抱歉问题没有解决，我们会按以下承诺继续处理。',
    'We are sorry that it is not fixed. We go on, and keep the promises below.',
  ),
  rows: ['reason', 'engineer'],
  button: FOLLOW,
}

const templateOf = ({ template, values }: MailEffect): Template => {
  if (template === 'onTheWay' && values.visitAt) return VISIT_AGREED
  if (template === 'received' && values.reason) return REOPENED
  return TEMPLATES[template]
}

const compose = (effect: MailEffect, linkUrl: string, supplierName: string): Letter => {
  const { values, language, timezone } = effect
  const say = (words: Text) => pick(words, language)
  const { heading, message, rows, button, path = '' } = templateOf(effect)
  const about = [values.repair, [values.site, values.unit].filter(Boolean).join(' ')].filter(Boolean)
  return {
    language,
    subject: oneLine([say(heading), ...about].join(' · ')),
    heading: say(heading),
    greeting: say(
      text(values.contact ? `${values.contact}，您好：` : '您好：', `Dear ${values.contact || 'customer'},`),
    ),
    message: say(message),
    rows: [...rows, ...ABOUT].flatMap((key) => row(key, effect)),
    promises: effect.template === 'received' ? promisesOf(values.promises, effect) : [],
    promisesHeading: say(text('我们的承诺', 'What we promise')),
    link: { label: say(button), url: `${linkUrl}${path}` },
    closing: [
      supplierName,
      say(text(`文中时间为 ${timezone} 当地时间。`, `Times are local to ${timezone}.`)),
      say(text('链接仅供您本人使用，请勿转发。', 'The link is for you alone: please do not forward it.')),
    ],
  }
}

type Reader = Pick<MailEffect, 'values' | 'language' | 'timezone'>

const row = (key: keyof typeof ROWS, { values, language, timezone }: Reader): { label: string; value: string }[] => {
  const given = values[key]
  if (!given) return []
  const shape: { label: Text; as?: 'time' | 'milestone' } = ROWS[key]
  return [{ label: pick(shape.label, language), value: shown(given, shape.as, language, timezone) }]
}

const shown = (value: string, as: 'time' | 'milestone' | undefined, language: Language, timezone: string): string => {
  if (as === 'time') return longTime(value, timezone, language)
  return (as === 'milestone' && milestoneName(value, language)) || value
}

/** One promise as the effect carries it. */
interface Promised {
  readonly clause: string
  readonly milestone: string
  readonly dueAt: Instant
  readonly otherwise?: string
}

const promisesOf = (json: string | undefined, { language, timezone }: Reader): { label: string; value: string }[] => {
  const promised: readonly Promised[] = json ? JSON.parse(json) : []
  return promised.map(({ clause, milestone, dueAt, otherwise }) => {
    const otherwiseLoaned = otherwise ? pick(text('，否则提供备机', ', otherwise a loaner'), language) : ''
    const until = longTime(dueAt, timezone, language)
    const by = pick(text(`${until} 前`, `by ${until}`), language)
    return { label: `${milestoneName(milestone, language)}${otherwiseLoaned} (${clause})`, value: by }
  })
}
