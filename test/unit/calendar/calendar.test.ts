import { describe, expect, test } from 'vitest'
import type { WorkingTime } from '../../../shared/kernel/calendar.ts'
import {
  addDays,
  after,
  closeOfBusiness,
  countedTime,
  isWorkday,
  knowsYear,
  startOfDay,
} from '../../../shared/kernel/calendar.ts'

const HOUR = 3_600_000
const workingHours = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]
const SHANGHAI: WorkingTime = { timezone: 'Asia/Shanghai', workingHours }
const BERLIN: WorkingTime = { timezone: 'Europe/Berlin', workingHours }
const cn = (time: string) => new Date(`${time.replace(' ', 'T')}+08:00`).toISOString()

describe('working days', () => {
  // The State Council's notice for 2026.
  const rest2026 = [
    ['2026-01-01', '2026-01-03'],
    ['2026-02-15', '2026-02-23'],
    ['2026-04-04', '2026-04-06'],
    ['2026-05-01', '2026-05-05'],
    ['2026-06-19', '2026-06-21'],
    ['2026-09-25', '2026-09-27'],
    ['2026-10-01', '2026-10-07'],
  ] as const
  const makeUp2026 = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']

  test('2026 day by day, as the State Council announced it', () => {
    for (let day = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
      const rests = rest2026.some(([from, to]) => from <= day && day <= to)
      const expected = makeUp2026.includes(day) || (!rests && weekday >= 1 && weekday <= 5)
      expect([day, isWorkday(day)]).toEqual([day, expected])
    }
  })

  test('a published year is known; one before the first or after the last is not', () => {
    expect([2003, 2004, 2025, 2026].map((year) => knowsYear(year))).toEqual([false, true, true, true])
    expect([2050, 2051].map((year) => knowsYear(year))).toEqual([false, false])
  })

  test('a year not known has ordinary weeks', () => {
    expect(isWorkday('2050-09-30')).toBe(true) // Friday
    expect(isWorkday('2050-10-01')).toBe(false) // Saturday
    expect(isWorkday('2050-10-03')).toBe(true) // Monday
  })
})

describe('a calendar without holidays', () => {
  const PLAIN: WorkingTime = { ...SHANGHAI, holidays: 'none' }

  test('works every Monday to Friday and never else, whatever the State Council announced', () => {
    for (let day = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
      expect([day, isWorkday(day, 'none')]).toEqual([day, weekday >= 1 && weekday <= 5])
    }
  })
  test('knows every year: there is nothing to be published', () => {
    expect([1990, 2026, 2050].map((year) => knowsYear(year, 'none'))).toEqual([true, true, true])
  })
  test('counts through National Day, and not on its make-up Saturday', () => {
    expect(after(cn('2026-09-30 17:00'), 2 * HOUR, '5x8', PLAIN)).toBe(cn('2026-10-01 10:00'))
    expect(after(cn('2026-10-09 17:00'), 2 * HOUR, '5x8', PLAIN)).toBe(cn('2026-10-12 10:00'))
    expect(countedTime(cn('2026-09-30 09:00'), cn('2026-10-08 09:00'), '5x8', PLAIN)).toBe(6 * 8 * HOUR)
    expect(countedTime(cn('2026-09-30 09:00'), cn('2026-10-08 09:00'), '5x8', SHANGHAI)).toBe(8 * HOUR)
  })
  test('is not mixed up with the Chinese one, asked of the same day in turn', () => {
    const from = cn('2026-10-01 09:00')
    const due = () => [SHANGHAI, PLAIN].map((workingTime) => after(from, HOUR, '5x8', workingTime))
    expect([due(), due()]).toEqual(Array(2).fill([cn('2026-10-08 10:00'), cn('2026-10-01 10:00')]))
  })
})

describe('working time forward', () => {
  const cases = [
    ['ends with the morning, not at the next opening', '2026-11-20 09:00', 3, '2026-11-20 12:00'],
    ['one millisecond of the afternoon is the afternoon', '2026-11-20 09:00', 3 + 1 / HOUR, '2026-11-20 13:00:00.001'],
    ['lunch does not count', '2026-11-20 11:00', 2, '2026-11-20 14:00'],
    ['starts at lunch: counts from 13:00', '2026-11-20 12:30', 1, '2026-11-20 14:00'],
    ['starts at night: counts from 09:00', '2026-11-20 02:13', 4, '2026-11-20 14:00'],
    ['starts exactly at close of business: counts from the next opening', '2026-11-19 18:00', 1, '2026-11-20 10:00'],
    ['one minute before close of business', '2026-11-19 17:59', 1, '2026-11-20 09:59'],
    ['over the weekend', '2026-11-20 17:00', 2, '2026-11-23 10:00'],
    ['ends exactly at close of business', '2026-11-20 09:00', 8, '2026-11-20 18:00'],
    ['over a month end', '2026-11-30 17:30', 1, '2026-12-01 09:30'],
    ['over National Day 2026', '2026-09-30 17:00', 2, '2026-10-08 10:00'],
    ['on a make-up Saturday', '2026-10-09 17:00', 2, '2026-10-10 10:00'],
    ['over Spring Festival 2026 from its make-up Saturday', '2026-02-14 17:00', 2, '2026-02-24 10:00'],
    ['nothing to count', '2026-11-21 10:00', 0, '2026-11-21 10:00'],
  ] as const
  test.each(cases)('%s', (_name, from, hours, expected) => {
    expect(after(cn(from), Math.round(hours * HOUR), '5x8', SHANGHAI)).toBe(cn(expected))
  })

  test('a year without working hours would never end, so it is refused', () => {
    expect(() => after(cn('2026-11-20 09:00'), HOUR, '5x8', { ...SHANGHAI, workingHours: [] })).toThrow(RangeError)
  })

  test('ten years forth and back', () => {
    const from = cn('2016-01-04 09:00')
    const to = after(from, 20_000 * HOUR, '5x8', SHANGHAI)
    expect(countedTime(from, to, '5x8', SHANGHAI)).toBe(20_000 * HOUR)
    expect(to < cn('2026-06-30 00:00') && to > cn('2025-06-30 00:00')).toBe(true)
  })
})

describe('counted time', () => {
  test('is nothing backwards, over a weekend, over lunch', () => {
    expect(countedTime(cn('2026-11-20 10:00'), cn('2026-11-20 09:00'), '5x8', SHANGHAI)).toBe(0)
    expect(countedTime(cn('2026-11-20 18:00'), cn('2026-11-23 09:00'), '5x8', SHANGHAI)).toBe(0)
    expect(countedTime(cn('2026-11-20 12:00'), cn('2026-11-20 13:00'), '5x8', SHANGHAI)).toBe(0)
  })
  test('a whole year of working days: 248 in 2026', () => {
    const year = countedTime(cn('2026-01-01 00:00'), cn('2027-01-01 00:00'), '5x8', SHANGHAI)
    expect(year).toBe(248 * 8 * HOUR)
  })
  test('around the clock every millisecond counts', () => {
    expect(countedTime(cn('2026-10-01 00:00'), cn('2026-10-02 00:00'), '7x24', SHANGHAI)).toBe(24 * HOUR)
    expect(after(cn('2026-10-01 00:00'), 1, '7x24', SHANGHAI)).toBe(cn('2026-10-01 00:00:00.001'))
  })
})

describe('zones', () => {
  test('working hours keep to the local clock when summer time ends', () => {
    // Berlin goes from +02:00 to +01:00 on Sunday 2026-10-25.
    expect(after('2026-10-23T15:00:00.000Z', 2 * HOUR, '5x8', BERLIN)).toBe('2026-10-26T09:00:00.000Z')
  })
  test('a day begins at 00:00 local, also the one of 25 hours', () => {
    expect(startOfDay('2026-10-25', 'Europe/Berlin')).toBe('2026-10-24T22:00:00.000Z')
    expect(startOfDay('2026-10-26', 'Europe/Berlin')).toBe('2026-10-25T23:00:00.000Z')
  })
  test('Urumqi time is two hours behind Beijing time', () => {
    expect(closeOfBusiness('2026-11-20', { ...SHANGHAI, timezone: 'Asia/Urumqi' })).toBe('2026-11-20T12:00:00.000Z')
    expect(closeOfBusiness('2026-11-20', SHANGHAI)).toBe('2026-11-20T10:00:00.000Z')
  })
  test('hours up to midnight end with the day', () => {
    const late: WorkingTime = { timezone: 'Asia/Shanghai', workingHours: [{ from: '20:00', to: '24:00' }] }
    expect(after(cn('2026-11-19 23:00'), 2 * HOUR, '5x8', late)).toBe(cn('2026-11-20 21:00'))
    expect(closeOfBusiness('2026-11-19', late)).toBe(cn('2026-11-20 00:00'))
  })
})
