import type { Duration } from '../../../kernel/instant.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { WARRANTY_END } from './contract-day.ts'
import { EVENT_KIND, EVENT_KINDS, type EventKind, isEventKind } from './event-kind.ts'
import type { Makers, PlanProblem, ProblemWords } from './kind.ts'
import { joined, type Say } from './say.ts'

/** Repairs of a month: what follows them follows the month. */
export const REPAIR = 'repair'

/** When work is due by a day that comes, by what stands on the customer's calendar, or after repairs; one of the first three. */
export interface Occasion {
  /** To be done before the end of the warranty, a day of each year such as `09-01`, or each of a kind on the customer's calendar. */
  readonly before?: string
  /** From the first day of each until its last. */
  readonly during?: EventKind
  /** After each has ended, or after each month in which an engineer repaired something. */
  readonly after?: EventKind | typeof REPAIR
  /** How long before, or after. */
  readonly within?: Duration
  /** To be done so long before it begins; where it is said later than that, before it begins. */
  readonly ahead?: Duration
  /** No key of a plan file: of what is entered only once its days have begun it is not due, for nobody could plan it. */
  readonly unlessBegun?: true
  /** Where the customer's calendar has none in a year: this day of it. */
  readonly otherwise?: string
  /** As long as the warranty or a renewed term lasts. Left out: without end. */
  readonly until?: typeof WARRANTY_END
}

/** Whether it is due by what happens, and not by the contract's own days. */
export const isOccasional = ({ before, during, after }: Occasion): boolean =>
  during !== undefined || after !== undefined || isEventKind(before)

const MONTH_DAY = '(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
const KINDS = EVENT_KINDS.join(', ')
const BEFORE = new RegExp(`^(warrantyEnd|${MONTH_DAY}|${EVENT_KINDS.join('|')})$`)
const DAY_OF_YEAR = new RegExp(`^${MONTH_DAY}$`)

/** The keys of a plan file. */
export const occasionFields = ({ z, field }: Makers) => ({
  before: z
    .string()
    .regex(BEFORE, `must be warrantyEnd, a day such as 09-01, or one of ${KINDS}`)
    .exactOptional()
    .describe('Instead of phases: to be done before this day, or before each of this kind on the customer’s calendar'),
  during: z.enum(EVENT_KINDS).exactOptional().describe('Instead of phases: while each of this kind lasts'),
  after: z
    .enum([...EVENT_KINDS, REPAIR])
    .exactOptional()
    .describe('Instead of phases: after each of this kind, or (repair) after each month in which one was repaired'),
  within: field.period.exactOptional().describe('With `before` and `after`: within so long before or after it'),
  ahead: field.period
    .exactOptional()
    .describe('With `before` one of the customer’s calendar: so long before it begins. Left out: by the day before'),
  otherwise: z
    .string()
    .regex(DAY_OF_YEAR, 'must be a day such as 09-01')
    .exactOptional()
    .describe('With `before` one of the customer’s calendar: this day of each year in which there is none'),
})
export const untilField = ({ z }: Makers) =>
  z.literal(WARRANTY_END).exactOptional().describe('As long as warranty or a renewed term lasts. Left out: no end')

export const OCCASIONS = ['before', 'during', 'after'] as const

/** What of it contradicts itself, where it is due by one. */
export function occasionProblems(occasion: Occasion, of: string): readonly PlanProblem[] {
  const { before, during, after, within, ahead, otherwise, until } = occasion
  const at = (key: string, message: string): PlanProblem => ({ path: [key], message })
  const isOfKind = isEventKind(before)
  return [
    ...(during === undefined && within === undefined ? [at('within', 'is missing: how long before or after')] : []),
    ...(during !== undefined && within !== undefined ? [at('within', 'says nothing of what lasts: leave it out')] : []),
    ...(ahead !== undefined && !isOfKind ? [at('ahead', 'needs before, and one of the customer’s calendar')] : []),
    ...(otherwise !== undefined && !isOfKind
      ? [at('otherwise', 'needs before, and one of the customer’s calendar')]
      : []),
    ...(until !== undefined && !isOccasional(occasion) ? [at('until', 'needs one of the customer’s calendar')] : []),
    ...(after === REPAIR && of !== 'contract'
      ? [at('after', 'repair is of the contract: its call-back asks about all sites')]
      : []),
  ]
}

export const OCCASION_IN_CHINESE: readonly ProblemWords[] = [
  [/^must be warrantyEnd, a day such as 09-01, or one of (.+)$/, '要写 warrantyEnd、09-01 这样的日期，或 $1 之一'],
  [/^must be a day such as 09-01$/, '要写 09-01 这样的日期'],
  [/^is missing: how long before or after$/, '没有填写：之前或之后多久内'],
  [/^says nothing of what lasts: leave it out$/, '写了 during，就不用写这一项'],
  [/^needs before, and one of the customer’s calendar$/, '要和 before 一起用，before 写客户日历上的一种'],
  [/^needs one of the customer’s calendar$/, '只用于客户日历上的事'],
  [/^repair is of the contract: its call-back asks about all sites$/, 'repair 要配 of: contract：一次回访问到所有地点'],
]

/** In words; undefined: it is due by a day of the contract or of the year. */
export function occasionWords(occasion: Occasion, say: Say): Text | undefined {
  const { before, during, after, within, ahead, otherwise, until } = occasion
  const length = within === undefined ? '' : say.length(within)
  const end = until && text('质保期内', 'while in warranty')
  if (after === REPAIR)
    return joined([text(`有报修修好的月份，之后 ${length}内`, `within ${length} of each month with a repair`), end])
  if (after) {
    const { zh, en } = EVENT_KIND[after]
    return joined([
      text(`客户日历上每次${zh}后 ${length}内`, `within ${length} after each ${en} of the customer’s`),
      end,
    ])
  }
  if (during) {
    const { zh, en } = EVENT_KIND[during]
    return joined([text(`客户日历上每次${zh}期间`, `during each ${en} of the customer’s`), end])
  }
  if (!isEventKind(before)) return undefined
  const { zh, en } = EVENT_KIND[before]
  return joined([
    ahead === undefined
      ? text(`客户日历上每次${zh}前 ${length}内`, `within ${length} before each ${en} of the customer’s`)
      : text(
          `客户日历上每次${zh}开始前 ${say.length(ahead)}`,
          `${say.length(ahead)} before each ${en} of the customer’s begins`,
        ),
    otherwise !== undefined && text(`当年日历上没有的按 ${otherwise}`, `${otherwise} in a year without one`),
    end,
  ])
}
