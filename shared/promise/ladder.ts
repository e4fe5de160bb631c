import { durationMs, type Instant, millisBetween, toMs } from '../kernel/instant.ts'
import type { Climb } from '../plan/plan.ts'

/** A promise that the page serves: when it began to run, and when it is broken. */
export interface Limit {
  readonly startedAt: Instant
  readonly dueAt: Instant
}

/** By this share of the limit the manager is asked at the latest: what is left is time to act. */
export const ASKED_BY = 0.8

/** Shorter than this nobody can be expected to wake and answer. */
export const SHORTEST_WINDOW_MS = 30_000

/**
 * How long someone has to answer before the next is asked: the plan's window, made so much shorter that whoever is `steps`
 * further up (the manager) is asked by 80 % of the limit. Begun late, as after the desk's own try (C24), the ladder shares
 * 80 % of what is left. Never shorter than 30 s: a limit that has no room even for that is broken by the plan, which
 * `plans -- check` tells.
 */
export const windowToFit = (planned: number, steps: number, { startedAt, dueAt }: Limit, now: Instant): number => {
  if (steps < 1 || dueAt <= now) return planned
  const byShare = toMs(startedAt) + ASKED_BY * millisBetween(startedAt, dueAt) - toMs(now)
  const room = byShare / steps >= SHORTEST_WINDOW_MS ? byShare : ASKED_BY * millisBetween(now, dueAt)
  return Math.min(planned, Math.max(SHORTEST_WINDOW_MS, Math.floor(room / steps)))
}

/** How long a tier (counted from 0) has to acknowledge before the next is asked, in the given round (from 0), in milliseconds. */
export const pageWindowMs = (climb: Climb, tier: number, round: number): number => {
  const { acknowledgeWithin, slowdown, slowest } = climb
  const window = acknowledgeWithin[tier] ?? acknowledgeWithin.at(-1) ?? slowest
  return Math.min(durationMs(window) * slowdown ** round, durationMs(slowest))
}
