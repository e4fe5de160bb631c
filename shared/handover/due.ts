import { durationMs, earliest, type Instant, later, laterOf } from '../kernel/instant.ts'
import { isDuring, type Stretch } from '../kernel/stretch.ts'
import type { Handovers } from './handovers.ts'

// When something of a roster is to be told.

/** So far ahead the manager hears of a gap, and so long before it begins once more. */
export const TOLD_MS = durationMs('P14D')
export const NEAR_MS = durationMs('P1D')
/** Gaps that follow each other within a day, such as every night, are one trouble, and told as one. */
const APART_MS = durationMs('P1D')

/** Time in which no tier is anybody's, as far as it is known. */
export function troublesIn(
  { tiers, turns, until }: Pick<Handovers, 'tiers' | 'turns' | 'until'>,
  now: Instant,
): readonly Stretch[] {
  const lines = turns.filter(({ tier, person, to }) => tier < tiers.length - 1 && person !== undefined && to > now)
  const manned = lines.toSorted((one, other) => (one.from < other.from ? -1 : 1))
  const found: { from: Instant; to: Instant }[] = []
  let end = now
  for (const { from, to } of [...manned, { from: until, to: until }]) {
    const last = found.at(-1)
    if (from > end && last && end < later(last.to, APART_MS)) last.to = from
    else if (from > end) found.push({ from: end, to: from })
    end = laterOf(end, to)
  }
  return found
}

/** When somebody comes on or goes off, or a gap is to be told; and before the weeks that are known run out. */
export function nextAt(state: Handovers): Instant | undefined {
  if (state.ended) return undefined
  const { turns, until, updatedAt, gaps } = state
  const edges = turns.flatMap(({ from, to }) => [from, to]).filter((at) => at > updatedAt && at < until)
  const troubles = troublesIn(state, updatedAt)
  const untold = troubles.filter((one) => !gaps.some((gap) => isDuring(one, gap)))
  const near = gaps.flatMap(({ from, texted }) => (texted ? [] : [later(from, -NEAR_MS)]))
  return earliest([...edges, ...near, ...untold.map(({ from }) => later(from, -TOLD_MS)), later(until, 1 - TOLD_MS)])
}
