import type { Instant } from '../../../shared/kernel/instant.ts'

/** `20 02:13`: day and time where the story happens. */
export const wallClock = (instant: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    .format(new Date(instant))
    .replace(',', '')
