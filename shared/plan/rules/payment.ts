import type { Day, WorkingTime } from '../../kernel/calendar.ts'
import { type Ending, endAfter } from '../../kernel/deadline.ts'
import type { Duration } from '../../kernel/instant.ts'
import type { Text } from '../../kernel/text.ts'
import { CONTRACT_DAY, CONTRACT_DAYS, type ContractDay } from './kit/contract-day.ts'
import type { Placed, PlanProblem, RuleForm, RuleKind } from './kit/kind.ts'
import { both } from './kit/say.ts'
import { days, verdict } from './kit/weigh.ts'

/** H20: by when the customer has paid how much of the price. It is owed to us: a stage not paid is never our breach. */
export interface PaymentRule {
  readonly rule: 'payment'
  /** In the order in which they fall due; the last one ends at 100. */
  readonly stages: readonly PaymentStage[]
  /** So long before a stage is due the manager and the customer are written to; absent: nobody is. */
  readonly notice?: Duration
}
export interface PaymentStage {
  readonly id: string
  readonly name: Text
  /** So much of the price is paid by then, with what was paid before. */
  readonly upToPercent: number
  /** Due at the end of this period after this day of the contract (Civil Code, articles 200–204). */
  readonly from: ContractDay
  readonly after: Duration
}

/** A stage and its due day; none while the day that it counts from is not known. */
export interface DueStage {
  readonly stage: PaymentStage
  readonly due?: Ending
}
export const stagesDue = (
  { stages }: PaymentRule,
  dates: Readonly<Partial<Record<ContractDay, Day | undefined>>>,
  workingTime: WorkingTime,
): DueStage[] =>
  stages.map((stage) => {
    const day = dates[stage.from]
    return { stage, ...(day !== undefined && { due: endAfter(workingTime, day, stage.after, workingTime.timezone) }) }
  })

export const kind: RuleKind<PaymentRule> = {
  // With a notice the letter of each stage goes out on its day by itself; without one the receipt is all that there is of it.
  files: ({ notice }) => notice === undefined,
  describe: ({ stages, notice }) =>
    both((say) => ({
      zh: `客户付款：${stages.map(({ name, upToPercent, from, after }) => `${name.zh}付至 ${upToPercent}%（${CONTRACT_DAY[from].zh}后 ${say.length(after)}到期）`).join('；')}${notice ? `；到期前 ${say.length(notice)}书面通知客户` : ''}`,
      en: `the customer pays: ${stages.map(({ name, upToPercent, from, after }) => `${name.en} up to ${upToPercent} %, due ${say.length(after)} after ${CONTRACT_DAY[from].en}`).join('; ')}${notice ? `; the customer is written to ${say.length(notice)} before` : ''}`,
    })),
  // Whoever pays a share later pays better.
  weigh: (old, next) =>
    verdict(
      [...new Set([...old.stages, ...next.stages].map(({ upToPercent }) => upToPercent))].map((percent) =>
        later(stageThatPays(old, percent), stageThatPays(next, percent)),
      ),
    ),
}

/** The stage with which so much of the price is paid. */
const stageThatPays = ({ stages }: PaymentRule, percent: number): PaymentStage | undefined =>
  stages.find(({ upToPercent }) => upToPercent >= percent)

/** Above 0 if the second is due later whatever the days of the contract, below 0 if earlier, NaN if it depends on them. */
const later = (one: PaymentStage | undefined, other: PaymentStage | undefined): number => {
  if (!one || !other) return Number.NaN
  const start = CONTRACT_DAYS.indexOf(other.from) - CONTRACT_DAYS.indexOf(one.from)
  const length = days(other.after) - days(one.after)
  return start * length < 0 ? Number.NaN : start + length
}

export const form: RuleForm<PaymentRule> = {
  keptBy: ['payment by stages', 'shared/contract/payments.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z
        .literal('payment')
        .describe('By when the customer pays how much. It is owed to us, never a breach of ours'),
      stages: z
        .array(
          field.strict({
            id: field.id,
            name: field.text,
            upToPercent: z
              .number()
              .gt(0)
              .max(100)
              .describe('So much of the price is paid by then, with what was paid before. The last stage: 100'),
            from: z.enum(CONTRACT_DAYS).describe('The day of the contract that it counts from'),
            after: field.period.describe('It is due at the end of this period after that day'),
          }),
        )
        .min(1)
        .describe('In the order in which they fall due'),
      notice: field.period
        .exactOptional()
        .describe('So long before a stage is due manager and customer are written to. Left out: nobody is'),
    }),
  once: true,
  problems: (rules) => rules.flatMap(problemsOf),
  inChinese: [
    [/^stage (\S+) is there already$/, '已经有付款阶段 $1'],
    [/^must be more than the (\S+) % of the stage before$/, '要大于前一阶段的 $1%'],
    [/^must be 100: the last stage pays the rest$/, '最后一个阶段要付清：写成 100'],
    [/^falls due before the stage (\S+) that comes before it/, '比排在前面的 $1 还早到期：按到期先后排列'],
  ],
}

/** What is paid must rise to the whole price, and no stage fall due before the one before it. */
const problemsOf = ({ rule: { stages }, path }: Placed<PaymentRule>): PlanProblem[] =>
  stages.flatMap((stage, index) => {
    const before = stages[index - 1]
    const unless = (fits: boolean, key: keyof PaymentStage, message: string): PlanProblem[] =>
      fits ? [] : [{ path: [...path, 'stages', index, key], message }]
    const isFirst = stages.findIndex(({ id }) => id === stage.id) === index
    return [
      ...unless(isFirst, 'id', `stage ${stage.id} is there already`),
      ...unless(
        !before || stage.upToPercent > before.upToPercent,
        'upToPercent',
        `must be more than the ${before?.upToPercent} % of the stage before`,
      ),
      ...unless(
        index < stages.length - 1 || stage.upToPercent === 100,
        'upToPercent',
        'must be 100: the last stage pays the rest',
      ),
      ...unless(
        !before || !(later(before, stage) < 0),
        'after',
        `falls due before the stage ${before?.id} that comes before it: put stages in the order in which they fall due`,
      ),
    ]
  })
