import type { Instant } from '../kernel/instant.ts'

/** How often something was done within an hour, of what must not be done without end. Forgotten soon after it. */
export interface Tallies {
  /** Once more; gives how often it was in the hour of that instant, this time included. */
  add(key: string, at: Instant): Promise<number>
}

/** `2026-11-20T02`: hours as UTC counts them. */
export const hourOf = (at: Instant): string => at.slice(0, 13)
