import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromMs, toMs } from '../../../shared/kernel/instant.ts'
import type { CalendarEntry, Happening } from '../../../shared/schedule/customer-calendar.ts'
import { happeningAt } from '../../../shared/schedule/customer-calendar.ts'
import { busyDuring, peaksIn } from '../../../shared/upgrade/state/window.ts'
import { at } from '../../support/play.ts'

const HOURS = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]
const time = { timezone: 'Asia/Shanghai', workingHours: HOURS }
const entry = (happening: Omit<Happening, 'name'> & { name?: string }): CalendarEntry => ({
  name: happening.kind,
  ...happening,
  id: 'e1',
  days: [],
  by: { kind: 'staff' },
})
const busy = (from: string, until: string, entries: readonly CalendarEntry[] = [], site = 'room') =>
  peaksIn(
    { from: at(from), until: at(until) },
    busyDuring({ from: at(from), until: at(until) }, { entries, site, time }),
  )
const shown = (found: ReturnType<typeof busy>) => found.map(({ name = '', from, until }) => `${name} ${from} ${until}`)

describe('when a customer has no time', () => {
  it('without a calendar it is their working hours, on working days and make-up workdays alone', () => {
    expect(busy('12-20 00:00', '12-21 09:00')).toEqual([])
    expect(shown(busy('12-21 08:00', '12-21 10:00'))).toEqual([` ${at('12-21 09:00')} ${at('12-21 10:00')}`])
    expect(busy('12-21 12:00', '12-21 13:00')).toEqual([])
    // National Day 2026 is a holiday; Saturday the 10th of October is a make-up workday.
    expect(busy('10-01 09:00', '10-01 18:00')).toEqual([])
    expect(busy('10-10 09:00', '10-10 18:00')).toHaveLength(2)
  })

  it('touching is none: a window may begin as the peak ends', () => {
    expect(busy('12-21 18:00', '12-22 09:00')).toEqual([])
    expect(busy('12-21 17:59', '12-22 09:00')).toHaveLength(1)
  })

  it('peak times of their calendar take the place of working hours, on their days of the week and in their hours', () => {
    const nights = entry({
      kind: 'peak',
      from: '2026-12-01',
      until: '2026-12-31',
      hours: { from: '00:00', to: '04:00', weekdays: [7] },
    })
    expect(shown(busy('12-20 01:00', '12-20 05:00', [nights]))).toEqual([
      `peak ${at('12-20 01:00')} ${at('12-20 04:00')}`,
    ])
    expect(busy('12-21 10:00', '12-21 11:00', [nights])).toEqual([])
    // Of another site they say nothing here.
    expect(busy('12-20 01:00', '12-20 05:00', [{ ...nights, site: 'hall' }])).toEqual([])
    expect(busy('12-21 10:00', '12-21 11:00', [{ ...nights, site: 'hall' }])).toHaveLength(1)
  })

  it('exams, meetings and sensitive days are busy as a whole, besides; terms and holidays are not', () => {
    const day = { from: '2026-12-20', until: '2026-12-20' }
    for (const kind of ['exam', 'meeting', 'sensitive'] as const)
      expect(shown(busy('12-19 23:00', '12-20 02:00', [entry({ kind, ...day })]))).toEqual([
        `${kind} ${at('12-20 00:00')} ${at('12-20 02:00')}`,
      ])
    for (const kind of ['term', 'holiday', 'shipment'] as const)
      expect(busy('12-19 23:00', '12-20 02:00', [entry({ kind, ...day })])).toEqual([])
  })

  it('is busy at an instant as the calendar says of that instant', () => {
    const hour = fc.integer({ min: 0, max: 23 })
    const hours = fc
      .tuple(hour, hour, fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }))
      .map(([a, b, weekdays]) => ({
        from: `${String(Math.min(a, b)).padStart(2, '0')}:00`,
        to: a === b ? '24:00' : `${String(Math.max(a, b)).padStart(2, '0')}:00`,
        weekdays,
      }))
    const zones = fc.constantFrom('Asia/Shanghai', 'Asia/Urumqi', 'Europe/Berlin', 'America/Sao_Paulo')
    fc.assert(
      fc.property(hours, zones, fc.integer({ min: 0, max: 90 * 24 * 60 }), (hours, timezone, minutes) => {
        const entries = [entry({ kind: 'peak', from: '2026-01-01', until: '2027-12-31', hours })]
        const instant = fromMs(toMs('2026-02-01T00:00:00.000Z') + minutes * 60_000)
        const window = { from: instant, until: fromMs(toMs(instant) + 1) }
        const found = peaksIn(window, busyDuring(window, { entries, site: 'room', time: { ...time, timezone } }))
        expect(found.length > 0).toBe(happeningAt(entries, 'peak', { at: instant, timezone }).length > 0)
      }),
      { numRuns: 500 },
    )
  })
})
