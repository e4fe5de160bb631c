import { describe, expect, test } from 'vitest'
import type { Window } from '../../../shared/kernel/calendar.ts'
import { deadline, instantAtShare } from '../../../shared/kernel/deadline.ts'
import type { Pause } from '../../../shared/promise/clock.ts'
import { at, SHANGHAI, workingTimeIn } from './documents.ts'

const due = (limit: string, window: Window, from: string, pauses: readonly Pause[] = [], workingTime = SHANGHAI) =>
  deadline({ limit, window }, at(from), pauses, workingTime)
const pause = (from: string, to?: string): Pause => ({
  from: at(from),
  ...(to ? { to: at(to) } : {}),
  why: 'customer',
  reason: 'waits for the key',
})

describe('a plan without holidays', () => {
  const plain = { ...SHANGHAI, holidays: 'none' } as const
  const days = (limit: string, window: Window, from: string) => due(limit, window, from, [], plain)

  test('counts working days and hours over National Day as in any week', () => {
    expect(days('P3D', '5x8', '2026-09-29 10:00').dueAt).toBe(at('2026-10-02 18:00'))
    expect(days('PT4H', '5x8', '2026-09-30 16:00').dueAt).toBe(at('2026-10-01 11:00'))
    expect(days('P1D', '5x8', '2026-10-09 16:00').dueAt).toBe(at('2026-10-12 18:00')) // Saturday the 10th is no workday
  })
  test('ends a period on a holiday, but still not on a weekend', () => {
    expect(days('P7D', '7x24', '2026-09-24 10:00').dueAt).toBe(at('2026-10-02 00:00')) // 1 October, a Thursday
    expect(days('P7D', '7x24', '2026-11-21 10:00').dueAt).toBe(at('2026-12-01 00:00')) // Saturday the 28th → Monday
    expect(days('P1M', '7x24', '2026-01-30 10:00').dueAt).toBe(at('2026-03-03 00:00')) // 28 February, a Saturday again
  })
  test('has no years that are not published yet', () => {
    expect(days('P3D', '5x8', '2050-02-28 10:00')).toMatchObject({ dueAt: at('2050-03-03 18:00'), unknownYears: [] })
    expect(due('P3D', '5x8', '2050-02-28 10:00').unknownYears).toEqual([2050])
  })
})

describe('periods of the Civil Code', () => {
  test('days: the first is not counted, the last ends at 24:00', () => {
    expect(due('P1D', '7x24', '2026-11-19 00:00').dueAt).toBe(at('2026-11-21 00:00'))
    expect(due('P1D', '7x24', '2026-11-19 23:59').dueAt).toBe(at('2026-11-21 00:00'))
  })

  test('months: the corresponding day, or the last day of a month that has none', () => {
    expect(due('P1M', '7x24', '2026-10-12 10:00').dueAt).toBe(at('2026-11-13 00:00'))
    expect(due('P1M', '7x24', '2026-03-31 10:00').dueAt).toBe(at('2026-05-01 00:00'))
    expect(due('P1M', '7x24', '2026-01-30 10:00').dueAt).toBe(at('2026-03-01 00:00')) // 28 February, a make-up Saturday
  })

  test('months end with close of business where hours are kept, past rest days', () => {
    expect(due('P1M', '5x8', '2026-10-12 10:00').dueAt).toBe(at('2026-11-12 18:00'))
    expect(due('P1M', '5x8', '2026-09-03 10:00').dueAt).toBe(at('2026-10-08 18:00'))
  })

  test('years: from leap day to the last day of February', () => {
    expect(due('P1Y', '7x24', '2024-02-29 10:00').dueAt).toBe(at('2025-03-01 00:00'))
    expect(due('P4Y', '7x24', '2044-02-29 10:00')).toEqual({ dueAt: at('2048-03-03 00:00'), unknownYears: [2048] })
  })

  test('leap day 2028 is a Tuesday and a last day like any other', () => {
    expect(due('P1D', '7x24', '2028-02-28 10:00').dueAt).toBe(at('2028-03-01 00:00'))
    expect(due('P1M', '7x24', '2028-01-31 10:00').dueAt).toBe(at('2028-03-01 00:00'))
    expect(due('P1D', '5x8', '2028-02-28 10:00').dueAt).toBe(at('2028-02-29 18:00'))
  })

  test('the day is the customer’s: the same report falls on another day in another zone', () => {
    const berlin = workingTimeIn('Europe/Berlin')
    // 00:30 on Saturday in Shanghai is 17:30 on Friday in Berlin; summer time ends on Sunday the 25th.
    expect(due('P2D', '7x24', '2026-10-24 00:30').dueAt).toBe(at('2026-10-27 00:00'))
    expect(due('P2D', '7x24', '2026-10-24 00:30', [], berlin).dueAt).toBe(at('2026-10-27 00:00', '+01:00'))
    expect(due('P3D', '7x24', '2026-10-24 00:30', [], berlin).dueAt).toBe(at('2026-10-27 00:00', '+01:00'))
  })

  test('days mixed with hours have no meaning', () => {
    expect(() => due('P1DT2H', '7x24', '2026-11-19 00:00')).toThrow(RangeError)
  })
})

describe('years not published', () => {
  test('are named only where a holiday would change the result', () => {
    expect(due('PT36H', '7x24', '2050-03-01 10:00').unknownYears).toEqual([])
    expect(due('P3D', '7x24', '2050-03-01 10:00').unknownYears).toEqual([2050])
    expect(due('P1Y', '7x24', '2025-11-20 10:00').unknownYears).toEqual([])
    expect(due('PT4H', '5x8', '2003-12-31 16:00')).toEqual({ dueAt: at('2004-01-02 11:00'), unknownYears: [2003] })
    expect(due('P400D', '5x8', '2049-12-01 16:00').unknownYears).toEqual([2049, 2050, 2051])
  })

  test('include the year a rest day moved on to, and the one a pause moved on to', () => {
    expect(due('P1D', '7x24', '2049-12-31 10:00').unknownYears).toEqual([2050])
    expect(due('P1D', '7x24', '2050-12-30 10:00')).toEqual({
      dueAt: at('2051-01-03 00:00'),
      unknownYears: [2050, 2051],
    })
    expect(
      due('PT4H', '5x8', '2049-12-31 09:00', [pause('2049-12-31 10:00', '2050-01-03 18:00')]).unknownYears,
    ).toEqual([2049, 2050])
  })
})

describe('pauses', () => {
  test('[R6] 15 min from 02:13, paused 02:20–02:30: due 02:38', () => {
    expect(due('PT15M', '7x24', '2026-11-20 02:13', [pause('2026-11-20 02:20', '2026-11-20 02:30')]).dueAt).toBe(
      at('2026-11-20 02:38'),
    )
  })

  test('an open pause moves nothing yet', () => {
    expect(due('PT15M', '7x24', '2026-11-20 02:13', [pause('2026-11-20 02:20')]).dueAt).toBe(at('2026-11-20 02:28'))
  })

  test('a pause from the instant the clock was due is too late; one a millisecond before is not', () => {
    const from = (instant: string) =>
      due('PT15M', '7x24', '2026-11-20 02:13', [pause(instant, '2026-11-20 03:00')]).dueAt
    expect(from('2026-11-20 02:28')).toBe(at('2026-11-20 02:28'))
    expect(from('2026-11-20 02:27:59.999')).toBe(at('2026-11-20 03:00:00.001'))
  })

  test('a later pause counts if the earlier ones moved the clock past its beginning', () => {
    const second = pause('2026-11-20 02:33', '2026-11-20 02:40')
    expect(due('PT15M', '7x24', '2026-11-20 02:13', [second]).dueAt).toBe(at('2026-11-20 02:28'))
    const both = [second, pause('2026-11-20 02:20', '2026-11-20 02:30')]
    expect(due('PT15M', '7x24', '2026-11-20 02:13', both).dueAt).toBe(at('2026-11-20 02:45'))
  })

  test('pauses that overlap or lie within one another count once; what lies before the start does not count', () => {
    const pauses = [
      pause('2026-11-20 02:00', '2026-11-20 02:15'),
      pause('2026-11-20 02:14', '2026-11-20 02:20'),
      pause('2026-11-20 02:16', '2026-11-20 02:18'),
    ]
    expect(due('PT15M', '7x24', '2026-11-20 02:13', pauses).dueAt).toBe(at('2026-11-20 02:35'))
  })

  test('[N2] only working time counts: a pause over the weekend moves the clock by its working hours', () => {
    const weekend = pause('2026-11-20 17:00', '2026-11-23 10:00')
    expect(due('PT4H', '5x8', '2026-11-20 16:00', [weekend]).dueAt).toBe(at('2026-11-23 14:00'))
    const night = pause('2026-11-20 19:00', '2026-11-23 08:00')
    expect(due('PT4H', '5x8', '2026-11-20 16:00', [night]).dueAt).toBe(at('2026-11-23 11:00'))
  })

  test('[N7] a period of working days moves by working time, from close of business on', () => {
    const twoHours = pause('2026-11-17 10:00', '2026-11-17 12:30')
    expect(due('P3D', '5x8', '2026-11-16 09:00', [twoHours]).dueAt).toBe(at('2026-11-20 11:00'))
  })

  test('[H14] a period of days moves by wall-clock time', () => {
    const day = pause('2026-11-21 10:00', '2026-11-22 10:00')
    expect(due('P7D', '7x24', '2026-11-19 23:50', [day]).dueAt).toBe(at('2026-11-28 00:00'))
  })
})

describe('shares of the time, for warnings', () => {
  const share = (limit: string, window: Window, from: string, part: number, pauses: readonly Pause[] = []) =>
    instantAtShare({ limit, window }, at(from), pauses, SHANGHAI, part)

  test('half and four fifths of 15 minutes', () => {
    expect(share('PT15M', '7x24', '2026-11-20 02:13', 0.5)).toBe(at('2026-11-20 02:20:30'))
    expect(share('PT15M', '7x24', '2026-11-20 02:13', 0.8)).toBe(at('2026-11-20 02:25'))
  })
  test('a pause moves only the shares after its beginning', () => {
    const pauses = [pause('2026-11-20 02:21', '2026-11-20 02:31')]
    expect(share('PT15M', '7x24', '2026-11-20 02:13', 0.5, pauses)).toBe(at('2026-11-20 02:20:30'))
    expect(share('PT15M', '7x24', '2026-11-20 02:13', 0.8, pauses)).toBe(at('2026-11-20 02:35'))
  })
  test('[N2] half of 4 working hours from Friday 16:00 is close of business, not Monday', () => {
    expect(share('PT4H', '5x8', '2026-11-20 16:00', 0.5)).toBe(at('2026-11-20 18:00'))
  })
  test('[C4] a working day is shared over the working hours up to its end', () => {
    // 8 hours of Monday, 8 of Tuesday.
    expect(share('P1D', '5x8', '2026-11-16 09:00', 0.5)).toBe(at('2026-11-16 18:00'))
    expect(share('P1D', '5x8', '2026-11-16 09:00', 1)).toBe(at('2026-11-17 18:00'))
  })
  test('none is the start, all is the due instant', () => {
    expect(share('PT4H', '5x8', '2026-11-20 02:13', 0)).toBe(at('2026-11-20 02:13'))
    expect(share('PT4H', '5x8', '2026-11-20 02:13', 1)).toBe(at('2026-11-20 14:00'))
  })
})
