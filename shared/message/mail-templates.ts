import { text } from '../kernel/text.ts'
import type { CustomerEffect, MailTemplate } from '../subject/effect.ts'
import { ofAdvisory } from './advisory-mails.ts'
import { ofContract } from './contract-mails.ts'
import { GAPS } from './handover-words.ts'
import type { Template } from './mail-rows.ts'
import { ofPayment } from './payment-mails.ts'
import { ofUpgrade } from './upgrade-mails.ts'
import { visitMail } from './visit-told.ts'

const FOLLOW = text('查看维修进度', 'Follow the repair')
const CONFIRM = text('确认或反馈未修好', 'Confirm, or say it is not fixed')

const TEMPLATES: Record<MailTemplate, Template> = {
  received: {
    heading: text('报修已受理', 'Fault report received'),
    message: text(
      '我们已收到您的报修，会按以下承诺处理。',
      'We have received your fault report and will keep the promises below.',
    ),
    rows: ['plannedUntil', 'engineer', 'visitAt'],
    button: FOLLOW,
  },
  agreement: {
    heading: text('与您约定的变更', 'What was agreed with you'),
    message: text(
      '以下变更记录为已与贵方约定。如果没有同意过，请点下面的按钮告诉我们，原承诺立即恢复。',
      'The following is on record as agreed with you. If you did not agree, tell us by the button below: the promise then stands as it was.',
    ),
    rows: ['agreed', 'promise', 'dueAt', 'newTime', 'reason', 'agreedBy', 'how'],
    button: text('查看，或告诉我们没有同意过', 'See it, or say that you did not agree'),
  },
  severityLowered: {
    heading: text('故障级别已调整', 'Severity changed'),
    message: text(
      '经我方主管核定，您报修的故障级别已调整，承诺时限随之变化。如有异议，请致电服务热线。',
      'Our manager has judged the severity of your report anew, and the promised times follow it. If you see it otherwise, please call our hotline.',
    ),
    rows: ['reason'],
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
  resolution: {
    heading: text('预计解决时间', 'When it will be solved'),
    message: text(
      '很抱歉，问题还没有解决。我们会在以下时间前解决，并持续跟进。',
      'We are sorry that it is not solved yet. We will solve it by the time below, and keep after it.',
    ),
    rows: ['resolutionAt', 'reason', 'engineer'],
    button: FOLLOW,
  },
  quote: {
    heading: text('维修报价，请确认', 'Quote: please accept'),
    message: text(
      '本次维修有收费项目，明细如下。您同意后我们才开始收费的部分。',
      'Part of this repair is charged, as listed below. We begin what is charged only once you accept.',
    ),
    rows: ['engineer'],
    button: text('同意或不同意报价', 'Accept or decline the quote'),
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
  replacement: {
    heading: text('已为您更换新机，请确认', 'Unit replaced: please confirm'),
    message: text(
      '按照服务承诺，我们已为您免费更换设备。请打开链接确认；如果还有问题，请在同一页面告诉我们。',
      'As promised, we have replaced your unit free of charge. Please open the link to confirm; if anything is wrong, tell us on the same page.',
    ),
    rows: ['newUnit', 'clause', 'warranty', 'engineer'],
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
  complaintAnswered: {
    heading: text('答复您的投诉', 'Answer to your complaint'),
    message: text(
      '服务经理已答复您的投诉。仍不满意，请打开链接再告诉我们，或致电服务热线。',
      'The service manager has answered your complaint. If you are still not satisfied, tell us by the link, or call our hotline.',
    ),
    rows: ['reason'],
    button: text('查看答复', 'See the answer'),
  },
  papers: ofContract({}),
  gaps: GAPS,
  upgrade: ofUpgrade({}),
  plannedVisit: visitMail({}),
  advisory: ofAdvisory({}),
  payment: ofPayment({}),
}

/** An agreed visit is announced before anyone sets off; a refused repair is received again. */
const VISIT_AGREED: Template = {
  heading: text('上门时间已约定', 'Visit agreed'),
  message: text('工程师会在约定的时间上门。', 'The engineer will come at the time agreed.'),
  rows: ['visitAt', 'engineer'],
  button: FOLLOW,
}
/** Later than promised, as agreed: both times, and how to say that it never was. */
const VISIT_MOVED: Template = {
  heading: VISIT_AGREED.heading,
  message: text(
    '工程师会在约定的时间上门，原承诺随之改期。如果没有同意过，请打开链接告诉我们，原承诺立即恢复。',
    'The engineer will come at the time agreed, and the promise moves with it. If you did not agree, tell us by the link: it then stands as it was.',
  ),
  rows: ['visitAt', 'promise', 'dueAt', 'newTime', 'agreedBy', 'how', 'engineer'],
  button: text('查看，或告诉我们没有同意过', 'See it, or say that you did not agree'),
}
/** Nobody has said that they are there. Whoever is there already forgot to say so: then nothing is lost. */
const VISIT_PASSED: Template = {
  heading: text('约定的上门时间已过', 'The time of the visit has passed'),
  message: text(
    '很抱歉，约定的上门时间已过，我们还没有到场记录，服务经理正在催办。如果工程师已经到了，请忽略本邮件。',
    'We are sorry: the time agreed for the visit has passed, and no arrival is on record. Our manager is after it. If the engineer is there already, please ignore this mail.',
  ),
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

const WITHDRAWN: Template = {
  heading: text('报修已撤销', 'Report withdrawn'),
  message: text(
    '这次报修已按以下说明撤销。如果没有同意过，或者仍需维修，请打开链接重新报修，原承诺从最初报修时算起。',
    'This report was withdrawn for the reason below. If you did not agree, or still need us, reopen it by the link: the promises then count from the first report.',
  ),
  rows: ['reason', 'agreedBy', 'how'],
  button: text('查看或重新报修', 'See it, or reopen it'),
}

/** It was one of ours who recorded the customer's yes: they can say that there was none. */
const CLOSED_FOR: Template = {
  heading: text('维修已关闭，附服务报告', 'Repair closed: your service report'),
  message: text(
    '我方按以下记录的贵方确认关闭了本次维修。如果没有确认过，或者没有修好，请在 7 天内点下面的按钮告诉我们，我们立即继续处理；服务报告也在其中。',
    'We closed this repair on the confirmation recorded below. If nobody of yours confirmed it, or it is not fixed, say so by the button below within 7 days, and we go on at once. The service report is there too.',
  ),
  rows: ['confirmedBy', 'how', 'cause', 'done', 'engineer'],
  button: text('查看，或告诉我们没有确认过', 'See it, or say that you did not confirm'),
}

/** Whether it moved what was promised; an earlier version named one promise alone, by when it was due. */
export const isMoved = ({ moved, dueAt }: CustomerEffect['values']): boolean => Boolean(moved ?? dueAt)

/** What this mail says. */
export const templateOf = ({ template, values }: Pick<CustomerEffect, 'template' | 'values'>): Template => {
  if (template === 'papers') return ofContract(values)
  if (template === 'upgrade') return ofUpgrade(values)
  if (template === 'plannedVisit') return visitMail(values)
  if (template === 'advisory') return ofAdvisory(values)
  if (template === 'payment') return ofPayment(values)
  if (template === 'onTheWay' && values.visitAt) return isMoved(values) ? VISIT_MOVED : VISIT_AGREED
  if (template === 'delayed' && values.visitAt) return VISIT_PASSED
  if (template === 'received' && values.reason) return REOPENED
  if (template === 'closed' && values.withdrawn) return WITHDRAWN
  if (template === 'closed' && values.confirmedBy) return CLOSED_FOR
  return TEMPLATES[template]
}
