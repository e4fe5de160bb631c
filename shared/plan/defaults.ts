import type { Duration } from '../kernel/instant.ts'
import type { Attempts, Attention, PauseLimits, Plan } from './plan.ts'

// What a plan may say of how promises are looked after, and what holds where it says nothing: plans that were written, and
// repairs that were opened, before there was such data.

export const attentionOf = ({ attention }: Pick<Plan, 'attention'>): Attention => ({
  ...{ at: '09:00', days: 'every', silence: 'P7D', climbAfter: 2, beforeVisit: 'PT1H', afterVisit: 'PT15M' },
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
