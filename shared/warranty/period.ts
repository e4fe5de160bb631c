import { Temporal } from 'temporal-polyfill'
import type { Day } from '../calendar/calendar.ts'
import { startOfDay } from '../calendar/calendar.ts'
import { endOfPeriod } from '../plan/deadline.ts'
import type { Plan } from '../plan/plan.ts'
import type { Duration } from '../time/instant.ts'

/** What a warranty needs to know of a plan. */
export type Promises = Pick<Plan, 'rules' | 'workingHours' | 'holidays'>

/** Last day of a period; `movedFrom` is the rest day on which it would have ended. */
export interface Ending {
  readonly day: Day
  readonly movedFrom?: Day
}

/** The end of a period of days, months or years that begins the day after `day` (Civil Code, articles 200–204). */
export function endAfter(plan: Promises, day: Day, length: Duration, timezone: string): Ending {
  const term = { limit: length, window: '7x24' } as const
  const { workingHours, holidays } = plan
  const schedule = { timezone, workingHours, ...(holidays && { holidays }) }
  const { lastDay, movedFrom } = endOfPeriod(term, startOfDay(day, timezone), schedule)
  return { day: lastDay, ...(movedFrom && { movedFrom }) }
}

/** Whole days from one day to a later one. */
export const daysBetween = (from: Day, to: Day): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days
