import { allowance } from '../kernel/allowance.ts'
import { inLanguage, type Language, type Text } from '../kernel/text.ts'
import { attemptsOf, attentionOf, callsOf, loanOf, pauseOf } from './defaults.ts'
import type { PlanDocument } from './document.ts'
import { kindOf } from './rules/kinds.ts'
import { lengthOf, list, names } from './rules/kit/say.ts'
import { countStanding, standingOf } from './standing.ts'

/** A clause in plain words: the promise, and what the system does for it. */
export interface ClauseDescription {
  readonly id: string
  readonly promise: Text
  readonly does: readonly Text[]
}

/** What each clause of a document promises and does, in its order. */
export const describeClauses = (document: PlanDocument): ClauseDescription[] =>
  document.clauses.map((clause) => ({
    id: clause.id,
    promise: clause.promise,
    does: [
      ...(clause.status === 'planned' ? [NOT_YET] : clause.rules.map((rule) => kindOf(rule).describe(rule, document))),
      ...(standingOf(clause) === 'recorded' ? [RECORDED] : []),
      ...(clause.planned ? [stillPlanned(clause.planned)] : []),
    ],
  }))

/** A whole document in plain words, line by line, in one language. */
export const describePlan = (document: PlanDocument, language: Language): string[] => {
  const say = (text: Text): string => inLanguage(text, language)
  return [
    `${document.id} · ${say(document.title)}`,
    ...[...heading(document), ...Object.values(conditions(document))].map((line) => `  ${say(line)}`),
    ...describeClauses(document).flatMap(({ id, promise, does }) => [
      '',
      `${id}  ${say(promise)}`,
      ...does.map((line) => `  → ${say(line)}`),
    ]),
  ]
}

const NOT_YET: Text = {
  zh: '尚未启用：已写入承诺，系统暂不执行',
  en: 'not yet active: written down, kept by nothing yet',
}

const RECORDED: Text = {
  zh: '仅作记录：系统登记并提示缺失，不会自行办理',
  en: 'recorded only: filed and shown as missing, nothing happens by itself',
}
export const stillPlanned = ({ zh, en }: Text): Text => ({ zh: `尚未启用：${zh}`, en: `not yet active: ${en}` })

const heading = (document: PlanDocument): Text[] => {
  const { version, effectiveFrom, source, clauses } = document
  const [active, recorded] = [countStanding(document, 'active'), countStanding(document, 'recorded')]
  return [
    {
      zh: `第 ${version} 版，自 ${effectiveFrom} 起生效；依据：${source}`,
      en: `version ${version}, in force from ${effectiveFrom}; source: ${source}`,
    },
    {
      zh: `共 ${clauses.length} 条，已启用 ${active} 条，仅作记录 ${recorded} 条`,
      en: `${clauses.length} clauses, ${active} of them active, ${recorded} recorded`,
    },
  ]
}

/** What holds for all clauses, each condition by its name. */
export const conditions = (plan: PlanDocument): Readonly<Record<string, Text>> => ({
  severities: {
    zh: `级别，最严在前：${names(plan.severities, 'zh-CN')}；未说明级别的按最严处理`,
    en: `severities, strictest first: ${names(plan.severities, 'en')}; the first when nobody said`,
  },
  distances: plan.distances
    ? {
        zh: `距离，由近到远：${names(plan.distances, 'zh-CN')}；未登记距离的地点按最近处理`,
        en: `distances, nearest first: ${names(plan.distances, 'en')}; a site without one counts as the nearest`,
      }
    : { zh: '不分距离', en: 'no distance tiers' },
  workingTime: {
    zh: `工作时间 ${hours(plan)}，${plan.holidays === 'none' ? '每周一至周五，不计节假日' : '按中国法定节假日及调休'}`,
    en: `working hours ${hours(plan)}, ${plan.holidays === 'none' ? 'every Monday to Friday, no holidays' : 'Chinese holidays and make-up workdays'}`,
  },
  currency: { zh: `金额币种 ${plan.currency}`, en: `amounts in ${plan.currency}` },
  warnings: {
    zh: `用时达到 ${shares(plan, '、')} 时预警`,
    en: `warnings at ${shares(plan, ' and ')} of the time`,
  },
  paging: {
    zh: `无人接听时逐级呼叫，依次各等 ${lengths(plan.escalation.acknowledgeWithin, 'zh-CN')}；每轮放慢到 ${plan.escalation.slowdown} 倍，间隔最长 ${lengthOf(plan.escalation.slowest, 'zh-CN')}${rings(plan, 'zh-CN')}`,
    en: `a page nobody answers climbs after ${lengths(plan.escalation.acknowledgeWithin, 'en')}; each round takes ${plan.escalation.slowdown} times as long, up to ${lengthOf(plan.escalation.slowest, 'en')} between two pages${rings(plan, 'en')}`,
  },
  ...care(plan),
  reminders: {
    zh: `修复后 ${lengths(plan.remindToConfirm, 'zh-CN')}仍未确认的，提醒客户`,
    en: `customers who do not confirm are reminded ${lengths(plan.remindToConfirm, 'en')} after the repair`,
  },
})

/** How promises are looked after. */
const care = (plan: PlanDocument): Readonly<Record<string, Text>> => {
  const [attention, pause, attempts] = [attentionOf(plan), pauseOf(plan), attemptsOf(plan)]
  const [loan, calls] = [loanOf(plan).dateWithin, callsOf(plan).joinWithin]
  return {
    attention: {
      zh: `未结维修${attention.days === 'every' ? '每天' : '每个工作日'} ${attention.at} 询问责任人，连续 ${attention.climbAfter} 次不答改问经理；约定较晚日期时最多静默 ${lengthOf(attention.silence, 'zh-CN')}；约定上门前 ${lengthOf(attention.beforeVisit, 'zh-CN')}提醒工程师，过后 ${lengthOf(attention.afterVisit, 'zh-CN')}无人到场的问经理并告知客户`,
      en: `an open repair is asked about at ${attention.at} ${attention.days === 'every' ? 'every day' : 'on working days'}, the manager after ${attention.climbAfter} without an answer; at most ${lengthOf(attention.silence, 'en')} of silence before a later date; whoever goes is reminded ${lengthOf(attention.beforeVisit, 'en')} before an agreed visit; if nobody has arrived ${lengthOf(attention.afterVisit, 'en')} after it, the manager is asked and the customer told`,
    },
    pause: {
      zh: `客户同意的暂停通常 ${lengthOf(pause.usual, 'zh-CN')}，最长 ${lengthOf(pause.longest, 'zh-CN')}`,
      en: `a pause that the customer agreed to lasts ${lengthOf(pause.usual, 'en')} unless agreed otherwise, ${lengthOf(pause.longest, 'en')} at most`,
    },
    attempts: {
      zh: `打不通的，每 ${lengthOf(attempts.every, 'zh-CN')}再打一次，共 ${attempts.further} 次`,
      en: `a call that reached nobody is followed by ${attempts.further} more, every ${lengthOf(attempts.every, 'en')}`,
    },
    loan: {
      zh: `交付备机后 ${allowance({ limit: loan, window: '5x8' }, 'zh-CN')}内告知修复日期`,
      en: `after a loan the date of the repair is told within ${allowance({ limit: loan, window: '5x8' }, 'en')}`,
    },
    calls: {
      zh: `同一陌生号码 ${lengthOf(calls, 'zh-CN')}内的来电并为一件`,
      en: `calls of one unknown number within ${lengthOf(calls, 'en')} are one report`,
    },
  }
}

const hours = ({ workingHours }: PlanDocument): string => workingHours.map(({ from, to }) => `${from}–${to}`).join(', ')
const shares = ({ warnAt }: PlanDocument, and: string): string =>
  warnAt.map((share) => `${Math.round(share * 100)}%`).join(and)
/** When phones ring, where they do. */
const rings = ({ escalation: { ringAfter = {} }, severities }: PlanDocument, language: Language): string =>
  severities
    .flatMap(({ id, name }) => {
      const times = ringAfter[id]
      if (!times) return []
      return language === 'en'
        ? `; on ${name.en} their phone rings after ${lengths(times, language)}`
        : `；${name.zh}的，未接单 ${lengths(times, language)}后打电话`
    })
    .join('')
const lengths = (limits: readonly string[], language: Language): string =>
  list(
    limits.map((limit) => lengthOf(limit, language)),
    language,
  )
