import { type Duration, durationMs } from '../../kernel/instant.ts'
import { type Text, text } from '../../kernel/text.ts'
import { CONTRACT_DAYS, type ContractDay, type WARRANTY_END } from './kit/contract-day.ts'
import { EVENT_KIND, EVENT_KINDS, type EventKind } from './kit/event-kind.ts'
import type { Placed, PlanProblem, RuleForm, RuleKind } from './kit/kind.ts'
import { untilField } from './kit/occasion.ts'
import { both, joined, list } from './kit/say.ts'
import { compare, days, fewer, verdict } from './kit/weigh.ts'
import type { RecurringRule } from './recurring.ts'

/**
 * Reinforced duty in the customer's important days (H7, N13): a plan for them before they begin, a watch while they last, a report when
 * they are over. Each of the three is a promise of its own.
 */
export interface DutyRule {
  readonly rule: 'duty'
  /** Tells it from the others of its clause. */
  readonly id: string
  /** What the duty is called. */
  readonly name: Text
  readonly of: 'contract' | 'site'
  /** Kinds of the customer's calendar. */
  readonly during: readonly EventKind[]
  /** The day of the contract from which on it is promised. */
  readonly from: ContractDay
  /** The plan is there so long before they begin. */
  readonly plan: Duration
  /** The report so long after they have ended. */
  readonly report: Duration
  /** While they last the watch goes no longer than this without an entry in its log. Absent: nobody counts. */
  readonly entries?: Duration
  /** As long as the warranty or a renewed term lasts. */
  readonly until?: typeof WARRANTY_END
}

/** Who is there has to be known so long before, at the earliest. */
const PLANNED_WITHIN = 'P3M'

/** What each of its three parts is recorded under, among the works of its rule. */
export const [PLAN_OF_DUTY, WATCH_OF_DUTY, REPORT_OF_DUTY] = ['-plan', '-watch', '-report'] as const
export const DUTY_PARTS = [PLAN_OF_DUTY, WATCH_OF_DUTY, REPORT_OF_DUTY] as const
export type DutyPart = (typeof DUTY_PARTS)[number]

/** The works that it brings about: they are kept as any other. */
export const dutyWorks = (rule: DutyRule): readonly RecurringRule[] =>
  rule.during.flatMap((kind): RecurringRule[] => {
    const { id, name, of, from, plan, report, until } = rule
    const shared = { rule: 'recurring', of, from, ...(until && { until }) } as const
    const named = (zh: string, en: string) => text(`${name.zh}${zh}`, `${name.en}: ${en}`)
    return [
      {
        ...shared,
        id: `${id}${PLAN_OF_DUTY}`,
        name: named('方案', 'plan'),
        by: 'letter',
        before: kind,
        within: PLANNED_WITHIN,
        ahead: plan,
      },
      {
        ...shared,
        id: `${id}${WATCH_OF_DUTY}`,
        name: named('值守', 'watch'),
        by: 'watch',
        during: kind,
        unlessBegun: true,
      },
      {
        ...shared,
        id: `${id}${REPORT_OF_DUTY}`,
        name: named('报告', 'report'),
        by: 'letter',
        after: kind,
        within: report,
        unlessBegun: true,
      },
    ]
  })

export const kind: RuleKind<DutyRule> = {
  describe: ({ name, during, plan, report, entries, of, until }) =>
    both((say) => {
      const zh = list(
        during.map((one) => EVENT_KIND[one].zh),
        'zh-CN',
      )
      const en = list(
        during.map((one) => EVENT_KIND[one].en),
        'en',
      )
      return joined([
        text(
          `${name.zh}${of === 'site' ? '（每个地点）' : ''}：客户日历上每次${zh}，开始前 ${say.length(plan)}交出方案，期间有人值守，结束后 ${say.length(report)}内交报告`,
          `${name.en}${of === 'site' ? ' (at each site)' : ''}: for each ${en} of the customer’s a plan ${say.length(plan)} before it begins, a watch while it lasts, a report within ${say.length(report)} of its end`,
        ),
        entries !== undefined &&
          text(
            `值守期间至少每 ${say.length(entries)}记录一次`,
            `the watch makes an entry at least every ${say.length(entries)}`,
          ),
        until && text('质保期内', 'while in warranty'),
      ])
    }),
  weigh: (old, next) =>
    verdict([
      compare(days(next.plan), days(old.plan)),
      compare(days(old.report), days(next.report)),
      -fewer(old.during, next.during),
      oftener(old.entries, next.entries),
      ...(old.of === next.of && old.from === next.from && old.until === next.until ? [] : [Number.NaN]),
    ]),
}

/** A watch that is recorded more often, or at all, is better for the customer. */
const oftener = (old: Duration | undefined, next: Duration | undefined): number =>
  compare(old ? durationMs(old) : Number.MAX_VALUE, next ? durationMs(next) : Number.MAX_VALUE)

export const form: RuleForm<DutyRule> = {
  keptBy: ['reinforced duty', 'shared/use-cases/reinforced-duty.ts'],
  schema: (make) => {
    const { z, field } = make
    return field.strict({
      rule: z
        .literal('duty')
        .describe('Reinforced duty: a plan before the customer’s important days, a watch, a report'),
      id: field.id.describe('Tells it from the others of its clause'),
      name: field.text.describe('What the duty is called'),
      of: z.enum(['contract', 'site']).describe('Once for the contract, or for each of its sites'),
      during: z.array(z.enum(EVENT_KINDS)).min(1).describe('Kinds of the customer’s calendar'),
      from: z.enum(CONTRACT_DAYS).describe('The day of the contract from which on it is promised'),
      plan: field.period.describe('The plan is there so long before they begin'),
      report: field.period.describe('The report so long after they have ended'),
      entries: field.elapsed
        .exactOptional()
        .describe('The longest that the watch may go without an entry in its log. Left out: nobody counts'),
      until: untilField(make),
    })
  },
  problems: (rules) => [...rules.flatMap(tooEarly), ...rules.flatMap((one, place) => twice(rules, one, place))],
  inChinese: [
    [/^is longer than the three months in which it is planned$/, '不能超过三个月'],
    [/^must be from 15 minutes to 24 hours$/, '要在 15 分钟到 24 小时之间'],
    [/^clause (\S+) has a duty (\S+) already$/, '条款 $1 里已经有 $2'],
    [/^names (\S+) twice$/, '写了两次 $1'],
  ],
}

const tooEarly = ({ rule, path }: Placed<DutyRule>): PlanProblem[] => [
  ...(days(rule.plan) > days(PLANNED_WITHIN)
    ? [{ path: [...path, 'plan'], message: 'is longer than the three months in which it is planned' }]
    : []),
  ...(rule.entries !== undefined && !isSane(durationMs(rule.entries))
    ? [{ path: [...path, 'entries'], message: 'must be from 15 minutes to 24 hours' }]
    : []),
  ...rule.during.flatMap((one, place) =>
    rule.during.indexOf(one) === place ? [] : [{ path: [...path, 'during', place], message: `names ${one} twice` }],
  ),
]

/** Whoever writes more often does nothing else; a day without a word is no watch. */
const isSane = (ms: number): boolean => ms >= durationMs('PT15M') && ms <= durationMs('PT24H')

const twice = (
  rules: readonly Placed<DutyRule>[],
  { rule: { id }, clause, path }: Placed<DutyRule>,
  place: number,
): PlanProblem[] =>
  rules.findIndex((one) => one.clause === clause && one.rule.id === id) === place
    ? []
    : [{ path: [...path, 'id'], message: `clause ${clause} has a duty ${id} already` }]
