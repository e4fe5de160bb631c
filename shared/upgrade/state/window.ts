import { type Day, isWorkday, timeOn, type WorkingTime } from '../../kernel/calendar.ts'
import { earlierOf, fromMs, laterOf } from '../../kernel/instant.ts'
import { type Busy, busyByCalendar, daysOf, type Window } from '../../schedule/busy.ts'
import { type CalendarEntry, holdsAt } from '../../schedule/customer-calendar.ts'

export type { Busy, Window } from '../../schedule/busy.ts'

/** So many are named: whoever reads them looks for another night. */
const MOST_NAMED = 5

/** What of the customer's peak hours a window touches, the earliest first; that it begins as the other ends is no touch. */
export const peaksIn = ({ from, until }: Window, busy: readonly Busy[]): readonly Busy[] =>
  busy
    .filter((one) => one.from < until && from < one.until)
    .map((one) => ({ ...one, from: laterOf(one.from, from), until: earlierOf(one.until, until) }))
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
    .slice(0, MOST_NAMED)

/**
 * When the customer has no time for an upgrade around a window, each occasion by its name: peak times, exams, meetings and sensitive
 * periods of their calendar; where that names no peak times for the site, the working hours.
 */
export function busyDuring(
  window: Window,
  { entries, site, time }: { entries: readonly CalendarEntry[]; site: string; time: WorkingTime },
): readonly Busy[] {
  const named = busyByCalendar(window, { entries, site, timezone: time.timezone })
  const hasPeaks = entries.some((entry) => entry.kind === 'peak' && holdsAt(entry, site))
  return hasPeaks ? named : [...named, ...workingHoursOf(daysOf(window, time.timezone), time)]
}

const workingHoursOf = (days: readonly Day[], { timezone, workingHours, holidays }: WorkingTime): readonly Busy[] =>
  days
    .filter((day) => isWorkday(day, holidays))
    .flatMap((day) =>
      workingHours.map((hours) => ({
        from: fromMs(timeOn(day, hours.from, timezone)),
        until: fromMs(timeOn(day, hours.to, timezone)),
      })),
    )
