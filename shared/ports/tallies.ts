import { DEFAULT_TIMEZONE, dayOf } from '../kernel/calendar.ts'
import type { Instant } from '../kernel/instant.ts'

export const PERIODS = ['hour', 'day'] as const
export type Period = (typeof PERIODS)[number]

/** How often something was done within an hour or a day, of what must not be done without end. Forgotten soon after it. */
export interface Tallies {
  /** Once more; gives how often it was in the hour, or the day, of that instant, this time included. */
  add(key: string, at: Instant, per?: Period): Promise<number>
}

/** `2026-11-20T02`: hours as UTC counts them. `2026-11-20~`: days as China does, which sort after the hours of that date. */
export const periodOf = (at: Instant, per: Period = 'hour'): string =>
  per === 'hour' ? at.slice(0, 13) : `${dayOf(at, DEFAULT_TIMEZONE)}~`
