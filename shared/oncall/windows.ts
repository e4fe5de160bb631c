import type { DutyRule, Tier } from '../directory/rota.ts'
import { addDays, type Day, dayOf, isWorkday, timeOn, weekdayOf } from '../kernel/calendar.ts'
import type { DutyDay } from '../kernel/duty-days.ts'
import { fromMs, type Instant } from '../kernel/instant.ts'

// When a rule of a tier holds: on the days that it names, from a time of day to another, as the wall clock of the roster shows it.

interface Window {
  readonly from: Instant
  readonly to: Instant
}

/** The rule that says who takes turns at an instant; none: the tier's own rotation. */
export const ruleAt = ({ rules }: Pick<Tier, 'rules'>, timezone: string, at: Instant): DutyRule | undefined =>
  rules?.find((rule) => windowAt(rule, timezone, at))

/** That time of a rule in which an instant lies: one that began today, or yesterday and goes over midnight. */
export const windowAt = (rule: DutyRule, timezone: string, at: Instant): Window | undefined => {
  const today = dayOf(at, timezone)
  return [today, addDays(today, -1)]
    .flatMap((day) => windowOn(rule, timezone, day))
    .find(({ from, to }) => from <= at && at < to)
}

/** Every time of a rule that has a part between two instants. */
export const windowsIn = (rule: DutyRule, timezone: string, from: Instant, to: Instant): readonly Window[] => {
  const found: Window[] = []
  const last = dayOf(to, timezone)
  for (let day = addDays(dayOf(from, timezone), -1); day <= last; day = addDays(day, 1))
    found.push(...windowOn(rule, timezone, day).filter((window) => window.from < to && from < window.to))
  return found
}

/** The time that begins on a day. */
const windowOn = ({ days, from = '00:00', to = '24:00' }: DutyRule, timezone: string, day: Day): readonly Window[] => {
  if (days && !days.some((one) => isDutyDay(one, day))) return []
  const lastDay = to > from ? day : addDays(day, 1)
  return [{ from: fromMs(timeOn(day, from, timezone)), to: fromMs(timeOn(lastDay, to, timezone)) }]
}

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Whether a day is one that is named so. */
const isDutyDay = (named: DutyDay, day: Day): boolean => {
  if (named === 'workday') return isWorkday(day)
  if (named === 'dayOff') return !isWorkday(day)
  return WEEK[weekdayOf(day) - 1] === named
}
