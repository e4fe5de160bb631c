import type { Duration } from '../time/instant.ts'
import type { Plan } from './plan.ts'

// What a plan may say of how promises are looked after, and what holds where it says nothing: plans that were written, and
// repairs that were opened, before there was such data.

/** When people are asked about an open repair that nothing else asks about. */
export interface Attention {
  /** Time of day of the routine question, where the customer is. */
  readonly at: string
  /** On every day, or on working days. */
  readonly days: 'every' | 'working'
  /** The longest silence while the customer has agreed to a later date. */
  readonly silence: Duration
  /** After so many questions without an answer the manager is asked instead. */
  readonly climbAfter: number
}
/** How long a pause that the customer agreed to lasts, unless another end is agreed. */
export interface PauseLimits {
  readonly usual: Duration
  readonly longest: Duration
}
/** What must follow a call that reached nobody, so that the first attempt in time keeps the promise to answer. */
export interface Attempts {
  readonly further: number
  readonly every: Duration
}

export const attentionOf = ({ attention }: Pick<Plan, 'attention'>): Attention => ({
  ...{ at: '09:00', days: 'every', silence: 'P7D', climbAfter: 2 },
  ...attention,
})
export const pauseOf = ({ pause }: Pick<Plan, 'pause'>): PauseLimits => ({
  ...{ usual: 'PT24H', longest: 'P7D' },
  ...pause,
})
export const attemptsOf = ({ attempts }: Pick<Plan, 'attempts'>): Attempts => ({
  ...{ further: 2, every: 'PT30M' },
  ...attempts,
})
/** Within how many working days of lending a loaner the customer is told by when the unit itself is repaired. */
export const loanOf = ({ loan }: Pick<Plan, 'loan'>): { readonly dateWithin: Duration } => ({
  ...{ dateWithin: 'P1D' },
  ...loan,
})
/** Within how long calls of one number that nobody knows are about one fault. */
export const callsOf = ({ calls }: Pick<Plan, 'calls'>): { readonly joinWithin: Duration } => ({
  ...{ joinWithin: 'PT10M' },
  ...calls,
})
