import { describeRule } from './describe-rules.ts'
import { lengthOf, list, names } from './describe-words.ts'
import type { PlanDocument } from './document.ts'
import type { Language, Text } from './plan.ts'

/** A clause in plain words: the promise, and what the system does for it. */
export interface ClauseDescription {
  readonly id: string
  readonly promise: Text
  readonly does: readonly Text[]
}

/** What each clause of a document promises and does, in its order. */
export const describeClauses = (document: PlanDocument): ClauseDescription[] =>
  document.clauses.map(({ id, promise, status, rules }) => ({
    id,
    promise,
    does: status === 'planned' ? [NOT_YET] : rules.map((rule) => describeRule(rule, document)),
  }))

/** A whole document in plain words, line by line, in one language. */
export const describePlan = (document: PlanDocument, language: Language): string[] => {
  const pick = pickIn(language)
  return [
    `${document.id} · ${pick(document.title)}`,
    ...[...heading(document), ...Object.values(conditions(document))].map((line) => `  ${pick(line)}`),
    ...describeClauses(document).flatMap(({ id, promise, does }) => [
      '',
      `${id}  ${pick(promise)}`,
      ...does.map((line) => `  → ${pick(line)}`),
    ]),
  ]
}

export const NOT_YET: Text = {
  zh: '尚未启用：已写入承诺，系统暂不执行',
  en: 'not yet active: written down, kept by nothing yet',
}

export const pickIn =
  (language: Language) =>
  (text: Text): string =>
    language === 'en' ? text.en : text.zh

const heading = ({ version, effectiveFrom, source, clauses }: PlanDocument): Text[] => {
  const active = clauses.filter(({ status }) => status === 'active').length
  return [
    {
      zh: `第 ${version} 版，自 ${effectiveFrom} 起生效；依据：${source}`,
      en: `version ${version}, in force from ${effectiveFrom}; source: ${source}`,
    },
    {
      zh: `共 ${clauses.length} 条，已启用 ${active} 条`,
      en: `${clauses.length} clauses, ${active} of them active`,
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
    zh: `无人接听时逐级呼叫，依次各等 ${lengths(plan.escalation.acknowledgeWithin, 'zh-CN')}；每轮放慢到 ${plan.escalation.slowdown} 倍，间隔最长 ${lengthOf(plan.escalation.slowest, 'zh-CN')}`,
    en: `a page nobody answers climbs after ${lengths(plan.escalation.acknowledgeWithin, 'en')}; each round takes ${plan.escalation.slowdown} times as long, up to ${lengthOf(plan.escalation.slowest, 'en')} between two pages`,
  },
  reminders: {
    zh: `修复后 ${lengths(plan.remindToConfirm, 'zh-CN')}仍未确认的，提醒客户`,
    en: `customers who do not confirm are reminded ${lengths(plan.remindToConfirm, 'en')} after the repair`,
  },
})

const hours = ({ workingHours }: PlanDocument): string => workingHours.map(({ from, to }) => `${from}–${to}`).join(', ')
const shares = ({ warnAt }: PlanDocument, and: string): string =>
  warnAt.map((share) => `${Math.round(share * 100)}%`).join(and)
const lengths = (limits: readonly string[], language: Language): string =>
  list(
    limits.map((limit) => lengthOf(limit, language)),
    language,
  )
