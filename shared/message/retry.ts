import { durationMs, type Instant, later, millisBetween } from '../kernel/instant.ts'
import type { Subject } from '../kernel/subject.ts'

const SOONEST_MS = durationMs('PT1M')
const LATEST_MS = durationMs('PT15M')
/** Of the time it has waited already. */
const SHARE = 1 / 8

/**
 * When a message that was refused is tried again: soon while it is young, then ever more seldom, a hundred times a day instead of
 * every minute. Whoever takes messages again has them within a quarter of an hour.
 */
export const nextTryAt = (createdAt: Instant, now: Instant): Instant =>
  later(now, Math.min(LATEST_MS, Math.max(SOONEST_MS, Math.round(millisBetween(createdAt, now) * SHARE))))

/** The first `most` in turns: one of each repair, then the second of each, each repair's in the order in which they come. */
export function inTurns<T extends { readonly about: Subject }>(waiting: readonly T[], most: number): readonly T[] {
  const turnOf = new Map<string, number>()
  const turns = waiting.map((one) => {
    const turn = turnOf.get(one.about) ?? 0
    turnOf.set(one.about, turn + 1)
    return { one, turn }
  })
  return turns
    .toSorted((a, b) => a.turn - b.turn)
    .slice(0, most)
    .map(({ one }) => one)
}
