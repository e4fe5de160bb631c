import { addDays, type Day, dayOf, type HolidayCalendar, isWorkday, local, timeOn } from '../kernel/calendar.ts'
import { fromMs, type Instant } from '../kernel/instant.ts'

// When people are asked about what is due by the day: at one time of day, on working days. Nobody is woken for a paper.

/** Working hours are the plan's; these are when a message disturbs nobody. */
const DAY_BEGINS = '08:00'
const DAY_ENDS = '20:00'
/** The latest time of asking, whatever a plan says. */
const LAST_ASKED = '19:59'

/** Where and when people are asked. */
export interface AskingHours {
  readonly timezone: string
  /** Time of day at which people are asked, on working days. */
  readonly askAt: string
  readonly holidays?: HolidayCalendar
}

/** By day, and on a working day: what nobody could ask at its time, after a standstill, may be asked then as well. */
export function mayBeAskedAt({ timezone, holidays }: AskingHours, instant: Instant): boolean {
  const time = local(instant, timezone).toPlainTime().toString()
  return time >= DAY_BEGINS && time < DAY_ENDS && isWorkday(dayOf(instant, timezone), holidays)
}

/** The first time of asking at an instant or after it. */
export function askingFrom(hours: AskingHours, instant: Instant): Instant {
  const day = dayOf(instant, hours.timezone)
  const first = askingOn(hours, workdayFrom(hours, day, 1))
  return first >= instant ? first : askingOn(hours, workdayFrom(hours, addDays(day, 1), 1))
}

/** The last time of asking before an instant. */
export function askingBefore(hours: AskingHours, instant: Instant): Instant {
  const day = dayOf(instant, hours.timezone)
  const last = askingOn(hours, workdayFrom(hours, day, -1))
  return last < instant ? last : askingOn(hours, workdayFrom(hours, addDays(day, -1), -1))
}

/** The first time of asking so many days later, or after that. */
export const askingAfter = (hours: AskingHours, instant: Instant, days: number): Instant =>
  askingFrom(hours, askingOn(hours, addDays(dayOf(instant, hours.timezone), days)))

/** A plan that names an hour of the night means the nearest of the day. */
function askingOn({ askAt, timezone }: AskingHours, day: Day): Instant {
  const time = askAt < DAY_BEGINS ? DAY_BEGINS : askAt < DAY_ENDS ? askAt : LAST_ASKED
  return fromMs(timeOn(day, time, timezone))
}

function workdayFrom({ holidays }: AskingHours, from: Day, step: 1 | -1): Day {
  let day = from
  while (!isWorkday(day, holidays)) day = addDays(day, step)
  return day
}
