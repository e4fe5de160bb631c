import { addDays, type Day, dayOf, isWorkday, timeOn, type WorkingTime } from '../../kernel/calendar.ts'
import { fromMs, type Instant, laterOf } from '../../kernel/instant.ts'
import type { Slot } from '../state/visit.ts'

// People are met in the morning or in the afternoon of a working day.

/** Whatever a plan says of its hours: at other times nobody is called on. */
const DAY_BEGINS = '08:00'
const DAY_ENDS = '20:00'
/** Hours without a break are a morning and an afternoon when they are longer. */
const LONGEST_MS = 5 * 3_600_000
const HOUR_MS = 3_600_000
/** Longer than any row of holidays. */
const LOOKED_AHEAD = 60

export type Half = Slot & { readonly half: number }

/** Morning and afternoon of a day, in order; none on a rest day. */
export function halvesOf(day: Day, { timezone, workingHours, holidays }: WorkingTime): readonly Half[] {
  if (!isWorkday(day, holidays)) return []
  const [first, last] = [timeOn(day, DAY_BEGINS, timezone), timeOn(day, DAY_ENDS, timezone)]
  return workingHours
    .flatMap(({ from, to }) => {
      const [begin, end] = [Math.max(timeOn(day, from, timezone), first), Math.min(timeOn(day, to, timezone), last)]
      if (end <= begin) return []
      const middle = begin + Math.floor((end - begin) / 2 / HOUR_MS) * HOUR_MS
      const parts = end - begin > LONGEST_MS ? [begin, middle, end] : [begin, end]
      return parts.slice(1).map((until, place) => [parts[place] ?? begin, until] as const)
    })
    .map(([from, to], half) => ({ from: fromMs(from), to: fromMs(to), half }))
}

/** Those of the days from an instant on, as far as one looks ahead. */
export function* halvesFrom(instant: Instant, workingTime: WorkingTime, days = LOOKED_AHEAD): Generator<Half> {
  const first = dayOf(instant, workingTime.timezone)
  for (let ahead = 0; ahead < days; ahead++) yield* halvesOf(addDays(first, ahead), workingTime)
}

const slotOf = ({ from, to }: Slot): Slot => ({ from, to })

/** When to call first: what is left of this half of the day, or the next. */
export function firstCall(now: Instant, workingTime: WorkingTime): Slot | undefined {
  for (const half of halvesFrom(now, workingTime))
    if (half.to > now) return { ...slotOf(half), from: laterOf(half.from, now) }
  return undefined
}

/** When to call again whoever was not reached: in the other half of a day. */
export function nextCall(triedAt: Instant, workingTime: WorkingTime): Slot | undefined {
  const today = halvesOf(dayOf(triedAt, workingTime.timezone), workingTime)
  const tried = today.findLast(({ from }) => from <= triedAt)?.half ?? 0
  const isOnlyOne = workingTime.workingHours.length < 2 && today.length < 2
  for (const half of halvesFrom(triedAt, workingTime))
    if (half.from > triedAt && (isOnlyOne || half.half !== tried)) return slotOf(half)
  return undefined
}
