import type { Language, Milestone, Plan, Text } from '../plan/plan.ts'
import type { ActionType } from '../repair/actions.ts'
import type { RecordedEvent, RepairEvent, RepairEventType } from '../repair/events.ts'
import type { Call, PageReason, Stage, Work } from '../repair/repair.ts'
import type { Instant } from '../time/instant.ts'
import { lengthOfTime, shortTime } from './format.ts'

/** The text in the reader's language. */
export const pick = ({ zh, en }: Text, language: Language): string => (language === 'zh-CN' ? zh : en)

const text = (zh: string, en: string): Text => ({ zh, en })

export const MILESTONE_NAMES: Record<Milestone, Text> = {
  responded: text('响应', 'response'),
  proposed: text('方案', 'proposal'),
  triaged: text('研判', 'triage'),
  dispatched: text('派工', 'dispatch'),
  arrived: text('到场', 'arrival'),
  repaired: text('修复', 'repair'),
  loaned: text('备机', 'loaner'),
  confirmed: text('确认', 'confirmation'),
}
/** The name of a milestone given by its id; '' when there is none of that id. */
export const milestoneName = (id: string | undefined, language: Language): string => {
  const name = lookUp(MILESTONE_NAMES, id ?? '')
  return name ? pick(name, language) : ''
}

export const STAGE_NAMES: Record<Stage, Text> = {
  response: text('待响应', 'Awaiting response'),
  remoteFix: text('远程处理', 'Remote repair'),
  arrival: text('待上门', 'Awaiting arrival'),
  repair: text('维修中', 'Under repair'),
  confirmation: text('待客户确认', 'Awaiting confirmation'),
  closed: text('已关闭', 'Closed'),
}

/** What the button says. */
export const ACTION_NAMES: Record<ActionType, Text> = {
  acknowledge: text('接单', 'Acknowledge'),
  takeOver: text('我来接手', 'Take over'),
  assign: text('指派', 'Assign'),
  handOver: text('转交', 'Hand over'),
  respond: text('已联系客户', 'Customer reached'),
  propose: text('提出方案', 'Propose a solution'),
  solveRemotely: text('远程解决', 'Solved remotely'),
  goOnSite: text('需要上门', 'Need to go on site'),
  depart: text('出发', 'Set off'),
  arrive: text('到场', 'Arrived'),
  notSolved: text('现场未解决', 'Not solved on site'),
  sendIn: text('返厂维修', 'Send to the factory'),
  recordVerdict: text('硬件判定', 'Hardware verdict'),
  complete: text('修复完成', 'Done'),
  reserveLoaner: text('预留备机', 'Reserve a loaner'),
  lendLoaner: text('备机已交付', 'Loaner handed over'),
  returnLoaner: text('备机已收回', 'Loaner returned'),
  pause: text('等待客户', 'Wait for the customer'),
  resume: text('继续处理', 'Resume'),
  delay: text('告知延误', 'Announce a delay'),
  changeSeverity: text('调整级别', 'Change severity'),
  identify: text('登记设备', 'Identify the unit'),
  note: text('备注', 'Note'),
  confirm: text('确认已修好', 'Confirm the repair'),
  notFixed: text('未修好', 'Not fixed'),
  withdraw: text('撤销报修', 'Withdraw'),
}

export const CHANNEL_NAMES: Record<Call['channel'], Text> = {
  twilio: text('热线', 'hotline'),
  connect: text('热线', 'hotline'),
  api: text('呼叫系统', 'call system'),
  staff: text('客服录入', 'service desk'),
}

export const PAGE_REASON_NAMES: Record<PageReason, Text> = {
  report: text('新报修', 'new report'),
  unanswered: text('无人接单', 'nobody answered'),
  sendFailed: text('上一条短信未发出', 'the last message was not sent'),
  breach: text('承诺超时', 'a promise is overdue'),
  handover: text('转交', 'handed over'),
  notFixed: text('客户反馈未修好', 'the customer says it is not fixed'),
}

/** Why a clock moved or was waived, or a loaner is due; a clause id stands for itself. */
const CAUSES: Readonly<Record<string, Text>> = {
  paused: text('等待客户', 'waiting for the customer'),
  resumed: text('恢复处理', 'work resumed'),
  sentIn: text('返厂维修', 'unit sent in'),
  visitAgreed: text('按约定时间上门', 'visit agreed'),
  arrived: text('已到场', 'arrived'),
  notFixed: text('客户反馈未修好', 'not fixed, says the customer'),
  identified: text('已登记设备', 'unit identified'),
  severityChanged: text('级别已调整', 'severity changed'),
  solvedRemotely: text('已远程解决', 'solved remotely'),
  repaired: text('已修复', 'repaired'),
  withdrawn: text('报修已撤销', 'report withdrawn'),
  notSolvedOnSite: text('现场未解决', 'not solved on site'),
}
/** A cause in words; one that has no words as it is. */
export const causeName = (because: string, language: Language): string => {
  const name = lookUp(CAUSES, because)
  return name ? pick(name, language) : because
}

const lookUp = (names: Readonly<Record<string, Text>>, id: string): Text | undefined =>
  Object.hasOwn(names, id) ? names[id] : undefined

/**
 * One line of the timeline: what happened, in words. When and who stand beside it and are not repeated; other times are
 * local to `timezone`.
 */
export const describeEvent = (event: RecordedEvent, language: Language, timezone: string): string => {
  const describe: (event: never, words: Words) => string = LINES[event.type]
  return describe(event as never, {
    say: (zh, en) => pick({ zh, en }, language),
    name: (name) => pick(name, language),
    time: (instant) => shortTime(instant, timezone, language),
    late: (length) => lengthOfTime(length, language),
    because: (cause) => causeName(cause, language),
    promise: (clockId) => {
      const [clause = '', milestone] = clockId.split('/')
      return `${clause} ${milestoneName(milestone, language)}`.trim()
    },
    more: (detail) => (detail ? `${pick({ zh: '：', en: ': ' }, language)}${detail}` : ''),
  })
}

/** What a line is made with: both languages, and the parts that have words of their own. */
interface Words {
  say(zh: string, en: string): string
  name(name: Text): string
  time(instant: Instant): string
  late(length: string): string
  because(cause: string): string
  promise(clockId: string): string
  /** A detail after a colon; nothing when there is none. */
  more(detail: string | undefined): string
}

const severityName = (event: { subject: { plan: Plan }; severity: string }, { name }: Words): string => {
  const severity = event.subject.plan.severities.find(({ id }) => id === event.severity)
  return severity ? name(severity.name) : event.severity
}
const workDone = ({ cause, done, parts }: Work, { say }: Words): string => {
  const replaced = parts.length === 0 ? '' : say(`；更换：${parts.join('、')}`, `; replaced: ${parts.join(', ')}`)
  return say(`原因：${cause}；处理：${done}${replaced}`, `cause: ${cause}; done: ${done}${replaced}`)
}

const LINES: { readonly [T in RepairEventType]: (event: RepairEvent & { type: T }, words: Words) => string } = {
  opened: (event, words) => {
    const { say, name, more } = words
    const channel = name(CHANNEL_NAMES[event.call.channel])
    const severity = severityName(event, words)
    return (
      say(`收到报修（${channel}，${severity}）`, `Fault reported (${channel}, ${severity})`) + more(event.call.symptoms)
    )
  },
  callJoined: ({ call }, { say, name, more }) =>
    say(
      `客户再次来电（${name(CHANNEL_NAMES[call.channel])}）`,
      `Reported again (${name(CHANNEL_NAMES[call.channel])})`,
    ) + more(call.symptoms),
  identified: (event, words) => {
    const { customer, site, unit } = event.subject
    const known = [customer?.name, site?.name, unit?.name, unit?.serial].filter(Boolean).join(' ')
    const severity = severityName(event, words)
    return words.say(`已登记设备（${severity}）`, `Unit identified (${severity})`) + words.more(known)
  },
  severityChanged: ({ severity, reason }, { say, more }) =>
    say(`级别改为 ${severity}`, `Severity changed to ${severity}`) + more(reason),
  paged: ({ person, reason, answerBy }, { say, name, time }) => {
    const why = name(PAGE_REASON_NAMES[reason])
    const until = answerBy ? say(`，${time(answerBy)} 前接单`, `, to answer by ${time(answerBy)}`) : ''
    return say(`呼叫 ${person.name}（${why}）${until}`, `Paged ${person.name} (${why})${until}`)
  },
  pageFailed: ({ person, cause }, { say, more }) =>
    say(`发给 ${person.name} 的短信未能送出`, `The message to ${person.name} could not be sent`) + more(cause),
  nobodyOnCall: ({ nextAt }, { say, time }) =>
    say(`值班表无人可呼叫，${time(nextAt)} 再试`, `Nobody on call; next attempt ${time(nextAt)}`),
  acknowledged: ({ person }, { say }) => say(`${person.name} 已接单`, `${person.name} acknowledged`),
  assigned: ({ person, how }, { say }) =>
    how === 'takenOver'
      ? say(`${person.name} 接手`, `${person.name} took over`)
      : say(`由 ${person.name} 负责`, `Assigned to ${person.name}`),
  handedOver: ({ from, to, reason }, { say, more }) =>
    say(
      `${from ? `${from.name} ` : ''}转交${to ? `给 ${to.name}` : ''}`,
      `Handed over${from ? ` by ${from.name}` : ''}${to ? ` to ${to.name}` : ''}`,
    ) + more(reason),
  responded: ({ note }, { say, more }) => say('已联系客户', 'Customer reached') + more(note),
  solutionProposed: ({ solution }, { say, more }) => say('提出方案', 'Solution proposed') + more(solution),
  solvedRemotely: ({ work, consent }, words) => {
    const { say, more } = words
    const agreed = consent ? say(`；远程授权：${consent}`, `; remote access allowed by: ${consent}`) : ''
    return say('远程解决', 'Solved remotely') + more(workDone(work, words) + agreed)
  },
  visitDecided: ({ visitAt }, { say, time, more }) =>
    visitAt ? say('约定上门', 'Visit agreed') + more(time(visitAt)) : say('决定上门处理', 'Visit decided'),
  dispatched: (_, { say }) => say('工程师已出发', 'Engineer on the way'),
  arrived: (_, { say }) => say('工程师已到场', 'Engineer arrived'),
  notSolvedOnSite: ({ reason, resolutionAt }, { say, time, more }) =>
    say('现场未解决', 'Not solved on site') +
    more(reason) +
    (resolutionAt ? say(`；预计 ${time(resolutionAt)} 解决`, `; to be solved by ${time(resolutionAt)}`) : ''),
  sentIn: ({ note }, { say, more }) => say('返厂维修', 'Sent in to the factory') + more(note),
  hardwareVerdict: ({ part }, { say, more }) => say('判定硬件故障', 'Hardware fault found') + more(part),
  repaired: ({ work }, words) => words.say('已修复', 'Repaired') + words.more(workDone(work, words)),
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
  paused: ({ reason }, { say, more }) => say('暂停计时，等待客户', 'Paused, waiting for the customer') + more(reason),
  resumed: (_, { say }) => say('恢复计时', 'Resumed'),
  delayed: ({ reason, newTime }, { say, time, more }) =>
    say('告知客户延误', 'Customer told of a delay') +
    more(reason) +
    (newTime ? say(`；新时间 ${time(newTime)}`, `; new time ${time(newTime)}`) : ''),
  noted: ({ text: note }, { say, more }) => say('备注', 'Note') + more(note),
  confirmationReminded: ({ count }, { say }) =>
    say(`第 ${count} 次提醒客户确认`, `Customer reminded to confirm (no. ${count})`),
  confirmed: ({ rating, comment, onBehalf }, { say, more }) => {
    const by = onBehalf ? say(`（代 ${onBehalf} 登记）`, ` (recorded for ${onBehalf})`) : ''
    const rated = rating === undefined ? '' : say(`，评分 ${rating}`, `, rated ${rating}`)
    return say(`客户确认已修好${by}${rated}`, `Repair confirmed by the customer${by}${rated}`) + more(comment)
  },
  notFixed: ({ what }, { say, more }) => say('客户反馈未修好', 'Not fixed, says the customer') + more(what),
  withdrawn: ({ reason }, { say, more }) => say('报修撤销', 'Report withdrawn') + more(reason),
  closed: ({ how }, { say }) =>
    how === 'confirmed'
      ? say('客户确认，维修关闭', 'Closed, confirmed by the customer')
      : say('报修撤销，维修关闭', 'Closed, withdrawn'),
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
  clockEnded: ({ clock, outcome, lateBy, because: cause }, { say, promise, late, because }) => {
    const why = cause ? say(`（${because(cause)}）`, ` (${because(cause)})`) : ''
    switch (outcome) {
      case 'kept':
        return say(`${promise(clock)} 按时完成`, `${promise(clock)} kept`)
      case 'broken':
        return say(
          `${promise(clock)} 未按时${lateBy ? `，晚 ${late(lateBy)}` : ''}`,
          `${promise(clock)} broken${lateBy ? `, late by ${late(lateBy)}` : ''}`,
        )
      case 'waived':
        return say(`${promise(clock)} 不再适用${why}`, `${promise(clock)} waived${why}`)
      default:
        return outcome satisfies never
    }
  },
}
