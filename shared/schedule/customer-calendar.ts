import type { Actor } from '../kernel/actor.ts'
import { type Day, local } from '../kernel/calendar.ts'
import type { Instant } from '../kernel/instant.ts'
import type { EventKind } from '../plan/rules/kit/event-kind.ts'

/** What a customer has to say of their days: an exam, a meeting, a change of their systems, the hours in which nothing may be touched. */
export interface Happening {
  readonly kind: EventKind
  readonly name: string
  /** Where it holds; absent: everywhere. */
  readonly site?: string
  /** First and last day, where the customer is. */
  readonly from: Day
  readonly until: Day
  /** Of these days only these hours, on these days of the week (1: Monday). Absent: all of them. */
  readonly hours?: Hours
}
export interface Hours {
  readonly from: string
  readonly to: string
  readonly weekdays?: readonly number[]
}

/** An entry of a customer's calendar. */
export interface CalendarEntry extends Happening {
  /** `e7`: by it, promises that follow from the entry are named for good, whenever it moves. */
  readonly id: string
  /** Its days as they were said, the first first; the last are `from` and `until`. */
  readonly days: readonly SaidDays[]
  /** Who entered it: contacts take back what is theirs. */
  readonly by: Actor
}
export interface SaidDays {
  readonly at: Instant
  readonly from: Day
  readonly until: Day
}

/** One line of a customer's calendar record: nothing takes it out again. */
export type CalendarEvent = {
  readonly seq: number
  readonly at: Instant
  readonly by: Actor
  readonly reason: string
  /** Which entry. */
  readonly id: string
} & (
  | { readonly type: 'entered' | 'changed'; readonly happening: Happening }
  | { readonly type: 'withdrawn'; readonly was: Happening }
)

/** A customer's calendar as it stands: a fold of its record. */
export interface CustomerCalendar {
  /** How many changes there were: the condition of the next. */
  readonly version: number
  readonly entries: readonly CalendarEntry[]
}
export const EMPTY_CALENDAR: CustomerCalendar = { version: 0, entries: [] }

/** Whether an entry holds at a site; without one, anywhere. */
export const holdsAt = ({ site }: Happening, at: string | undefined): boolean =>
  site === undefined || at === undefined || site === at

/** Entries of a kind that are on at an instant, such as the customer's peak hours. */
export const happeningAt = (
  entries: readonly CalendarEntry[],
  kind: EventKind,
  { at, site, timezone }: { readonly at: Instant; readonly site?: string; readonly timezone: string },
): readonly CalendarEntry[] => {
  const time = local(at, timezone)
  const [day, clock] = [time.toPlainDate().toString(), time.toPlainTime().toString().slice(0, 5)]
  return entries.filter((entry) => {
    const { from, until, hours } = entry
    if (entry.kind !== kind || !holdsAt(entry, site) || day < from || day > until) return false
    if (!hours) return true
    const isThatDay = hours.weekdays?.includes(time.dayOfWeek) ?? true
    return isThatDay && clock >= hours.from && clock < hours.to
  })
}
