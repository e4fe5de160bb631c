const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A length of time as people say it. */
export interface Length {
  readonly days: number
  readonly hours: number
  readonly minutes: number
}

/**
 * A length in its two largest units. Below a day to the minute, and no minute is counted that has not passed; from a day on to the
 * nearest hour, so that 1 day 22 h 59 min is 1 day 23 h. Less than a minute is none of them.
 */
export function lengthIn(ms: number): Length {
  if (ms < DAY) return { days: 0, hours: Math.floor(ms / HOUR), minutes: Math.floor(ms / MINUTE) % 60 }
  const hours = Math.round(ms / HOUR)
  return { days: Math.floor(hours / 24), hours: hours % 24, minutes: 0 }
}
