import type { Instant } from '../../shared/kernel/instant.ts'
import { type Bar, isOwed, standingOf } from './bar.ts'
import { widthOf } from './fit.ts'
import { DAY, HOUR, MINUTE } from './wall.ts'
import { elapsed, limitOf, type Reading, said, whenOf, wordsOf } from './words.ts'

/** From the first start to the furthest limit, or to now while anything is owed: in percent of the width. */
export interface Axis {
  readonly from: number
  readonly to: number
  /** Whether now is on it: once everything has ended, it says nothing. */
  readonly hasNow: boolean
  readonly at: (instant: Instant) => number
}

/** Dense at first, then wide: ten minutes and 36 hours are both readable, and order stays. */
const BEND = 0.4
/** The last limit stands just inside. */
const ROOM = 1.02

export const axisOf = (bars: readonly Bar[], now: Instant): Axis => {
  const owed = bars.some((bar) => isOwed(standingOf(bar, now)))
  const from = Math.min(...bars.map(({ startedAt }) => Date.parse(startedAt)))
  const ends = bars.flatMap((bar) => [
    Date.parse(bar.dueAt),
    Date.parse(bar.endedAt ?? bar.dueAt),
    ...(bar.pauses ?? []).map(({ to }) => Date.parse(to ?? bar.dueAt)),
  ])
  const to = Math.max(from + MINUTE, ...ends, ...(owed ? [Date.parse(now)] : []))
  const span = ROOM * (to - from)
  const at = (instant: Instant): number => {
    const share = (Date.parse(instant) - from) / span
    return 100 * Math.min(1, Math.max(0, share)) ** BEND
  }
  return { from, to, hasNow: owed && Date.parse(now) >= from, at }
}

export interface Tick {
  readonly x: number
  readonly anchor: 'start' | 'middle' | 'end'
  /** How long after the start, and what the clock on the wall says then. */
  readonly lines: readonly [string, string]
  readonly isNow?: true
  /** Only where the picture is wide. */
  readonly wideOnly?: boolean
}

const STEPS = [
  ...[1, 2, 5, 10, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12, 24, 36, 48].map((count) => count * HOUR),
  ...[3, 5, 7, 14, 30, 60, 90, 180, 365, 730, 1825].map((count) => count * DAY),
]

/** The least width of a track that is counted on, in px: on a desk and on a phone. */
const WIDE = 560
const NARROW = 310
/** Between two labels, in px. */
const APART = 14
const SIZE = 12

/** Now always; start and end unless now is there; between them what has room, the earlier first. */
export const ticksOf = (axis: Axis, reading: Reading): Tick[] => {
  const { language, now } = reading
  const words = wordsOf(language)
  const first = said(whenOf(new Date(axis.from).toISOString(), reading))
  const start: Tick = { x: 0, anchor: 'start', lines: [words.start, first] }
  const end: Tick = { ...tickAt(axis.to, axis, reading), x: 100, anchor: 'end' }
  const between = STEPS.map((step) => axis.from + step).filter((ms) => ms < axis.to)
  const here = axis.hasNow ? [nowTick(axis.at(now), [words.now, whenOf(now, reading).time])] : []
  const wanted = [...here, start, end, ...between.map((ms) => tickAt(ms, axis, reading))]
  const narrow = fitting(wanted, NARROW)
  return fitting(wanted, WIDE).map((tick) => (narrow.includes(tick) ? tick : { ...tick, wideOnly: true }))
}

const nowTick = (x: number, lines: Tick['lines']): Tick => ({
  x,
  anchor: x < 8 ? 'start' : x > 92 ? 'end' : 'middle',
  lines,
  isNow: true,
})

/** From the third day on the day says more than the time. */
const tickAt = (ms: number, axis: Axis, reading: Reading): Tick => {
  const instant = new Date(ms).toISOString()
  const { day, time } = limitOf(instant, reading)
  const length = ms - axis.from
  const lines = [elapsed(length, reading.language), length > 2 * DAY ? day : time] as const
  return { x: axis.at(instant), anchor: 'middle', lines }
}

/** Those that have room beside the ones before them. */
const fitting = (ticks: readonly Tick[], width: number): Tick[] => {
  const taken: { readonly tick: Tick; readonly from: number; readonly to: number }[] = []
  for (const tick of ticks) {
    const size = Math.max(...tick.lines.map((line) => widthOf(line, SIZE)))
    const from = (tick.x * width) / 100 - size * { start: 0, middle: 0.5, end: 1 }[tick.anchor]
    const to = from + size
    if (taken.every((other) => to + APART <= other.from || other.to + APART <= from)) taken.push({ tick, from, to })
  }
  return taken.map(({ tick }) => tick)
}
