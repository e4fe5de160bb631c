import { addDays, type Day, dayOf, isWorkday, timeOn, type WorkingTime } from '../kernel/calendar.ts'
import { earlierOf, fromMs, type Instant, laterOf } from '../kernel/instant.ts'

/** From when to when an upgrade is to run. */
export interface Window {
  readonly from: Instant
  readonly until: Instant
}

/** When the customer has no time for it, and what they call that; without a name, their working hours. */
export interface Busy extends Window {
  readonly name?: string
}

/** So many are named: whoever reads them looks for another night. */
const MOST_NAMED = 5

/** What of the customer's peak hours a window touches, the earliest first; that it begins as the other ends is no touch. */
export const peaksIn = ({ from, until }: Window, busy: readonly Busy[]): readonly Busy[] =>
  busy
    .filter((one) => one.from < until && from < one.until)
    .map((one) => ({ ...one, from: laterOf(one.from, from), until: earlierOf(one.until, until) }))
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
    .slice(0, MOST_NAMED)

/** The working hours that a window meets: what counts as peak where the customer's calendar says nothing. */
export function workingHoursIn({ from, until }: Window, time: WorkingTime): readonly Busy[] {
  const { timezone, workingHours, holidays } = time
  return daysOf(dayOf(from, timezone), dayOf(until, timezone))
    .filter((day) => isWorkday(day, holidays))
    .flatMap((day) =>
      workingHours.map((hours) => ({
        from: fromMs(timeOn(day, hours.from, timezone)),
        until: fromMs(timeOn(day, hours.to, timezone)),
      })),
    )
}

const daysOf = (first: Day, last: Day): readonly Day[] => {
  const days: Day[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}
