import { Temporal } from 'temporal-polyfill'

/** An instant: ISO 8601 in UTC with milliseconds, `2026-11-19T18:13:00.000Z`. Sorts as text. */
export type Instant = string
/** A length of time: ISO 8601, `PT15M`, `P3D`. */
export type Duration = string

export const toMs = (instant: Instant): number => Date.parse(instant)
export const fromMs = (ms: number): Instant => new Date(ms).toISOString()
export const later = (instant: Instant, ms: number): Instant => fromMs(toMs(instant) + ms)
export const millisBetween = (from: Instant, to: Instant): number => toMs(to) - toMs(from)
export const earliest = (instants: readonly Instant[]): Instant | undefined =>
  instants.reduce<Instant | undefined>((first, next) => (first === undefined || next < first ? next : first), undefined)

/** Of two instants, the later or the earlier one. */
export const laterOf = (one: Instant, other: Instant): Instant => (one > other ? one : other)
export const earlierOf = (one: Instant, other: Instant): Instant => (one < other ? one : other)

/** Length in milliseconds of an exact duration. Days count 24 hours; months and years have no exact length and throw RangeError. */
export const durationMs = (duration: Duration): number => {
  const known = lengths.get(duration)
  if (known !== undefined) return known
  const length = Temporal.Duration.from(duration).total('milliseconds')
  if (lengths.size < MOST_LENGTHS) lengths.set(duration, length)
  return length
}

/** Plans name few lengths, and they are asked for at every step; reading one takes longer than all else a decision does. */
const lengths = new Map<Duration, number>()
const MOST_LENGTHS = 1000

/** The ISO duration of so many milliseconds, in hours, minutes and seconds: `PT2H3M`. */
export const msDuration = (ms: number): Duration =>
  Temporal.Duration.from({ milliseconds: Math.round(ms) })
    .round({ largestUnit: 'hours', smallestUnit: 'milliseconds' })
    .toString()
