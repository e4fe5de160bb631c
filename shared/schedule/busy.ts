import { addDays, type Day, dayOf, local, timeOn } from '../kernel/calendar.ts'
import { fromMs, type Instant } from '../kernel/instant.ts'
import type { EventKind } from '../plan/rules/kit/event-kind.ts'
import { type CalendarEntry, holdsAt } from './customer-calendar.ts'

/** From when to when something is to be done at the customer's. */
export interface Window {
  readonly from: Instant
  readonly until: Instant
}

/** When the customer has no time for it, and what they call that; without a name, their working hours. */
export interface Busy extends Window {
  readonly name?: string
}

/** On these days nobody touches their systems, whatever the hour. */
const WHOLE_DAYS: ReadonlySet<EventKind> = new Set(['exam', 'meeting', 'sensitive'])

interface Said {
  readonly entries: readonly CalendarEntry[]
  readonly site?: string | undefined
  readonly timezone: string
}

/** What their calendar says around a window: peak times, exams, meetings and sensitive periods, each by its name. */
export function busyByCalendar(window: Window, { entries, site, timezone }: Said): readonly Busy[] {
  const days = daysOf(window, timezone)
  return entries
    .filter((entry) => holdsAt(entry, site) && (entry.kind === 'peak' || WHOLE_DAYS.has(entry.kind)))
    .flatMap((entry) => days.flatMap((day) => busyOn(day, entry, timezone)))
}

/** Whether any of it falls into such a time; that it begins as the other ends is no touch. */
export const isBusyIn = (window: Window, said: Said): boolean =>
  busyByCalendar(window, said).some((one) => one.from < window.until && window.from < one.until)

function busyOn(day: Day, { from, until, hours, name }: CalendarEntry, timezone: string): readonly Busy[] {
  const isThatDay = day >= from && day <= until && (hours?.weekdays?.includes(weekdayOf(day)) ?? true)
  if (!isThatDay) return []
  const at = (time: string) => fromMs(timeOn(day, time, timezone))
  return [{ name, from: at(hours?.from ?? '00:00'), until: at(hours?.to ?? '24:00') }]
}

const weekdayOf = (day: Day): number => local(`${day}T12:00:00.000Z`, 'UTC').dayOfWeek

/** The days that it touches, where the customer is. */
export const daysOf = ({ from, until }: Window, timezone: string): readonly Day[] => {
  const last = dayOf(until, timezone)
  const days: Day[] = []
  for (let day = dayOf(from, timezone); day <= last; day = addDays(day, 1)) days.push(day)
  return days
}
