import { durationMs, type Instant, later } from '../../shared/kernel/instant.ts'

/** How a channel did of late. */
export interface Standing {
  /** So often in a row it did not answer in time. */
  readonly slow: number
  /** Until then the others are asked first. */
  readonly behindUntil?: Instant
}
export const GOOD: Standing = { slow: 0 }

export type Outcome = 'sent' | 'refused' | 'slow' | 'flood'

const SLOW_IN_A_ROW = 2
const BEHIND_MS = durationMs('PT1M')

/**
 * Each wait for a channel that does not answer is a page that rings later: after two in a row, and where it takes no more for now,
 * the others are asked first for a minute. Then it is tried once more; one wait is enough to put it behind again.
 */
export function after(before: Standing, outcome: Outcome, now: Instant): Standing {
  if (outcome === 'sent') return GOOD
  const slow = outcome === 'slow' ? before.slow + 1 : outcome === 'flood' ? before.slow : 0
  const isBehind = outcome === 'flood' || slow >= SLOW_IN_A_ROW
  return isBehind ? { slow, behindUntil: later(now, BEHIND_MS) } : { ...before, slow }
}

/** In their order; those that are behind come last, and are asked all the same where no other takes it. */
export function inOrder<C>(channels: readonly C[], standingOf: (channel: C) => Standing, now: Instant): readonly C[] {
  const isBehind = (channel: C) => (standingOf(channel).behindUntil ?? now) > now
  return [...channels.filter((channel) => !isBehind(channel)), ...channels.filter(isBehind)]
}
