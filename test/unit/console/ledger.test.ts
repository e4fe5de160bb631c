import { describe, expect, it } from 'vitest'
import { percent, rateOf, sumOf, worstFirst } from '../../../web/console/app/ledger/figures.ts'
import {
  lastDayOf,
  PRESETS,
  periodIn,
  presetPeriod,
  thisMonth,
  yearTo,
} from '../../../web/console/app/ledger/period.ts'
import { at } from '../../support/play.ts'

const tally = (kept: number, broken: number, more = {}) => ({
  due: kept + broken,
  open: 0,
  kept,
  broken,
  waived: 0,
  superseded: 0,
  fallenAway: 0,
  worstLateMs: 0,
  ...more,
})

describe('a rate', () => {
  it('is of what was kept or broken; where nothing was, there is none', () => {
    expect(rateOf(tally(3, 1, { waived: 5, open: 7 }))).toBe(0.75)
    expect(rateOf(tally(0, 0, { open: 3, waived: 2 }))).toBeUndefined()
  })
  it('is rounded down: only what was always kept shows 100', () => {
    expect(percent(1)).toBe('100')
    expect(percent(9999 / 10_000)).toBe('99.9')
    expect(percent(0.29)).toBe('29.0')
    expect(percent(0)).toBe('0.0')
  })
  it('of several together is of all their cases', () => {
    const sum = sumOf([{ tally: tally(1, 1, { worstLateMs: 5 }) }, { tally: tally(2, 0, { worstLateMs: 9 }) }])
    expect(rateOf(sum)).toBe(0.75)
    expect(sum.worstLateMs).toBe(9)
  })
  it('stands with the worst first, of those alike the one with more cases, without cases last', () => {
    const rates = [
      { id: 'none', tally: tally(0, 0) },
      { id: 'few', tally: tally(2, 0) },
      { id: 'bad', tally: tally(1, 1) },
      { id: 'many', tally: tally(9, 0) },
    ]
    expect(worstFirst(rates).map(({ id }) => id)).toEqual(['bad', 'many', 'few', 'none'])
  })
})

describe('a period', () => {
  const now = Date.parse(at('11-20 02:13'))
  const of = (query: string) => periodIn(new URLSearchParams(query), now)

  it('is this month where the desk stands, unless the address says otherwise', () => {
    expect(of('')).toEqual({ from: '2026-11', to: '2026-11' })
    expect(of('from=2026-09&to=2026-10')).toEqual({ from: '2026-09', to: '2026-10' })
    expect(of('to=2026-03')).toEqual({ from: '2026-03', to: '2026-03' })
    // 00:30 of the 1st in Shanghai is the new month, whatever UTC says.
    expect(thisMonth(Date.parse(at('12-01 00:30')))).toBe('2026-12')
  })
  it('is never backwards, never longer than is counted, and nonsense is nothing', () => {
    expect(of('from=2026-12&to=2026-10')).toEqual({ from: '2026-10', to: '2026-10' })
    expect(of('from=2020-01&to=2026-10')).toEqual({ from: '2025-10', to: '2026-10' })
    expect(of('from=yesterday&to=2026-13')).toEqual({ from: '2026-11', to: '2026-11' })
  })
  it('by its presets reaches to this month', () => {
    expect(PRESETS.map((preset) => presetPeriod(preset, '2026-11').from)).toEqual(['2026-11', '2026-10', '2026-01'])
    expect(PRESETS.map((preset) => presetPeriod(preset, '2026-01').from)).toEqual(['2026-01', '2026-01', '2026-01'])
  })
  it('of a year ends with its month, over the turn of the year', () => {
    expect(yearTo('2026-02').slice(0, 2)).toEqual(['2025-03', '2025-04'])
    expect(yearTo('2026-02')).toHaveLength(12)
    expect(lastDayOf('2028-02')).toBe('2028-02-29')
  })
})
