import type { Actor } from '../kernel/actor.ts'
import type { Language } from '../kernel/text.ts'
import type { Plan } from '../plan/plan.ts'
import type { Agreement } from '../promise/agreement.ts'
import type { RecordedEvent, RepairEvent, RepairEventType } from '../repair/events.ts'
import type { Work } from '../repair/state/repair.ts'
import { type Words, wordsFor } from './event-words.ts'
import {
  ASKING_NAMES,
  CHANNEL_NAMES,
  DAMAGE_NAMES,
  HOW_NAMES,
  LOSS_NAMES,
  ORIGIN_NAMES,
  PAGE_REASON_NAMES,
  REPLACEMENT_NAMES,
  TEAM_NAMES,
} from './texts.ts'

/**
 * One line of the timeline: what happened, in words. When and who stand beside it and are not repeated; other times are
 * local to `timezone`.
 */
export const describeEvent = (event: RecordedEvent, language: Language, timezone: string): string => {
  const describe: (event: never, words: Words) => string = LINES[event.type]
  return describe(event as never, wordsFor(language, timezone))
}

const severityName = (event: { subject: { plan: Plan }; severity: string }, { name }: Words): string => {
  const severity = event.subject.plan.severities.find(({ id }) => id === event.severity)
  return severity ? name(severity.name) : event.severity
}
const workDone = ({ problem, cause, origin, done, parts, suggestions }: Work, { name, say, details }: Words): string =>
  details(
    { zh: '问题', en: 'problem', is: problem },
    { zh: '原因', en: 'cause', is: cause },
    { zh: '故障来源', en: 'origin', is: origin && name(ORIGIN_NAMES[origin]) },
    { zh: '处理', en: 'done', is: done },
    { zh: '更换', en: 'replaced', is: parts.join(say('、', ', ')) },
    { zh: '建议', en: 'suggested', is: suggestions },
  )

/** A colleague of ours recorded the customer's word. */
const behalf = (customer: string | undefined, say: Words['say']): string =>
  customer ? say(`（代 ${customer} 登记）`, ` (recorded for ${customer})`) : ''

/** Whose yes it was, and how they gave it. */
const agreedWith = (agreement: Agreement | undefined, { say, name }: Words): string =>
  agreement
    ? say(
        `（${agreement.by} ${name(HOW_NAMES[agreement.how])}同意）`,
        ` (agreed with ${agreement.by}, ${name(HOW_NAMES[agreement.how])})`,
      )
    : ''

const LINES: {
  readonly [T in RepairEventType]: (event: RepairEvent & { type: T; by?: Actor }, words: Words) => string
} = {
  opened: (event, words) => {
    const { say, name, more } = words
    const channel = name(CHANNEL_NAMES[event.call.channel])
    const severity = severityName(event, words)
    return (
      say(`收到报修（${channel}，${severity}）`, `Fault reported (${channel}, ${severity})`) + more(event.call.symptoms)
    )
  },
  callJoined: ({ call, counted }, { say, name, more }) =>
    say(
      `客户再次来电（${name(CHANNEL_NAMES[call.channel])}${counted ? '，来电过多，只记次数' : ''}）`,
      `Reported again (${name(CHANNEL_NAMES[call.channel])}${counted ? ', too often: only counted' : ''})`,
    ) + more(call.symptoms),
  contactAdmitted: (_, { say }) => say('允许一位报修人查看进展', 'Someone who reported may look at the repair'),
  callSplit: ({ to }, { say }) => say(`其中一次来电另立报修 ${to}`, `One of its calls became repair ${to}`),
  junkFiled: (_, { say }) => say('已列入经理的当日清单', "On the manager's list of the day"),
  junk: ({ reason }, { say, more }) => say('按无效报修关闭', 'Closed as junk') + more(reason),
  identified: (event, words) => {
    const { customer, site, unit } = event.subject
    const known = [customer?.name, site?.name, unit?.name, unit?.serial].filter(Boolean).join(' ')
    const severity = severityName(event, words)
    return words.say(`已登记设备（${severity}）`, `Unit identified (${severity})`) + words.more(known)
  },
  severityChanged: ({ severity, reason, agreement, approver }, words) => {
    const { say, more } = words
    const approved = approver
      ? say(`（批准：${approver}）`, ` (approved by ${approver})`)
      : agreedWith(agreement, words)
    return say(`级别改为 ${severity}`, `Severity changed to ${severity}`) + approved + more(reason)
  },
  deskTook: ({ until }, { say, time }) =>
    say(`客服先处理，${time(until)} 未解决即转工程师`, `The service desk tries first, until ${time(until)}`),
  passedOn: ({ note, because }, { say, more }) =>
    (because === 'timeUp'
      ? say('客服时限已到，转给工程师', "The desk's time is up: passed on to an engineer")
      : say('客服转给工程师', 'Passed on to an engineer')) + more(note),
  paged: ({ person, reason, answerBy }, { say, name, time }) => {
    const why = name(PAGE_REASON_NAMES[reason])
    const until = answerBy ? say(`，${time(answerBy)} 前接单`, `, to answer by ${time(answerBy)}`) : ''
    return say(`呼叫 ${person.name}（${why}）${until}`, `Paged ${person.name} (${why})${until}`)
  },
  pageHeld: ({ until, reason }, { say, time }) =>
    say(
      `计划作业（${reason}），呼叫推迟到 ${time(until)}`,
      `Planned work (${reason}): pages wait until ${time(until)}`,
    ),
  pageReleased: (_, { say }) => say('计划作业提前结束，立即呼叫', 'Planned work has ended early: pages go now'),
  pageFailed: ({ person, cause }, { say, more }) =>
    say(`发给 ${person.name} 的短信未能送出`, `The message to ${person.name} could not be sent`) + more(cause),
  messageFailed: ({ contact, channel, cause }, { say, more }) =>
    say(
      `一天内未能通知${contact ? ` ${contact}` : '报修人'}（${channel === 'email' ? '邮件' : '短信'}），请电话告知`,
      `${contact ?? 'The caller'} could not be told by ${channel === 'email' ? 'e-mail' : 'text message'} for a day: call them`,
    ) + more(cause),
  nobodyOnCall: ({ nextAt }, { say, time }) =>
    say(`值班表无人可呼叫，${time(nextAt)} 再试`, `Nobody on call; next attempt ${time(nextAt)}`),
  acknowledged: ({ person }, { say }) => say(`${person.name} 已接单`, `${person.name} acknowledged`),
  assigned: ({ person, how, reason, outside }, { say, more }) =>
    how === 'takenOver'
      ? say(
          `${person.name}${outside ? '（不在本值班表）' : ' '}接手`,
          `${person.name} took over${outside ? ' (not of this roster)' : ''}`,
        ) + more(reason)
      : say(`由 ${person.name} 负责`, `Assigned to ${person.name}`),
  handedOver: ({ from, to, reason }, { say, more }) =>
    say(
      `${from ? `${from.name} ` : ''}转交${to ? `给 ${to.name}` : ''}`,
      `Handed over${from ? ` by ${from.name}` : ''}${to ? ` to ${to.name}` : ''}`,
    ) + more(reason),
  responded: ({ note }, { say, more }) => say('已联系客户', 'Customer reached') + more(note),
  solutionProposed: ({ solution }, { say, more }) => say('提出方案', 'Solution proposed') + more(solution),
  remoteAccess: ({ consentBy, phoneTried }, { say, more }) =>
    say(`${consentBy} 同意远程接入，电话处理情况`, `${consentBy} allowed remote access; by phone`) + more(phoneTried),
  solvedRemotely: ({ work, consent }, words) => {
    const agreed = { zh: '远程授权', en: 'remote access allowed by', is: consent }
    return words.say('远程解决', 'Solved remotely') + words.more(words.details(workDone(work, words), agreed))
  },
  visitAsked: ({ visitAt, manager, parts = [] }, { say, time, more, details }) =>
    say(
      `申请上门${manager ? `，请 ${manager.name} 批准` : ''}`,
      `Visit asked for${manager ? `; ${manager.name} is asked to approve it` : ''}`,
    ) + more(details(visitAt && time(visitAt), { zh: '领用配件', en: 'parts drawn', is: parts.join(say('、', ', ')) })),
  visitApproved: ({ approver, afterwards }, { say }) =>
    afterwards
      ? say(`${approver} 事后补批上门`, `Visit approved afterwards by ${approver}`)
      : say(`${approver} 批准上门`, `Visit approved by ${approver}`),
  visitDeclined: ({ approver, reason, afterwards }, { say, more }) =>
    (afterwards
      ? say(`${approver} 事后未批准上门`, `Visit refused afterwards by ${approver}`)
      : say(`${approver} 未批准上门`, `Visit refused by ${approver}`)) + more(reason),
  visitDecided: ({ visitAt, approvedBy, unapproved, parts = [] }, { say, time, more, details }) =>
    (visitAt ? say('约定上门', 'Visit agreed') : say('决定上门处理', 'Visit decided')) +
    (unapproved === 'unanswered' ? say('（未及批复，先行上门）', ' (nobody answered: approval to follow)') : '') +
    (unapproved === 'strictest' ? say('（最高级别，先行上门）', ' (highest severity: approval to follow)') : '') +
    more(
      details(
        visitAt && time(visitAt),
        { zh: '批准', en: 'approved by', is: approvedBy },
        { zh: '领用配件', en: 'parts drawn', is: parts.join(say('、', ', ')) },
      ),
    ),
  emergencyPlanGiven: ({ to, text, from, clause }, { say, more }) =>
    say(
      `应急策略已交 ${to.name}（${clause}${from ? `，参考 ${from}` : ''}）`,
      `Emergency plan given to ${to.name} (${clause}${from ? `, from ${from}` : ''})`,
    ) + more(text),
  dispatched: (_, { say }) => say('工程师已出发', 'Engineer on the way'),
  arrived: (_, { say }) => say('工程师已到场', 'Engineer arrived'),
  notSolvedOnSite: ({ reason, resolutionAt, unremovable, major }, { say, time, more, details }) =>
    say('现场未解决', 'Not solved on site') +
    more(
      details(
        reason,
        unremovable && say('故障无法排除', 'the fault cannot be removed'),
        major && say('重大问题', 'a major problem'),
        resolutionAt && say(`预计 ${time(resolutionAt)} 解决`, `to be solved by ${time(resolutionAt)}`),
      ),
    ),
  resolutionPromised: ({ resolutionAt, note, agreement }, words) => {
    const { say, time, more } = words
    const told = say(`告知客户 ${time(resolutionAt)} 前解决`, `Customer told: solved by ${time(resolutionAt)}`)
    return told + agreedWith(agreement, words) + more(note)
  },
  escalated: ({ to, question, answerBy, clause }, { say, name, time, more }) => {
    const team = name(TEAM_NAMES[to])
    const why = clause ? say(`（${clause}）`, ` (${clause})`) : ''
    const until = answerBy ? say(`，${time(answerBy)} 前答复`, `, to answer by ${time(answerBy)}`) : ''
    return say(`请${team}支援${why}${until}`, `Asked ${team}${why}${until}`) + more(question)
  },
  advised: ({ answer }, { say, more }) => say('支援答复', 'Answered') + more(answer),
  sentIn: ({ note, verdict, handling, agreedBy }, { say, more, details }) =>
    say('返厂维修', 'Sent in to the factory') +
    more(
      details(
        note,
        { zh: '判定', en: 'verdict', is: verdict },
        { zh: '处理方式', en: 'handling', is: handling },
        { zh: '客户同意', en: 'agreed by', is: agreedBy },
      ),
    ),
  hardwareVerdict: ({ part }, { say, more }) => say('判定硬件故障', 'Hardware fault found') + more(part),
  repaired: ({ work }, words) => words.say('已修复', 'Repaired') + words.more(workDone(work, words)),
  quoted: ({ quote: { lines, totalFen, currency } }, { say, amount }) =>
    totalFen === 0
      ? say(`已报价：${lines.length} 项，全部免费`, `Quoted: positions ${lines.length}, all free`)
      : say(
          `已报价：${amount(totalFen, currency)}，待客户同意`,
          `Quoted: ${amount(totalFen, currency)}, for the customer to accept`,
        ),
  quoteAccepted: ({ onBehalf }, { say }) =>
    say('客户同意报价', 'Quote accepted by the customer') + behalf(onBehalf, say),
  quoteDeclined: ({ reason, onBehalf }, { say, more }) =>
    say('客户不同意报价', 'Quote declined by the customer') + behalf(onBehalf, say) + more(reason),
  irreparable: ({ damage, what }, { say, name, more }) => {
    const how = name(DAMAGE_NAMES[damage])
    return say(`判定无法修复（${how}）`, `Cannot be repaired (${how})`) + more(what)
  },
  replacementDue: ({ clause, because, with: by, manager }, { say, name }) => {
    const [why, what] = [name(REPLACEMENT_NAMES.because[because]), name(REPLACEMENT_NAMES.with[by])]
    const asked = manager ? say(`，请 ${manager.name} 批准`, `; ${manager.name} is asked to approve it`) : ''
    return say(`应换新（${clause}，${why}）：${what}`, `To be replaced (${clause}, ${why}): ${what}`) + asked
  },
  replacementApproved: ({ approver }, { say }) => say(`${approver} 批准换新`, `Replacement approved by ${approver}`),
  replacementDeclined: ({ approver, reason, refused }, { say, more }) =>
    say(`${approver} 未批准换新`, `Replacement refused by ${approver}`) +
    (refused ? say('（无条件更换的承诺，记为违约）', ' (promised without conditions: a breach)') : '') +
    more(reason),
  replacementDated: ({ on, approver }, { say, time }) =>
    say(`${approver} 定于 ${time(on)} 换新`, `${approver} set the replacement for ${time(on)}`),
  exchangeWished: ({ agreement }, words) =>
    words.say('客户要求换新', 'The customer wishes a new unit') + agreedWith(agreement, words),
  alternativeAccepted: ({ what, agreement }, words) =>
    words.say('客户接受替代方案', 'The customer accepted an alternative') +
    agreedWith(agreement, words) +
    words.more(what),
  unitReplaced: ({ old, unit, clause, warranty, work }, words) => {
    const { say, name } = words
    const then = name(REPLACEMENT_NAMES.warranty[warranty])
    const replaced = say(
      `已换新机（${clause}）：${old} 换为 ${unit.serial}，${then}`,
      `Unit replaced (${clause}): ${old} by ${unit.serial}; ${then}`,
    )
    return work ? `${replaced}${say('；', '; ')}${workDone(work, words)}` : replaced
  },
  claimed: ({ claim: { id, clause, basis, what, clock } }, { say, name, promise, more }) => {
    const loss = name(LOSS_NAMES[basis])
    return (
      say(`登记损失 ${id}（${clause}，${loss}）`, `Loss ${id} recorded (${clause}, ${loss})`) +
      more(clock ? promise(clock) : what)
    )
  },
  claimSettled: ({ claim, outcome, amountFen, reason }, { say, amount, more }) => {
    const sum = amountFen === undefined ? '' : ` ${amount(amountFen)}`
    return (
      (outcome === 'paid'
        ? say(`损失 ${claim} 已赔付${sum}`, `Loss ${claim} paid${sum}`)
        : say(`损失 ${claim} 不予赔付`, `Loss ${claim} refused`)) + more(reason)
    )
  },
  loanerReserved: ({ serial, name, because: cause }, { say, because }) =>
    say(`预留备机 ${name} ${serial}（${because(cause)}）`, `Loaner reserved: ${name} ${serial} (${because(cause)})`),
  noLoanerFree: ({ because: cause, tryAt }, { say, time, because }) =>
    say(
      `暂无可用备机（${because(cause)}），${time(tryAt)} 再试`,
      `No loaner free (${because(cause)}); next attempt ${time(tryAt)}`,
    ),
  loanerLent: (_, { say }) => say('备机已交付客户', 'Loaner handed over to the customer'),
  loanerReturned: (_, { say }) => say('备机已收回', 'Loaner returned'),
  loanerReleased: (_, { say }) => say('备机已不需要，取消预留', 'Loaner no longer needed'),
  attempted: ({ note }, { say, more }) => say('致电客户，未接通', 'Called the customer, nobody answered') + more(note),
  paused: ({ reason, until, agreement }, words) => {
    const { say, time, more } = words
    const end = until ? say(`至 ${time(until)}`, ` until ${time(until)}`) : ''
    return (
      say(`暂停计时，等待客户${end}`, `Paused, waiting for the customer${end}`) +
      agreedWith(agreement, words) +
      more(reason)
    )
  },
  resumed: ({ because }, { say }) =>
    because === 'over' ? say('暂停到期，恢复计时', 'The pause is over: resumed') : say('恢复计时', 'Resumed'),
  agreed: ({ clock, until, reason, agreement }, words) => {
    const { say, time, promise, more } = words
    const what = say(`约定 ${promise(clock)} 改为 ${time(until)} 前`, `Agreed: ${promise(clock)} by ${time(until)}`)
    return what + agreedWith(agreement, words) + more(reason)
  },
  disagreed: ({ what, agreement }, { say, more }) =>
    say(`客户未同意第 ${agreement} 条的约定，已恢复原时限`, `The customer did not agree to no. ${agreement}: undone`) +
    more(what),
  takenBack: ({ from, to, reason }, { say, more }) => {
    const which = from === to ? `${from}` : `${from}–${to}`
    return say(`撤回第 ${which} 条`, `No. ${which} taken back`) + more(reason)
  },
  asked: ({ person, about, count }, { say, name }) =>
    say(
      `${person ? `询问 ${person.name}` : '无人可问'}：${name(ASKING_NAMES[about])}（第 ${count} 次）`,
      `${person ? `${person.name} asked` : 'Nobody to ask'}: ${name(ASKING_NAMES[about])} (no. ${count})`,
    ),
  delayed: ({ reason, newTime }, { say, time, more, details }) =>
    say('告知客户延误', 'Customer told of a delay') +
    more(details(reason, newTime && say(`新时间 ${time(newTime)}`, `new time ${time(newTime)}`))),
  noted: ({ text: note }, { say, more }) => say('备注', 'Note') + more(note),
  confirmationReminded: ({ count }, { say }) =>
    say(`第 ${count} 次提醒客户确认`, `Customer reminded to confirm (no. ${count})`),
  confirmed: ({ rating, comment, onBehalf, how, by, paper }, { say, name, more }) => {
    const rated = rating === undefined ? '' : say(`，评分 ${rating}`, `, rated ${rating}`)
    // Only the customer's own tap reads as their confirmation.
    const own = onBehalf === undefined && (by === undefined || by.kind === 'customer')
    const words = own
      ? say('客户确认已修好', 'Repair confirmed by the customer')
      : say(
          `我方记录：${onBehalf ?? '客户'}${name(HOW_NAMES[how ?? 'phone'])}确认已修好`,
          `Recorded by us: ${onBehalf ?? 'the customer'} confirmed it ${name(HOW_NAMES[how ?? 'phone'])}`,
        )
    const kept = paper ? say(`，存于 ${paper.keptAt}`, `, kept at ${paper.keptAt}`) : ''
    return words + kept + rated + more(comment)
  },
  reopened: ({ reason }, { say, more }) => say('重新打开', 'Reopened') + more(reason),
  notFixed: ({ what }, { say, more }) => say('客户反馈未修好', 'Not fixed, says the customer') + more(what),
  withdrawn: ({ reason, agreement, approver }, words) =>
    words.say('报修撤销', 'Report withdrawn') +
    (approver ? words.say(`（批准：${approver}）`, ` (approved by ${approver})`) : agreedWith(agreement, words)) +
    words.more(reason),
  closed: ({ how }, { say }) =>
    ({
      confirmed: say('已确认，维修关闭', 'Confirmed and closed'),
      withdrawn: say('报修撤销，维修关闭', 'Closed, withdrawn'),
      junk: say('无效报修，维修关闭', 'Closed as junk'),
    })[how],
  keeperNamed: ({ keeper, clause }, { say }) =>
    say(`档案责任人：${keeper.name}（${clause}）`, `Keeper of the archive: ${keeper.name} (${clause})`),
  feedback: ({ work }, words) =>
    words.say('处理情况已反馈，销案', 'Feedback given: archive closed') + words.more(workDone(work, words)),
  clockStarted: ({ clock }, { say, promise, time }) =>
    say(`承诺 ${promise(clock.id)}：${time(clock.dueAt)} 前`, `Promise ${promise(clock.id)}: by ${time(clock.dueAt)}`),
  clockMoved: ({ clock, because: cause }, { say, promise, time, because }) =>
    say(
      `承诺 ${promise(clock.id)} 改为 ${time(clock.dueAt)} 前（${because(cause)}）`,
      `Promise ${promise(clock.id)} moved to ${time(clock.dueAt)} (${because(cause)})`,
    ),
  clockWarned: ({ clock, share, person }, { say, promise }) => {
    const used = `${Math.round(share * 100)}%`
    return say(
      `${promise(clock)} 时限已用 ${used}${person ? `，提醒 ${person.name}` : ''}`,
      `${promise(clock)}: ${used} of its time used${person ? `, ${person.name} warned` : ''}`,
    )
  },
  clockBroken: ({ clock, liability }, { say, promise }) =>
    say(
      `${promise(clock)} 超时${liability ? '，由此造成的损失由我方承担' : ''}`,
      `${promise(clock)} overdue${liability ? '; the loss it causes is ours' : ''}`,
    ),
  clockEnded: ({ clock, outcome, lateBy, because: cause, approver }, { say, promise, late, because }) => {
    const approved = approver ? say(`；批准：${approver}`, `; approved by ${approver}`) : ''
    const why = cause ? say(`（${because(cause)}${approved}）`, ` (${because(cause)}${approved})`) : ''
    switch (outcome) {
      case 'kept':
        return say(`${promise(clock)} 按时完成`, `${promise(clock)} kept`)
      case 'broken':
        return say(
          `${promise(clock)} 未按时${lateBy ? `，晚 ${late(lateBy)}` : ''}`,
          `${promise(clock)} broken${lateBy ? `, late by ${late(lateBy)}` : ''}`,
        )
      case 'waived':
        return say(`${promise(clock)} 免除${why}`, `${promise(clock)} waived${why}`)
      case 'superseded':
        return say(`${promise(clock)} 由正确的承诺取代${why}`, `${promise(clock)} superseded by the right one${why}`)
      case 'fallenAway':
        return say(`${promise(clock)} 不再适用${why}`, `${promise(clock)} fallen away${why}`)
      default:
        return outcome satisfies never
    }
  },
}
