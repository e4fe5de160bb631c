import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Window, WorkingTime } from '../../../shared/kernel/calendar.ts'
import { after, countedTime, isWorkday } from '../../../shared/kernel/calendar.ts'
import { deadline, instantAtShare } from '../../../shared/kernel/deadline.ts'
import type { Pause } from '../../../shared/promise/clock.ts'

/**
 * The slow, obvious implementation: a list of minutes from before Mid-Autumn to after National Day 2026 and the end of
 * summer time, each either counted or not, walked one by one.
 */
const MINUTE = 60_000
const FIRST = Date.parse('2026-09-22T00:00:00.000Z')
const MINUTES = 45 * 24 * 60
const instant = (minute: number) => new Date(FIRST + minute * MINUTE).toISOString()

const minutesOf = ({ timezone, workingHours }: WorkingTime): boolean[] => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' })
  return Array.from({ length: MINUTES }, (_, minute) => {
    const [day = '', time = ''] = format.format(FIRST + minute * MINUTE).split(' ')
    return isWorkday(day) && workingHours.some(({ from, to }) => from <= time && time < to)
  })
}

const workingHours = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]
const schedules = ['Asia/Shanghai', 'Asia/Urumqi', 'Europe/Berlin', 'America/New_York'].map((timezone) => {
  const workingTime: WorkingTime = { timezone, workingHours }
  return { workingTime, open: { '5x8': minutesOf(workingTime), '7x24': Array.from({ length: MINUTES }, () => true) } }
})

/** First minute by which `limit` minutes have been open and not paused. */
const walk = (open: readonly boolean[], start: number, limit: number, paused: (minute: number) => boolean): number => {
  let left = limit
  for (let minute = start; ; minute += 1) {
    if (left === 0) return minute
    if (minute >= MINUTES) throw new Error('walked off the table')
    if (open[minute] && !paused(minute)) left -= 1
  }
}

const place = fc.constantFrom(...schedules)
const window = fc.constantFrom<Window>('5x8', '7x24')
const start = fc.integer({ min: 0, max: 18 * 24 * 60 })
const limit = fc.integer({ min: 1, max: 40 * 60 })
const pauses = fc.array(
  fc.record({ after: fc.integer({ min: -600, max: 6 * 24 * 60 }), length: fc.integer({ min: 1, max: 30 * 60 }) }),
  { maxLength: 5 },
)
const asPauses = (begin: number, drawn: readonly { after: number; length: number }[]): Pause[] =>
  drawn.map((pause) => ({
    from: instant(begin + pause.after),
    to: instant(begin + pause.after + pause.length),
    why: 'customer',
    reason: 'waiting',
  }))
const isPaused = (begin: number, drawn: readonly { after: number; length: number }[]) => (minute: number) =>
  drawn.some((pause) => begin + pause.after <= minute && minute < begin + pause.after + pause.length)
const minutes = (count: number) => `PT${count}M`
const runs = { numRuns: 400 }

describe('against counting minute by minute', () => {
  test('time forward', () => {
    fc.assert(
      fc.property(place, window, start, limit, ({ workingTime, open }, window, start, limit) => {
        expect(after(instant(start), limit * MINUTE, window, workingTime)).toBe(
          instant(walk(open[window], start, limit, () => false)),
        )
      }),
      runs,
    )
  })

  test('time between', () => {
    fc.assert(
      fc.property(place, window, start, limit, ({ workingTime, open }, window, start, length) => {
        const counted = open[window].slice(start, start + length).filter(Boolean).length
        expect(countedTime(instant(start), instant(start + length), window, workingTime)).toBe(counted * MINUTE)
      }),
      runs,
    )
  })

  test('due instants with pauses that overlap, touch, come before the start or after the end', () => {
    fc.assert(
      fc.property(place, window, start, limit, pauses, ({ workingTime, open }, window, start, limit, drawn) => {
        const { dueAt } = deadline(
          { limit: minutes(limit), window },
          instant(start),
          asPauses(start, drawn),
          workingTime,
        )
        expect(dueAt).toBe(instant(walk(open[window], start, limit, isPaused(start, drawn))))
      }),
      runs,
    )
  })

  test('shares of the time with pauses', () => {
    const share = fc.integer({ min: 1, max: 20 })
    const twentieth = fc.integer({ min: 1, max: 2 * 60 })
    fc.assert(
      fc.property(
        place,
        window,
        start,
        twentieth,
        pauses,
        share,
        ({ workingTime, open }, window, start, part, drawn, share) => {
          const term = { limit: minutes(part * 20), window }
          const found = instantAtShare(term, instant(start), asPauses(start, drawn), workingTime, share / 20)
          expect(found).toBe(instant(walk(open[window], start, part * share, isPaused(start, drawn))))
        },
      ),
      runs,
    )
  })

  test('share 1 is the due instant, and shares never run backwards', () => {
    const length = fc.constantFrom('PT15M', 'PT4H', 'PT36H', 'P1D', 'P3D', 'P7D')
    fc.assert(
      fc.property(place, window, start, length, pauses, ({ workingTime }, window, start, limit, drawn) => {
        const stops = asPauses(start, drawn)
        const shares = [0, 0.25, 0.5, 0.8, 1].map((share) =>
          instantAtShare({ limit, window }, instant(start), stops, workingTime, share),
        )
        expect(shares.at(-1)).toBe(deadline({ limit, window }, instant(start), stops, workingTime).dueAt)
        expect(shares).toEqual(shares.toSorted())
      }),
      runs,
    )
  })

  test('a pause moves a period in days by exactly the time it covered', () => {
    const length = fc.constantFrom('P1D', 'P3D')
    const pause = fc.record({ after: fc.integer({ min: 0, max: 500 }), length: fc.integer({ min: 1, max: 30 * 60 }) })
    fc.assert(
      fc.property(place, window, start, length, pause, ({ workingTime, open }, window, start, limit, drawn) => {
        const due = (stops: readonly Pause[]) =>
          (Date.parse(deadline({ limit, window }, instant(start), stops, workingTime).dueAt) - FIRST) / MINUTE
        const begin = start + drawn.after
        const covered = open[window].slice(begin, begin + drawn.length).filter(Boolean).length
        const moved = open[window].slice(due([]), due(asPauses(start, [drawn]))).filter(Boolean).length
        expect(moved).toBe(covered)
      }),
      runs,
    )
  })
})
