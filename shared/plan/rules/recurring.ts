import { allowance } from '../../kernel/allowance.ts'
import type { Window } from '../../kernel/calendar.ts'
import type { Duration } from '../../kernel/instant.ts'
import { type Text, text } from '../../kernel/text.ts'
import { CONTRACT_DAY, CONTRACT_DAYS, type ContractDay, WARRANTY_END } from './kit/contract-day.ts'
import type { Placed, PlanProblem, RuleForm, RuleKind } from './kit/kind.ts'
import {
  OCCASION_IN_CHINESE,
  OCCASIONS,
  type Occasion,
  occasionFields,
  occasionProblems,
  occasionWords,
  untilField,
} from './kit/occasion.ts'
import { both, joined, type Say } from './kit/say.ts'
import { days, verdict } from './kit/weigh.ts'

/**
 * Work that nobody calls for (C17, R9, N18 …): due again and again from a day of the contract, or by a day that comes. Each
 * time it is due is an obligation of its own, counted from the anchor and never from the one before.
 */
export interface RecurringRule extends Occasion {
  readonly rule: 'recurring'
  /** Tells it from the others of its clause; what was done is recorded under it. */
  readonly id: string
  readonly name: Text
  readonly of: 'contract' | 'site'
  readonly by: Way
  /** The day of the contract that it counts from. */
  readonly from: ContractDay
  /** One after the other. Absent: an occasion. */
  readonly phases?: readonly Phase[]
  /** So long before its last day it may be done. Absent: from the day after the one before is due. */
  readonly opens?: Duration
  /** `5x8`: a period in days counts working days, and it is due when work ends. Absent: 7x24. */
  readonly window?: Window
  /** What is filled in when it is done: by its id, in the version there is by then. */
  readonly form?: string
}
export const WAYS = ['visit', 'call', 'letter', 'watch'] as const
/** How the customer is met. */
export type Way = (typeof WAYS)[number]

/** Once, so long after the anchor; or again and again, counted from where the phase before it ended. */
export type Phase = { readonly first: Duration } | { readonly every: Duration; readonly until: Duration | string }

export const isEvery = (phase: Phase): phase is Extract<Phase, { every: Duration }> => 'every' in phase

const WAY = {
  visit: text('上门', 'on site'),
  call: text('电话', 'by telephone'),
  letter: text('书面', 'in writing'),
  watch: text('值守', 'on watch'),
} as const
const OF = { contract: text('', ''), site: text('每个地点', 'for each site, ') } as const

export const kind: RuleKind<RecurringRule> = {
  describe: (rule) => {
    const { name, of, by, form } = rule
    return both((say) => {
      const when = whenOf(rule, say)
      return {
        zh: `${name.zh}（${OF[of].zh}${WAY[by].zh}）：${when.zh}${form ? `；填写表单 ${form}` : ''}`,
        en: `${name.en} (${OF[of].en}${WAY[by].en}): ${when.en}${form ? `; the form ${form} is filled in` : ''}`,
      }
    })
  },
  weigh: (old, next) => {
    if (SHAPE.some((key) => old[key] !== next[key])) return 'changed'
    const [before, after] = [rhythm(old), rhythm(next)]
    if (before.length !== after.length) return 'changed'
    return verdict([
      ...before.map((length, place) => length - (after[place] ?? Number.NaN)),
      ...(old.opens === next.opens ? [] : [Number.NaN]),
      ...(old.within === next.within ? [] : [Number.NaN]),
      ...(old.window === next.window ? [] : [Number.NaN]),
      ...(old.form === next.form ? [] : [Number.NaN]),
    ])
  },
}

/** Where it differs in these, nobody can say for whom it is better. */
const SHAPE = ['of', 'by', 'from', 'before', 'during', 'after', 'ahead', 'otherwise', 'until'] as const

/** Lengths of which a shorter one is better for the customer. */
const rhythm = ({ phases = [] }: RecurringRule): readonly number[] =>
  phases.flatMap((phase) =>
    isEvery(phase) ? [days(phase.every), phase.until === WARRANTY_END ? 0 : -days(phase.until)] : [days(phase.first)],
  )

function whenOf(rule: RecurringRule, say: Say): Text {
  const { from, phases, before, within, opens } = rule
  const start = CONTRACT_DAY[from]
  if (phases) return joined([...phases.map((phase) => phaseWords(phase, rule, start, say)), opensWords(opens, say)])
  const occasion = occasionWords(rule, say)
  if (occasion) return joined([occasion, opensWords(opens, say)])
  return before === WARRANTY_END
    ? text(`质保期满前 ${say.length(within ?? '')}内`, `within ${say.length(within ?? '')} before the warranty ends`)
    : text(
        `质保期内每年 ${before} 前 ${say.length(within ?? '')}内`,
        `within ${say.length(within ?? '')} before ${before} of each year, in warranty`,
      )
}

const opensWords = (opens: Duration | undefined, say: Say): Text | undefined =>
  opens === undefined
    ? undefined
    : text(`到期前 ${say.length(opens)}起可办`, `may be done from ${say.length(opens)} before`)

function phaseWords(phase: Phase, { window = '7x24' }: RecurringRule, start: Text, say: Say): Text {
  if (!isEvery(phase)) {
    const [zh, en] = (['zh-CN', 'en'] as const).map((one) => allowance({ limit: phase.first, window }, one))
    return text(`${start.zh}后 ${zh}内`, `within ${en} of ${start.en}`)
  }
  const { every, until } = phase
  return until === WARRANTY_END
    ? text(`每 ${say.length(every)}一次，至质保期满`, `every ${say.length(every)} until the warranty ends`)
    : text(
        `每 ${say.length(every)}一次，至${start.zh}后 ${say.length(until)}`,
        `every ${say.length(every)} until ${say.length(until)} after ${start.en}`,
      )
}

export const form: RuleForm<RecurringRule> = {
  keptBy: ['planned work', 'shared/schedule/occurrences.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('recurring').describe('Work that nobody calls for: inspections, call-backs, checks'),
      id: field.id.describe('Tells it from the others of its clause; what was done is recorded under it'),
      name: field.text.describe('What the work is called'),
      of: z.enum(['contract', 'site']).describe('Once for the contract, or for each of its sites'),
      by: z.enum(WAYS).describe('How the customer is met'),
      from: z.enum(CONTRACT_DAYS).describe('The day of the contract that it counts from'),
      phases: z
        .array(
          z.union([
            field.strict({ first: field.period.describe('Once, so long after that day') }),
            field.strict({
              every: field.period.describe('Again and again, counted from that day'),
              until: z
                .union([z.literal(WARRANTY_END), field.period])
                .describe('So long after that day, or `warrantyEnd`: as long as warranty or a renewed term lasts'),
            }),
          ]),
        )
        .min(1)
        .exactOptional()
        .describe('One after the other'),
      ...occasionFields({ z, field }),
      until: untilField({ z, field }),
      opens: field.period
        .exactOptional()
        .describe('May be done from so long before its last day. Left out: once the one before is due'),
      window: z
        .enum(['7x24', '5x8'])
        .exactOptional()
        .describe('5x8: days are working days, and it is due when work ends. Left out: 7x24'),
      form: field.id.exactOptional().describe('Id of the form that is filled in when it is done'),
    }),
  problems: (rules) => [...rules.flatMap(problemsOf), ...twins(rules)],
  inChinese: [
    ...OCCASION_IN_CHINESE,
    [/^needs phases, before, during or after$/, '要写 phases、before、during 或 after 之一'],
    [/^is what within says: leave it out$/, '写了 within，就不用写这一项'],
    [/^has (\S+) already: leave this out$/, '已经写了 $1：删掉这一项'],
    [
      /^(\S+) is longer than the period of (\S+): two of them would be open at once$/,
      '$1 比周期 $2 还长：会有两次同时可办',
    ],
    [/^until (\S+) comes before the first of them is due$/, 'until $1 之前一次都轮不到'],
    [/^must be the last: nobody knows beforehand when the warranty ends$/, '要放在最后：质保何时期满事先不知道'],
    [/^must come first$/, '要放在最前面'],
    [/^clause (\S+) has (\S+) already$/, '条款 $1 里已经有 $2'],
    [/^comes more than (\d+) times$/, '要来 $1 次以上：请减少次数'],
  ],
}

/** More often than this is no planned work but a watch. */
const MOST = 2_000

function problemsOf({ rule, path }: Placed<RecurringRule>): PlanProblem[] {
  const { phases, opens } = rule
  const [way, ...others] = (['phases', ...OCCASIONS] as const).filter((key) => rule[key] !== undefined)
  if (!way) return [{ path, message: 'needs phases, before, during or after' }]
  const also = [...others, ...(phases ? OF_OCCASIONS.filter((key) => rule[key] !== undefined) : [])]
  return [
    ...also.map((key) => ({ path: [key], message: `has ${way} already: leave this out` })),
    ...(phases
      ? phases.flatMap((phase, place) => phaseProblem(phases, phase, place, opens))
      : [
          ...(opens !== undefined && way !== 'during' ? [{ path: ['opens'], message: SAID_BY_WITHIN }] : []),
          ...tooLong(rule),
          ...occasionProblems(rule, rule.of),
        ]),
  ].map((one) => ({ ...one, path: [...path, ...one.path] }))
}
/** What comes each year on a day is over before the next opens. */
const tooLong = ({ before, otherwise, within }: RecurringRule): PlanProblem[] =>
  within !== undefined && days(within) > days(YEAR) && (otherwise !== undefined || /^[0-9]/.test(before ?? ''))
    ? [
        {
          path: ['within'],
          message: `${within} is longer than the period of ${YEAR}: two of them would be open at once`,
        },
      ]
    : []
const YEAR = 'P1Y'
const SAID_BY_WITHIN = 'is what within says: leave it out'
const OF_OCCASIONS = ['within', 'ahead', 'otherwise', 'until'] as const

function phaseProblem(phases: readonly Phase[], phase: Phase, place: number, opens?: Duration): PlanProblem[] {
  const at = (key: string, message: string): PlanProblem => ({ path: ['phases', place, key], message })
  if (!isEvery(phase)) return place === 0 ? [] : [at('first', 'must come first')]
  const { every, until } = phase
  const longer = opens !== undefined && days(opens) > days(every)
  const before = phases[place - 1]
  const begins = before && isEvery(before) && before.until !== WARRANTY_END ? days(before.until) : 0
  const isLast = place === phases.length - 1
  return [
    ...(longer
      ? [at('every', `${opens} is longer than the period of ${every}: two of them would be open at once`)]
      : []),
    ...(until === WARRANTY_END && !isLast
      ? [at('until', 'must be the last: nobody knows beforehand when the warranty ends')]
      : []),
    ...(until !== WARRANTY_END && days(until) < begins + days(every)
      ? [at('until', `until ${until} comes before the first of them is due`)]
      : []),
    ...(until !== WARRANTY_END && (days(until) - begins) / days(every) > MOST
      ? [at('every', `comes more than ${MOST} times`)]
      : []),
  ]
}

/** What is recorded names clause and id: two of one clause could not be told apart. */
const twins = (rules: readonly Placed<RecurringRule>[]): PlanProblem[] =>
  rules.flatMap(({ rule: { id }, clause, path }, place) =>
    rules.findIndex((one) => one.clause === clause && one.rule.id === id) === place
      ? []
      : [{ path: [...path, 'id'], message: `clause ${clause} has ${id} already` }],
  )
