import { without } from '../kernel/fields.ts'
import { durationMs, earlierOf, type Instant, later, laterOf, millisBetween } from '../kernel/instant.ts'
import type { Duty, LogEntry, WatchLog } from './duty.ts'
import type { Days } from './plan.ts'

// How the log of the watch stands: what counts is when an entry was made, not when it says that something was. Where the plan counts,
// time without one is a gap, and a watch with a gap was none.

export const EMPTY_LOG: WatchLog = { count: 0, gaps: [], gapCount: 0, faults: [], keys: [] }

/** Of gaps, and of keys, so many are kept. */
const MOST_GAPS = 20
const MOST_KEYS = 20

type Watched = Pick<Duty, 'from' | 'to' | 'entries' | 'log'>

/** Until when there must be another entry, as things stand; undefined: nobody counts, or none is needed any more. */
export function nextEntryBy({ from, to, entries, log }: Watched): Instant | undefined {
  if (entries === undefined) return undefined
  const by = later(laterOf(log.lastAt ?? from, from), durationMs(entries))
  return by < to ? by : undefined
}

/** Up to an instant of these days: the gap that there is since the last entry, if there is one. */
function gapBefore({ from, to, entries, log }: Watched, at: Instant): Days | undefined {
  const end = earlierOf(at, to)
  const begin = laterOf(log.lastAt ?? from, from)
  return entries !== undefined && end > begin && millisBetween(begin, end) > durationMs(entries)
    ? { from: begin, to: end }
    : undefined
}

const withGap = (log: WatchLog, gap: Days | undefined): WatchLog =>
  gap ? { ...log, gaps: [...log.gaps, gap].slice(0, MOST_GAPS), gapCount: log.gapCount + 1 } : log

export function withEntry(
  duty: Watched,
  entry: LogEntry,
  key: string,
  { seq, at }: { seq: number; at: Instant },
): WatchLog {
  const { unit } = entry.fault ?? {}
  // What is written after the end proves nothing of before it: the last gap is the end's to count, once.
  const gap = at <= duty.to ? gapBefore(duty, at) : undefined
  const log = without(withGap(duty.log, gap), 'asked')
  return {
    ...log,
    count: log.count + 1,
    ...(at <= duty.to && { lastAt: at }),
    ...(entry.fault && { faults: [...log.faults, { entry: seq, ...(unit && { unit }) }] }),
    keys: [...log.keys, key].slice(-MOST_KEYS),
  }
}

/** The days are over. */
export const closed = (duty: Watched): WatchLog => withGap(duty.log, gapBefore(duty, duty.to))

/** The days have moved: what was a gap in the old ones is none in the new, and nothing is on record of them. */
export function inDays(log: WatchLog, { from, to }: Days): WatchLog {
  const gaps = log.gaps.filter((gap) => gap.from < to && gap.to > from)
  return { ...without(log, 'asked', 'isRecorded'), gaps, gapCount: gaps.length }
}

/** Whatever is written from now on, there is no gap, and there can be none any more. */
export const isWhole = (duty: Watched): boolean =>
  duty.entries !== undefined &&
  duty.log.gapCount === 0 &&
  duty.log.lastAt !== undefined &&
  duty.log.lastAt >= duty.from &&
  nextEntryBy(duty) === undefined

/** What the gaps are now, the one that runs included. */
export function gapsAt(duty: Watched & Pick<Duty, 'ended'>, now: Instant): readonly Days[] {
  const running = duty.ended ? undefined : gapBefore(duty, now)
  return running ? [...duty.log.gaps, running] : duty.log.gaps
}
