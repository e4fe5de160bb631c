import { Temporal } from 'temporal-polyfill'
import type { Day, HolidayCalendar, Window, WorkingTime } from './calendar.ts'
import { addDays, after, closeOfBusiness, countedTime, dayOf, isWorkday, knowsYear, startOfDay } from './calendar.ts'
import type { Duration, Instant } from './instant.ts'
import { durationMs, later } from './instant.ts'
import { remembered } from './remembered.ts'

/** A stretch of time; no `to`: it lasts. */
export interface Stretch {
  readonly from: Instant
  readonly to?: Instant
}

/** How much time a clause gives: a limit in force and the window in which it counts. */
export interface Allowance {
  readonly limit: Duration
  readonly window: Window
}

/** A pause that moved a clock, and the due instant that followed. */
export interface Shift {
  readonly from: Instant
  readonly to: Instant
  readonly dueAt: Instant
}

/**
 * When a clock is due. Hours and minutes are elapsed time within the window; days, months and years are periods of the
 * Civil Code (see `endOfPeriod`). Every closed pause that began before the then-due instant moves it by the counted time
 * the pause covered; a pause still open moves nothing yet.
 * `unknownYears`: years whose holidays matter to the result and are not published.
 * Throws RangeError for a limit that mixes days and hours.
 */
export const deadline = (
  term: Allowance,
  startedAt: Instant,
  pauses: readonly Stretch[],
  workingTime: WorkingTime,
): { dueAt: Instant; unknownYears: number[] } => {
  const planned = unpausedDue(term, startedAt, workingTime)
  const dueAt = shifts(planned, startedAt, term.window, pauses, workingTime).at(-1)?.dueAt ?? planned
  return { dueAt, unknownYears: unknownYears(term, startedAt, dueAt, workingTime) }
}

/**
 * When this share (0 to 1) of a clock's counted time has run, closed pauses left out. Share 1 is the due instant.
 */
export const instantAtShare = (
  term: Allowance,
  startedAt: Instant,
  pauses: readonly Stretch[],
  workingTime: WorkingTime,
  share: number,
): Instant => {
  const { window } = term
  const whole = countedTime(startedAt, unpausedDue(term, startedAt, workingTime), window, workingTime)
  const planned = after(startedAt, Math.round(share * whole), window, workingTime)
  return shifts(planned, startedAt, window, pauses, workingTime).at(-1)?.dueAt ?? planned
}

/** The due instant if nothing ever paused the clock. */
export const unpausedDue = (term: Allowance, startedAt: Instant, workingTime: WorkingTime): Instant => {
  if (!isPeriod(term.limit)) return after(startedAt, durationMs(term.limit), term.window, workingTime)
  const { lastDay } = endOfPeriod(term, startedAt, workingTime)
  return term.window === '5x8'
    ? closeOfBusiness(lastDay, workingTime)
    : startOfDay(addDays(lastDay, 1), workingTime.timezone)
}

/** What each closed pause did to a clock, in order. Pauses that overlap or touch are one; those before the start do not count. */
export const shifts = (
  plannedDueAt: Instant,
  startedAt: Instant,
  window: Window,
  pauses: readonly Stretch[],
  workingTime: WorkingTime,
): Shift[] => {
  const moved: Shift[] = []
  let dueAt = plannedDueAt
  for (const { from, to } of closedStretches(pauses, startedAt)) {
    if (from >= dueAt) break
    dueAt = after(dueAt, countedTime(from, to, window, workingTime), window, workingTime)
    moved.push({ from, to, dueAt })
  }
  return moved
}

/** Whether a limit is counted in days, months or years. Throws RangeError when it mixes them with hours. */
export const isPeriod = (limit: Duration): boolean => {
  const { years, months, weeks, days, hours, minutes, seconds } = Temporal.Duration.from(limit)
  const dated = years + months + weeks + days > 0
  if (dated && hours + minutes + seconds > 0) throw new RangeError(`${limit} mixes days and hours`)
  return dated
}

/**
 * The last day of a period (Civil Code, articles 200–204). The first day is not counted; months and years end on the
 * corresponding day, or on the last day of a month that has none. Days with window `5x8` count working days; any other
 * period that would end on a rest day goes on to the day after the rest: `movedFrom` is the day it would have been.
 */
export const endOfPeriod = (
  { limit, window }: Allowance,
  startedAt: Instant,
  { timezone, holidays }: WorkingTime,
): LastDay => {
  const first = dayOf(startedAt, timezone)
  // Contracts are looked at all the time, and count the same few periods from the same few days.
  return remembered(periods, `${first} ${limit} ${window} ${holidays}`, () =>
    lastDayAfter(first, Temporal.Duration.from(limit), window, holidays),
  )
}
const periods = new Map<string, LastDay>()

interface LastDay {
  readonly lastDay: Day
  readonly movedFrom?: Day
}

/** The same from day to day, wherever that is. */
export const lastDayAfter = (
  first: Day,
  { years, months, weeks, days }: Pick<Temporal.Duration, 'years' | 'months' | 'weeks' | 'days'>,
  window: Window,
  holidays: HolidayCalendar | undefined,
): LastDay => {
  if (window === '5x8' && years + months + weeks === 0) return { lastDay: nthWorkdayAfter(first, days, holidays) }
  const nominal = Temporal.PlainDate.from(first).add({ years, months, weeks, days }).toString()
  if (isWorkday(nominal, holidays)) return { lastDay: nominal }
  return { lastDay: nthWorkdayAfter(nominal, 1, holidays), movedFrom: nominal }
}

const nthWorkdayAfter = (first: Day, count: number, holidays: HolidayCalendar | undefined): Day => {
  let day = first
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkday(day, holidays)) left -= 1
  }
  return day
}

const closedStretches = (pauses: readonly Stretch[], startedAt: Instant): { from: Instant; to: Instant }[] => {
  const closed = pauses
    .flatMap(({ from, to }) => (to === undefined ? [] : [{ from: from < startedAt ? startedAt : from, to }]))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
  const joined: { from: Instant; to: Instant }[] = []
  for (const next of closed) {
    const last = joined.at(-1)
    if (last && next.from <= last.to) last.to = next.to > last.to ? next.to : last.to
    else joined.push(next)
  }
  return joined
}

const unknownYears = (term: Allowance, startedAt: Instant, dueAt: Instant, workingTime: WorkingTime): number[] => {
  const stretch = daysThatMatter(term, startedAt, dueAt, workingTime)
  if (!stretch) return []
  const years: number[] = []
  for (let year = yearOf(stretch.from); year <= yearOf(stretch.to); year += 1)
    if (!knowsYear(year, workingTime.holidays)) years.push(year)
  return years
}

/** The days on which a holiday more or less would change the result; none for time around the clock. */
const daysThatMatter = (
  term: Allowance,
  startedAt: Instant,
  dueAt: Instant,
  workingTime: WorkingTime,
): { from: Day; to: Day } | undefined => {
  if (term.window === '5x8')
    return { from: dayOf(startedAt, workingTime.timezone), to: dayOf(dueAt, workingTime.timezone) }
  if (!isPeriod(term.limit)) return undefined
  const { lastDay, movedFrom } = endOfPeriod(term, startedAt, workingTime)
  return { from: movedFrom ?? lastDay, to: lastDay }
}

const yearOf = (day: Day): number => Number(day.slice(0, 4))

/** Last day of a period; `movedFrom` is the rest day on which it would have ended. */
export interface Ending {
  readonly day: Day
  readonly movedFrom?: Day
}

/** The end of a period of days, months or years that begins the day after `day` (Civil Code, articles 200–204). */
export function endAfter(hours: Omit<WorkingTime, 'timezone'>, day: Day, length: Duration, timezone: string): Ending {
  const term = { limit: length, window: '7x24' } as const
  const { lastDay, movedFrom } = endOfPeriod(term, startOfDay(day, timezone), { ...hours, timezone })
  return { day: lastDay, ...(movedFrom && { movedFrom }) }
}

/** A day ends at its 24:00: a text that names the next day's 00:00 is read wrong. */
export const lastMinuteOf = (due: Instant, timezone: string): Instant =>
  startOfDay(dayOf(due, timezone), timezone) === due ? later(due, -60_000) : due
