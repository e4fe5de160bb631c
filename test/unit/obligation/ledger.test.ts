import { describe, expect, it } from 'vitest'
import { later } from '../../../shared/kernel/instant.ts'
import { monthOf, wholeDays } from '../../../shared/promise/lines.ts'

/** Midnight between 30 November and 1 December. */
const SHANGHAI = '2026-11-30T16:00:00.000Z'
const URUMQI = '2026-11-30T18:00:00.000Z'

describe('24:00 belongs to the day that it ends', () => {
  it.each([
    ['just before', later(SHANGHAI, -1), '2026-11'],
    ['at midnight', SHANGHAI, '2026-11'],
    ['just after', later(SHANGHAI, 1), '2026-12'],
  ])('a deadline %s counts in its month', (_, dueAt, month) => {
    expect(monthOf(dueAt, 'Asia/Shanghai')).toBe(month)
  })

  it('where the customer is, at the end of a leap February too', () => {
    expect([monthOf(URUMQI, 'Asia/Urumqi'), monthOf(URUMQI, 'Asia/Shanghai')]).toEqual(['2026-11', '2026-12'])
    expect(monthOf('2028-02-29T16:00:00.000Z', 'Asia/Shanghai')).toBe('2028-02')
  })

  it('asked for whole days, the last midnight is within, the first is not', () => {
    const { from, to } = wholeDays({ from: '2026-10-31T16:00:00.000Z', to: SHANGHAI })
    const isWithin = (dueAt: string) => from <= dueAt && dueAt < to
    expect(
      ['2026-10-31T16:00:00.000Z', '2026-10-31T16:00:00.001Z', SHANGHAI, later(SHANGHAI, 1)].map(isWithin),
    ).toEqual([false, true, true, false])
  })
})
