import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromMs, toMs } from '../../../shared/kernel/instant.ts'
import { availabilityOf, downtimeOf, type Outage } from '../../../shared/report/availability.ts'

const at = (day: number, hour = 0) => `2026-11-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`
const HOUR = 3_600_000
const PERIOD = { from: at(1), to: at(11) }
const hours = (...outages: readonly Outage[]) => downtimeOf(outages, PERIOD) / HOUR
const out = (from: string, to?: string, ...loans: Outage['loans']): Outage => ({
  reportedAt: from,
  ...(to && { repairedAt: to }),
  loans,
})

describe('[H19] how long a unit was out of use', () => {
  test.each([
    ['from the report until it was repaired', [out(at(2), at(3))], 24],
    ['what is not repaired counts to the end of the period', [out(at(10))], 24],
    ['what began before counts from its beginning', [out('2026-10-01T00:00:00Z', at(2))], 24],
    ['what ended before, or began after, does not', [out('2026-10-01T00:00:00Z', at(1)), out(at(11))], 0],
    ['two faults at the same time count once', [out(at(2), at(4)), out(at(3), at(5))], 72],
    ['one within another too', [out(at(2), at(6)), out(at(3), at(4))], 96],
    ['while a loaner stood in it was of use', [out(at(2), at(5), { from: at(2, 6), to: at(4, 6) })], 24],
    ['a loaner that still stands there counts to the end', [out(at(8), undefined, { from: at(9) })], 24],
    [
      'a loaner longer than the fault takes no more away than there was',
      [out(at(2), at(3), { from: at(1), to: at(9) })],
      0,
    ],
    [
      'two loaners one after the other',
      [out(at(2), at(6), { from: at(2), to: at(3) }, { from: at(3), to: at(4) })],
      48,
    ],
  ])('%s', (_, outages, expected) => {
    expect(hours(...outages)).toBe(expected)
  })

  test('as somebody would count it hour by hour', () => {
    const hour = fc.integer({ min: -48, max: 300 })
    const span = fc.tuple(hour, hour).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    const instant = (count: number) => fromMs(toMs(PERIOD.from) + count * HOUR)
    const outage = fc.record({ down: span, loans: fc.array(span, { maxLength: 3 }), isOpen: fc.boolean() })
    fc.assert(
      fc.property(fc.array(outage, { maxLength: 4 }), (all) => {
        const within = ([from, to]: readonly [number, number], count: number) => from <= count && count < to
        let slow = 0
        for (let count = 0; count < 240; count++) {
          const isDown = all.some(({ down, isOpen }) => within([down[0], isOpen ? 999 : down[1]], count))
          const isLent = all.some(({ loans }) => loans.some((loan) => within(loan, count)))
          if (isDown && !isLent) slow++
        }
        const outages = all.map(({ down, loans, isOpen }) =>
          out(
            instant(down[0]),
            isOpen ? undefined : instant(down[1]),
            ...loans.map(([from, to]) => ({ from: instant(from), to: instant(to) })),
          ),
        )
        expect(hours(...outages)).toBe(slow)
      }),
    )
  })
})

test('[H19] availability is the share of all units and all the time; without units there is none', () => {
  expect(availabilityOf([24 * HOUR], 2, PERIOD)).toBe(0.95)
  expect(availabilityOf([], 3, PERIOD)).toBe(1)
  expect(availabilityOf([], 0, PERIOD)).toBeUndefined()
  expect(availabilityOf([], 1, { from: at(1), to: at(1) })).toBeUndefined()
})
