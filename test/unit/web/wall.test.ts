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

test.each(['Asia/Shanghai', 'Asia/Urumqi', 'Europe/Berlin', 'America/St_Johns'])(
  'a wall in %s shows what its calendar says, also where clocks are moved',
  (zone) => {
    const [from, to] = [Date.UTC(1986, 0), Date.UTC(2040, 0)]
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (ms) => {
        const { year, month, date, time, second } = wallOf(ms, zone)
        expect(`${year}-${month}-${date} ${time}:${second}`).toBe(slow(ms, zone))
      }),
      { numRuns: 300 },
    )
  },
)
