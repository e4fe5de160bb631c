import { Temporal } from 'temporal-polyfill'
import type { Day } from '../kernel/calendar.ts'
import type { Plan } from '../plan/plan.ts'

/** What a warranty needs to know of a plan. */
export type Promises = Pick<Plan, 'rules' | 'workingHours' | 'holidays'>

/** Whole days from one day to a later one. */
export const daysBetween = (from: Day, to: Day): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days
