import { inLanguage, type Language, type Text, text } from '../../../shared/kernel/text.ts'
import type { RepairEventType } from '../../../shared/repair/events.ts'

/** Why a message was sent: the events that call for one. */
const REASONS: Partial<Record<RepairEventType, Text>> = {
  opened: text('收到报修', 'fault reported'),
  callJoined: text('客户再次来电', 'reported again'),
  identified: text('已登记设备', 'unit identified'),
  notFixed: text('客户反馈未修好', 'the customer says it is not fixed'),
  paged: text('呼叫接单', 'page: to be acknowledged'),
  phoned: text('未接单，打电话', 'not answered: the phone rings'),
  clockWarned: text('时限快到', 'deadline coming'),
  clockBroken: text('承诺超时', 'promise overdue'),
  assigned: text('工程师接单', 'engineer assigned'),
  visitDecided: text('约定上门', 'visit agreed'),
  visitAsked: text('申请上门', 'visit asked for'),
  visitApproved: text('批准上门', 'visit approved'),
  visitDeclined: text('未批准上门', 'visit refused'),
  dispatched: text('工程师出发', 'engineer on the way'),
  arrived: text('工程师到场', 'engineer arrived'),
  notSolvedOnSite: text('现场未解决', 'not solved on site'),
  resolutionPromised: text('告知解决时间', 'date of solution told'),
  escalated: text('请求支援', 'help asked for'),
  advised: text('支援已答复', 'advice given'),
  quoted: text('报价', 'quoted'),
  quoteAccepted: text('客户同意报价', 'quote accepted'),
  quoteDeclined: text('客户不同意报价', 'quote declined'),
  replacementDue: text('应换新', 'replacement due'),
  replacementApproved: text('换新已批准', 'replacement approved'),
  replacementDeclined: text('换新未批准', 'replacement declined'),
  unitReplaced: text('已换新机', 'unit replaced'),
  delayed: text('告知延误', 'delay announced'),
  loanerReserved: text('已备好备机', 'loaner reserved'),
  noLoanerFree: text('暂无备机', 'no loaner free'),
  solvedRemotely: text('远程解决', 'solved remotely'),
  repaired: text('已修复', 'repaired'),
  confirmationReminded: text('客户尚未确认', 'not confirmed yet'),
  closed: text('维修关闭', 'repair closed'),
}

/** Of planned service and what stands beside repairs, by all their words. */
const MORE: Readonly<Record<string, Text>> = {
  'asked soon': text('快到期', 'due soon'),
  'asked lastDay': text('今天到期', 'due today'),
  'asked late': text('已逾期', 'overdue'),
  'asked payment': text('款项到期', 'payment due'),
  agreed: text('约定已记录', 'what was agreed'),
  'visit proposed': text('请客户选时间', 'times to choose from'),
  'visit agreed': text('上门时间已约定', 'a time was agreed'),
  'visit assigned': text('安排上门', 'visit assigned'),
  'visit reminded': text('上门提醒', 'visit soon'),
  'visit asked': text('上门待确认', 'visit to be confirmed'),
  'visit passed': text('约定时间已过', 'its time has passed'),
  'visit missed': text('上门未成', 'visit missed'),
  'visit otherTimeWanted': text('客户要别的时间', 'another time wanted'),
  'visit disagreed': text('客户不认可', 'the customer disagrees'),
  'visit reportIssued': text('服务报告', 'service report'),
  'visit absenceDenied': text('客户说当时在场', 'the customer was there'),
  withdrawn: text('报修撤回', 'report withdrawn'),
  test: text('测试消息', 'test message'),
}
const ELSE = text('通知', 'notice')

/** A message's reason, such as `clockWarned R6`, in words: `时限快到 · R6`. */
export const reasonText = (reason: string, language: Language): string => {
  const [, count = '', parts] = /^bundle of (\d+): (.+)$/.exec(reason) ?? []
  if (parts === undefined) return eventText(reason, language)
  const words = parts.split(', ').map((part) => eventText(part, language))
  return language === 'zh-CN' ? `合并 ${count} 条：${words.join('、')}` : `${count} in one: ${words.join(', ')}`
}

function eventText(reason: string, language: Language): string {
  const [type = '', ...rest] = reason.split(' ')
  const whole = Object.hasOwn(MORE, reason) ? MORE[reason] : undefined
  if (whole) return inLanguage(whole, language)
  const words = Object.hasOwn(REASONS, type) ? REASONS[type as RepairEventType] : undefined
  return words ? [inLanguage(words, language), ...rest].join(' · ') : inLanguage(ELSE, language)
}
