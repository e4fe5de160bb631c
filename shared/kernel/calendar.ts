// The library's data, not its functions: those read dates in the zone of the process and err west of Greenwich.
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { Temporal } from 'temporal-polyfill'
import type { Instant } from './instant.ts'
import { fromMs, later, millisBetween, toMs } from './instant.ts'
import { remembered } from './remembered.ts'

/** When time counts: around the clock, in working hours (5×8), or in whole working days. */
export type Window = '7x24' | '5x8'

/** Which days are holidays: the Chinese statutory calendar with its make-up workdays, or plain weeks. */
export const HOLIDAY_CALENDARS = ['CN', 'none'] as const
export type HolidayCalendar = (typeof HOLIDAY_CALENDARS)[number]

/** The customer's zone where nothing better is known. */
export const DEFAULT_TIMEZONE = 'Asia/Shanghai'

/** A calendar day, `2026-10-10`. Sorts as text. */
export type Day = string

/** When the people of a plan work, in the customer's zone. Hours are `HH:MM`, in order; `24:00` ends a day. */
export interface WorkingTime {
  readonly timezone: string
  readonly workingHours: readonly { readonly from: string; readonly to: string }[]
  /** Absent: CN. */
  readonly holidays?: HolidayCalendar
}

const holidays: Readonly<Record<Day, string>> = published.holidays
const makeUpWorkdays: Readonly<Record<Day, string>> = published.workdays

/**
 * Whether the statutory holidays of that year are known. A year counts once its National Day is listed: a notice for one
 * year can name days of the next, which says nothing about the rest of it. A calendar without holidays knows every year.
 */
export const knowsYear = (year: number, calendar: HolidayCalendar = 'CN'): boolean =>
  calendar === 'none' || `${year}-10-01` in holidays

/**
 * Working day by the Chinese calendar, make-up workdays (调休) included; in a year not known, and by a calendar without
 * holidays: any Monday to Friday.
 */
export const isWorkday = (day: Day, calendar: HolidayCalendar = 'CN'): boolean => {
  const isWeekday = weekdayOf(day) <= 5
  return calendar === 'none' ? isWeekday : day in makeUpWorkdays || (isWeekday && !(day in holidays))
}

// Reading a day and finding a zone's clock are the slow part, and the same few days and instants are met again and again.
const weekdays = new Map<Day, number>()
const numbers = new Map<Day, number>()
const days = new Map<string, Day>()
const locals = new Map<string, Temporal.ZonedDateTime>()
const times = new Map<string, number>()
const starts = new Map<string, Instant>()

/** Monday is 1. */
export const weekdayOf = (day: Day): number => remembered(weekdays, day, () => Temporal.PlainDate.from(day).dayOfWeek)

/** The local day on which an instant falls. */
export const dayOf = (instant: Instant, timezone: string): Day =>
  remembered(days, `${instant} ${timezone}`, () => local(instant, timezone).toPlainDate().toString())

export const local = (instant: Instant, timezone: string): Temporal.ZonedDateTime =>
  remembered(locals, `${instant} ${timezone}`, () => Temporal.Instant.from(instant).toZonedDateTimeISO(timezone))

const DAY_MS = 24 * 3_600_000

/** In milliseconds, as if it were one of UTC. */
const numberOf = (day: Day): number =>
  remembered(numbers, day, () => Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds)

const plusDays = (day: Day, days: number): Day => fromMs(numberOf(day) + days * DAY_MS).slice(0, 10)
/** Most ask for the day after. */
const nextDays = new Map<Day, Day>()

export const addDays = (day: Day, days: number): Day =>
  days === 1 ? remembered(nextDays, day, () => plusDays(day, 1)) : plusDays(day, days)

/** Whether there is such a day, written like that. */
export const isDay = (written: string | undefined): boolean => {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(written ?? '')) return false
  const [year = 0, month = 0, day = 0] = (written ?? '').split('-').map(Number)
  if (month < 1 || month > 12 || day < 1) return false
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' }).toString() === written
}

/** The same day so many years later; of the 29th of February the 28th. */
export const yearsAfter = (day: Day, years: number): Day => Temporal.PlainDate.from(day).add({ years }).toString()

/** 00:00 local; where summer time skips midnight, the first instant of the day. */
export const startOfDay = (day: Day, timezone: string): Instant =>
  remembered(starts, `${day} ${timezone}`, () =>
    fromMs(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: timezone }).epochMilliseconds),
  )

/** When work ends on a working day. */
export const closeOfBusiness = (day: Day, workingTime: WorkingTime): Instant => fromMs(lastOpening(day, workingTime).to)

/** Time that counts between two instants, in milliseconds; 0 if `to` is not after `from`. */
export const countedTime = (from: Instant, to: Instant, window: Window, workingTime: WorkingTime): number => {
  if (to <= from) return 0
  if (window === '7x24') return millisBetween(from, to)
  const [start, end] = [toMs(from), toMs(to)]
  const lastDay = dayOf(to, workingTime.timezone)
  let sum = 0
  for (let day = dayOf(from, workingTime.timezone); day <= lastDay; day = addDays(day, 1)) {
    for (const opening of openings(day, workingTime)) {
      sum += Math.max(0, Math.min(end, opening.to) - Math.max(start, opening.from))
    }
  }
  return sum
}

/** Whether work goes on at this instant; at the end of a working window it does no more. */
export const isWorkingTime = (at: Instant, workingTime: WorkingTime): boolean =>
  countedTime(at, later(at, 1), '5x8', workingTime) > 0

/**
 * The first instant by which `ms` of counted time have passed since `from`. Outside working hours counting begins at the
 * next opening; what ends with a working window ends there (12:00), not at the next opening (13:00).
 * Throws RangeError for working time without hours.
 */
export const after = (from: Instant, ms: number, window: Window, workingTime: WorkingTime): Instant => {
  if (window === '7x24' || ms <= 0) return later(from, Math.max(0, ms))
  if (workingTime.workingHours.length === 0) throw new RangeError('working time needs hours')
  const start = toMs(from)
  let left = ms
  for (let day = dayOf(from, workingTime.timezone); ; day = addDays(day, 1)) {
    for (const opening of openings(day, workingTime)) {
      const begin = Math.max(start, opening.from)
      if (opening.to - begin >= left) return fromMs(begin + left)
      left -= Math.max(0, opening.to - begin)
    }
  }
}

interface Opening {
  readonly from: number
  readonly to: number
}

const known = new Map<string, readonly Opening[]>()

const openings = (day: Day, workingTime: WorkingTime): readonly Opening[] => {
  const { timezone, workingHours, holidays: calendar = 'CN' } = workingTime
  const key = `${day} ${timezone} ${calendar} ${workingHours.map(({ from, to }) => from + to).join()}`
  return remembered(known, key, () => (isWorkday(day, calendar) ? hoursOn(day, workingTime) : []))
}

const hoursOn = (day: Day, { timezone, workingHours }: WorkingTime): readonly Opening[] =>
  workingHours.map(({ from, to }) => ({ from: timeOn(day, from, timezone), to: timeOn(day, to, timezone) }))

/** A time of day (`09:00`, `24:00`) on a day, in milliseconds; where the clock skips it, the instant after the gap. */
export const timeOn = (day: Day, time: string, timezone: string): number =>
  time === '24:00'
    ? toMs(startOfDay(addDays(day, 1), timezone))
    : remembered(
        times,
        `${day} ${time} ${timezone}`,
        () => Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timezone).epochMilliseconds,
      )

const lastOpening = (day: Day, workingTime: WorkingTime): Opening => {
  const last = hoursOn(day, workingTime).at(-1)
  if (!last) throw new RangeError('working time needs hours')
  return last
}
