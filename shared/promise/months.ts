import { startOfDay } from '../kernel/calendar.ts'
import { type Instant, later } from '../kernel/instant.ts'
import { monthNumber, numberedMonth } from '../kernel/month.ts'
import type { Month } from './obligation.ts'

/** The first and the last of some months on end. */
export interface Months {
  readonly first: Month
  readonly last: Month
}

/** Every month from the first to the last. */
export function monthsOf({ first, last }: Months): readonly Month[] {
  const begin = monthNumber(first)
  return Array.from({ length: Math.max(0, monthNumber(last) - begin + 1) }, (_, index) => numberedMonth(begin + index))
}

/** No zone is further from UTC. */
const ZONE_MS = 14 * 3_600_000

/** A month begins and ends where the customer is, so it is asked for with a margin. */
export const aroundMonths = ({ first, last }: Months): { readonly from: Instant; readonly to: Instant } => ({
  from: later(startOfDay(`${first}-01`, 'UTC'), -ZONE_MS),
  to: later(startOfDay(`${numberedMonth(monthNumber(last) + 1)}-01`, 'UTC'), ZONE_MS),
})
