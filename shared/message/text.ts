import type { Quote } from '../charges/charges.ts'
import { earliest } from '../kernel/instant.ts'
import { ownOf } from '../kernel/own-of.ts'
import type { Language } from '../kernel/text.ts'
import type { TextEffect } from '../subject/effect.ts'
import { money, oneLine } from './format.ts'
import { isMoved } from './mail-templates.ts'
import { paymentText } from './payment-mails.ts'
import { clipEnd, SMS_MAX } from './sms.ts'
import { timeForms } from './sms-wordings.ts'
import { joined } from './sms-words.ts'
import { milestoneName } from './texts.ts'
import { movedText, visitText } from './visit-told.ts'

/**
 * A text message to a contact who has no e-mail address: what happened, at which site and unit, the repair's number, the link.
 * The number and the link are never cut.
 */
export function renderText(effect: TextEffect, linkUrl: string): string {
  const { repair = '', site, unit } = effect.values
  const end = joined([repair, linkUrl])
  const says = joined([wording(effect), oneLine(joined([site, unit]))])
  return joined([clipEnd(says, SMS_MAX - end.length - 1), end])
}

/** What happened. */
export function wording(effect: TextEffect): string {
  const { template, values, language } = effect
  const words = WORDS[language]
  const time = (instant: string | undefined) => timeForms(instant, values.sentAt, effect).full
  const say: Record<TextEffect['template'], () => string> = {
    received: () => (values.reason ? words.reopened : words.received(time(callBackBy(effect)))),
    assigned: () => words.assigned(values.engineer ?? ''),
    onTheWay: () =>
      values.visitAt
        ? joined([words.visit(time(values.visitAt)), isMoved(values) ? words.unlessAgreed : undefined])
        : words.onTheWay(values.engineer ?? ''),
    arrived: () => words.arrived,
    delayed: () =>
      values.visitAt
        ? words.visitPassed(time(values.visitAt))
        : words.delayed(milestoneName(values.milestone, language), time(values.newTime), oneLine(values.reason ?? '')),
    loaner: () => words.loaner(time(values.loanerDueAt)),
    resolution: () => words.resolution(time(values.resolutionAt)),
    agreement: () =>
      movedText(values, language, time) ??
      (values.agreed === 'pause' ? words.paused : words.agreement)(time(values.newTime)),
    severityLowered: () => words.severityLowered,
    quote: () => words.quote(sumOf(values.quote, language)),
    repaired: () => words.repaired,
    replacement: () => words.replacement,
    remindConfirm: () => words.repaired,
    complaintAnswered: () => words.complaintAnswered,
    advisory: () => (ownOf(words.advisory, values.turn ?? '') ?? words.advisory.sent)(oneLine(values.title ?? '')),
    upgrade: () => (ownOf(words.upgrade, values.turn ?? '') ?? words.upgrade.proposed)?.(time(values.from)) ?? '',
    payment: () => paymentText(values, language, time),
    plannedVisit: () => visitText(values, language, time),
    closed: () => (values.withdrawn ? words.withdrawn : values.confirmedBy ? words.closedFor : words.closed),
  }
  return say[template]()
}

/** When the first of the promises to answer ends. */
function callBackBy({ values }: TextEffect): string | undefined {
  const promised: readonly { milestone: string; dueAt: string }[] = JSON.parse(values.promises ?? '[]')
  return earliest(promised.flatMap(({ milestone, dueAt }) => (milestone === 'responded' ? [dueAt] : [])))
}

function sumOf(json: string | undefined, language: Language): string {
  if (!json) return ''
  const { currency, totalFen }: Quote = JSON.parse(json)
  return money(totalFen, currency, language)
}

const WORDS = {
  'zh-CN': {
    received: (by: string) => (by ? `报修已受理，${by} 前回电` : '报修已受理'),
    reopened: '已重新受理，我们继续维修',
    assigned: (who: string) => `工程师${who}已接单，会与您联系`,
    visit: (at: string) => `工程师约定 ${at} 上门`,
    onTheWay: (who: string) => `工程师${who}已出发`,
    arrived: '工程师已到场',
    delayed: (what: string, to: string, why: string) =>
      [`抱歉，${what || '维修'}延误`, why, to && `改为 ${to}`].filter(Boolean).join('，'),
    visitPassed: (at: string) => `抱歉，约定 ${at} 上门，我们还没有到场记录，已在催办`,
    loaner: (by: string) => (by ? `将在 ${by} 前为您提供备机` : '将为您提供备机'),
    resolution: (by: string) => `预计 ${by} 前解决`,
    unlessAgreed: '原承诺随之改期，如未同意请点链接',
    paused: (to: string) => `已按与您的约定暂停计时至 ${to}，如未同意请点链接`,
    agreement: (to: string) =>
      to ? `已按与您的约定改为 ${to}，如未同意请点链接` : '已按与您的约定变更，如未同意请点链接',
    severityLowered: '故障级别经我方主管核定已调整，如有异议请致电热线',
    quote: (sum: string) => `维修报价 ${sum}，请点链接同意或不同意`,
    repaired: '设备已修复，请点链接确认；没修好也请告诉我们',
    replacement: '已为您更换新机，请点链接确认',
    withdrawn: '报修已撤销；仍需维修请点链接',
    closedFor: '维修已按贵方确认关闭；如未确认或没修好，7天内请点链接',
    complaintAnswered: '您的投诉已答复，请点链接查看',
    closed: '维修已关闭，服务报告见链接',
    advisory: {
      sent: (title: string) => `预警：${title}，请点链接查看并确认`,
      reminded: (title: string) => `请确认收到预警：${title}`,
      withdrawn: (title: string) => `预警已撤回：${title}，原因见链接`,
    },
    upgrade: {
      proposed: (at: string) => `计划 ${at} 升级，请点链接同意或提出意见`,
      agreed: (at: string) => `升级定于 ${at}，如未同意请点链接`,
      begun: () => '升级已开始',
      rolledBack: () => '升级未成，正在恢复原状',
      late: () => '升级超出约定时间还没结束，抱歉；结束后通知您',
      disturbed: () => '升级中断业务超过约定，抱歉；情况见链接',
      restored: () => '升级未成，已恢复原状，详见链接',
      done: () => '升级已结束，结果见链接',
      notDone: () => '升级没有按约定进行，抱歉；原因见链接',
      calledOff: () => '升级已取消',
    } as Readonly<Record<string, (at: string) => string>>,
  },
  en: {
    received: (by: string) => (by ? `Report received, we call back by ${by}` : 'Report received'),
    reopened: 'Reopened: we go on',
    assigned: (who: string) => `${who} has your repair and will contact you`,
    visit: (at: string) => `Visit agreed for ${at}`,
    onTheWay: (who: string) => `${who} is on the way`,
    arrived: 'The engineer has arrived',
    delayed: (what: string, to: string, why: string) =>
      [`Sorry: ${what || 'your repair'} is late`, why, to && `now by ${to}`].filter(Boolean).join(', '),
    visitPassed: (at: string) => `Sorry: no arrival is on record for the visit of ${at}; we are chasing it`,
    loaner: (by: string) => (by ? `You get a loaner by ${by}` : 'You get a loaner'),
    resolution: (by: string) => `To be solved by ${by}`,
    unlessAgreed: 'and the promise moves with it; if you did not agree, tap the link',
    paused: (to: string) => `As agreed with you, the time stands still until ${to}; if not, tap the link`,
    agreement: (to: string) =>
      to ? `As agreed with you, now ${to}; if not, tap the link` : 'Changed as agreed with you; if not, tap the link',
    severityLowered: 'Our manager has changed the severity; if you see it otherwise, please call our hotline',
    quote: (sum: string) => `Quote ${sum}: please accept or decline by the link`,
    repaired: 'Repaired: please confirm by the link, or say that it is not fixed',
    replacement: 'Unit replaced: please confirm by the link',
    withdrawn: 'Report withdrawn; if you still need us, tap the link',
    closedFor: 'Repair closed as confirmed by you; if not so, tap the link within 7 days',
    complaintAnswered: 'Your complaint is answered: see the link',
    closed: 'Repair closed; the service report is behind the link',
    advisory: {
      sent: (title: string) => `Warning: ${title}; please read and acknowledge by the link`,
      reminded: (title: string) => `Please acknowledge: ${title}`,
      withdrawn: (title: string) => `Withdrawn: ${title}; the reason is behind the link`,
    },
    upgrade: {
      proposed: (at: string) => `Upgrade planned for ${at}: please agree or decline by the link`,
      agreed: (at: string) => `Upgrade agreed for ${at}; if not, tap the link`,
      begun: () => 'The upgrade has begun',
      rolledBack: () => 'The upgrade is being rolled back',
      late: () => 'Sorry: the upgrade takes longer than agreed. We tell you when it is over',
      disturbed: () => 'Sorry: the upgrade disturbs longer than agreed; see the link',
      restored: () => 'The upgrade failed; all is as it was before: see the link',
      done: () => 'The upgrade is over: see the link',
      notDone: () => 'Sorry: the upgrade did not happen; see the link',
      calledOff: () => 'The upgrade is called off',
    } as Readonly<Record<string, (at: string) => string>>,
  },
} as const
