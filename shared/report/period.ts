import { Temporal } from 'temporal-polyfill'
import { dayOf, startOfDay } from '../kernel/calendar.ts'
import type { Duration, Instant } from '../kernel/instant.ts'
import { isEvery, type RecurringRule } from '../plan/rules/recurring.ts'
import type { Span } from './availability.ts'

/** Nobody reads statistics of more at once. */
const LONGEST = Temporal.Duration.from('P1Y')
/** Of what does not come again and again. */
const USUAL: Duration = 'P3M'

/** What a report counts: the time from one such work to the next, up to when it was done; a year at most. */
export function periodOf(
  rule: Pick<RecurringRule, 'phases' | 'before'> | undefined,
  doneAt: Instant,
  timezone: string,
): Span {
  const every = rule?.before === undefined ? rule?.phases?.findLast(isEvery)?.every : LONGEST.toString()
  const length = Temporal.Duration.from(every ?? USUAL)
  const day = Temporal.PlainDate.from(dayOf(doneAt, timezone))
  const [from, earliest] = [day.subtract(length), day.subtract(LONGEST)]
  const first = Temporal.PlainDate.compare(from, earliest) < 0 ? earliest : from
  return { from: startOfDay(first.toString(), timezone), to: doneAt }
}
