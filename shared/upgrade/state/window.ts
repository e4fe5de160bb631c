import { addDays, type Day, dayOf, isWorkday, local, timeOn, type WorkingTime } from '../../kernel/calendar.ts'
import { earlierOf, fromMs, type Instant, laterOf } from '../../kernel/instant.ts'
import type { EventKind } from '../../plan/rules/kit/event-kind.ts'
import { type CalendarEntry, holdsAt } from '../../schedule/customer-calendar.ts'

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

/** On these days nobody touches their systems, whatever the hour. */
const WHOLE_DAYS: ReadonlySet<EventKind> = new Set(['exam', 'meeting', 'sensitive'])

/**
 * When the customer has no time for an upgrade around a window, each occasion by its name: peak times, exams, meetings and sensitive
 * periods of their calendar; where that names no peak times for the site, the working hours.
 */
export function busyDuring(
  window: Window,
  { entries, site, time }: { entries: readonly CalendarEntry[]; site: string; time: WorkingTime },
): readonly Busy[] {
  const here = entries.filter((entry) => holdsAt(entry, site))
  const days = daysOf(dayOf(window.from, time.timezone), dayOf(window.until, time.timezone))
  const named = here
    .filter(({ kind }) => kind === 'peak' || WHOLE_DAYS.has(kind))
    .flatMap((entry) => days.flatMap((day) => busyOn(day, entry, time.timezone)))
  return here.some(({ kind }) => kind === 'peak') ? named : [...named, ...workingHoursOf(days, time)]
}

function busyOn(day: Day, { from, until, hours, name }: CalendarEntry, timezone: string): readonly Busy[] {
  const isThatDay = day >= from && day <= until && (hours?.weekdays?.includes(weekdayOf(day)) ?? true)
  if (!isThatDay) return []
  const at = (time: string) => fromMs(timeOn(day, time, timezone))
  return [{ name, from: at(hours?.from ?? '00:00'), until: at(hours?.to ?? '24:00') }]
}

const weekdayOf = (day: Day): number => local(`${day}T12:00:00.000Z`, 'UTC').dayOfWeek

const workingHoursOf = (days: readonly Day[], { timezone, workingHours, holidays }: WorkingTime): readonly Busy[] =>
  days
    .filter((day) => isWorkday(day, holidays))
    .flatMap((day) =>
      workingHours.map((hours) => ({
        from: fromMs(timeOn(day, hours.from, timezone)),
        until: fromMs(timeOn(day, hours.to, timezone)),
      })),
    )

const daysOf = (first: Day, last: Day): readonly Day[] => {
  const days: Day[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}
