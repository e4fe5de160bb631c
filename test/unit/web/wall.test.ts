import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wallOf } from '../../../web/rail/wall.ts'

/** As the runtime's calendar has it, asked each time. */
function slow(ms: number, timeZone: string): string {
  const [two, hourCycle] = ['2-digit', 'h23'] as const
  const shown = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two, hourCycle } as const
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, ...shown }).formatToParts(ms)
  const of = (wanted: string) => parts.find(({ type }) => type === wanted)?.value
  return `${of('year')}-${Number(of('month'))}-${Number(of('day'))} ${of('hour')}:${of('minute')}:${of('second')}`
}

test.each([
  // Where clocks were moved until 1991.
  ['Asia/Shanghai', 1986],
  ['Asia/Urumqi', 2012],
  ['Europe/Berlin', 2012],
  ['America/St_Johns', 2012],
])('a wall in %s shows what its calendar says from %i on, also where clocks are moved', (zone, from) => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(from, 0), max: Date.UTC(2040, 0) }), (ms) => {
      const { year, month, date, time, second } = wallOf(ms, zone)
      expect(`${year}-${month}-${date} ${time}:${second}`).toBe(slow(ms, zone))
    }),
    { numRuns: 300 },
  )
})
