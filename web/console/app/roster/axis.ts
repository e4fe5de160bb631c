import { DAY, HOUR, MINUTE, wallOf } from '../../../rail/wall.ts'

// The days across a calendar, and where an instant lies on them.

export const WEEKS = [2, 5, 13] as const

/** From the Monday of a day, so many weeks, in the time of a zone. */
export interface Axis {
  readonly zone: string
  readonly from: number
  readonly to: number
  readonly days: readonly AxisDay[]
}
type Width = Pick<Axis, 'from' | 'to'>
interface Stretch {
  readonly from: string
  readonly to: string
}
export interface AxisDay {
  readonly at: number
  /** Counts days, as `wallOf` does. */
  readonly day: number
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number
  readonly month: number
  readonly date: number
}

/** When a day begins there: a clock that is put forward or back in between is looked at again. */
export function midnight(day: number, zone: string): number {
  const wanted = day * DAY
  const near = wanted - (shownAt(wanted, zone) - wanted)
  return near - (shownAt(near, zone) - wanted)
}

/** What the wall there shows, as if it were the time of UTC. */
export function shownAt(ms: number, zone: string): number {
  const { day, time } = wallOf(ms, zone)
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return day * DAY + hours * HOUR + minutes * MINUTE
}

const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1
export const mondayOf = (day: number): number => day - weekdayOf(day) + 1

export function axisOf(monday: number, weeks: number, zone: string): Axis {
  const days = Array.from({ length: weeks * 7 }, (_, index): AxisDay => {
    const at = midnight(monday + index, zone)
    const { month, date } = wallOf(at, zone)
    return { at, day: monday + index, weekday: (index % 7) + 1, month, date }
  })
  return { zone, from: midnight(monday, zone), to: midnight(monday + weeks * 7, zone), days }
}

/** `2026-11-16` as a day that is counted; nothing where it is none. */
export function dayOf(written: string | null): number | undefined {
  const ms = /^20\d{2}-\d{2}-\d{2}$/.test(written ?? '') ? Date.parse(`${written}T00:00:00Z`) : Number.NaN
  return Number.isNaN(ms) ? undefined : ms / DAY
}
export const writtenDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** Where a stretch of time lies on an axis, in percent; nothing where it lies outside. */
export function placeOf(
  { from, to }: Width,
  stretch: Stretch,
): { readonly left: string; readonly width: string } | undefined {
  const [begin, end] = [Math.max(Date.parse(stretch.from), from), Math.min(Date.parse(stretch.to), to)]
  if (begin >= end) return undefined
  const percent = (ms: number) => `${((ms / (to - from)) * 100).toFixed(3)}%`
  return { left: percent(begin - from), width: percent(end - begin) }
}

/** Of the weeks shown, as much as a name takes. */
const NAME_SHARE = 0.045
const shareOf = ({ from, to }: Stretch, axis: Width): number =>
  (Date.parse(to) - Date.parse(from)) / (axis.to - axis.from)

/** As much of a name as a stretch has room for. */
export function short(words: string, axis: Width, { from, to }: Stretch, name = words): string {
  const share = shareOf({ from, to }, axis)
  if (share > 0.12) return words
  if (share > NAME_SHARE) return name
  return share > 0.02 ? [...name].slice(0, 1).join('') : ''
}

/** Where its name is read: the first stretch with room for it that nothing lies over. */
export function freeOf(bar: Stretch, over: readonly Stretch[], axis: Width): Stretch {
  const free: Stretch[] = []
  let { from } = bar
  for (const one of over) {
    if (one.to <= from || bar.to <= one.from) continue
    if (from < one.from) free.push({ from, to: one.from })
    from = one.to
  }
  if (from < bar.to) free.push({ from, to: bar.to })
  return free.find((one) => shareOf(one, axis) > NAME_SHARE) ?? free[0] ?? { from: bar.to, to: bar.to }
}

/** `2026-11-26T09:00` on the wall there, for a field. */
export function fieldOf(instant: string, zone: string): string {
  return new Date(shownAt(Date.parse(instant), zone)).toISOString().slice(0, 16)
}

/** The instant at which the wall there shows it; nothing where nothing is written. */
export function instantOf(field: string, zone: string): string | undefined {
  const shown = /^20\d{2}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(field) ? Date.parse(`${field}:00Z`) : Number.NaN
  if (Number.isNaN(shown)) return undefined
  const day = Math.floor(shown / DAY)
  const near = midnight(day, zone) + (shown - day * DAY)
  return new Date(near - (shownAt(near, zone) - shown)).toISOString()
}
