import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Roster } from '../../../shared/directory/directory.ts'
import type { DutyRule, Rotation } from '../../../shared/directory/rota.ts'
import { isWorkday } from '../../../shared/kernel/calendar.ts'
import { DUTY_DAYS } from '../../../shared/kernel/duty-days.ts'
import { fromMs, later } from '../../../shared/kernel/instant.ts'
import { edgesOf } from '../../../shared/oncall/layers.ts'
import { onDuty } from '../../../shared/oncall/on-call.ts'
import { shiftOf } from '../../../shared/oncall/shifts.ts'
import { change, first } from './changes/support.ts'
import { rosterWith } from './roster.ts'

const QUARTER = 900_000

/** What the wall clock shows at each quarter of an hour of a year, by the platform's own tables, as if it were UTC. */
const wallOf = (zone: string, year: number) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  const beginMs = Date.UTC(year, 0, 1)
  const count = (Date.UTC(year + 1, 0, 1) - beginMs) / QUARTER
  const shown = Array.from({ length: count }, (_, index) =>
    Date.parse(`${format.format(beginMs + index * QUARTER).replace(' ', 'T')}Z`),
  )
  return { zone, beginMs, shown }
}
/** Make-up workdays and holidays, summer time, and a leap day. */
const WALLS = [wallOf('Asia/Shanghai', 2026), wallOf('Europe/Berlin', 2026), wallOf('Europe/Berlin', 2028)]
type Wall = ReturnType<typeof wallOf>

/** Step by step: the next handover is on the same day of the next month, or on its last. */
const nextAfter = ({ start, every }: Rotation, count: number): number => {
  const first = new Date(`${start}Z`)
  if (every === 'day' || every === 'week') return first.getTime() + count * (every === 'day' ? 1 : 7) * 86_400_000
  if (every !== 'month') return first.getTime() + count * every.hours * 3_600_000
  const moved = new Date(first)
  moved.setUTCDate(1)
  moved.setUTCMonth(first.getUTCMonth() + count)
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()
  moved.setUTCDate(Math.min(first.getUTCDate(), last))
  return moved.getTime()
}
const turnsThrough = ({ shown }: Wall, rotation: Rotation): string[] => {
  let count = 0
  let highest = 0
  return shown.map((time) => {
    highest = Math.max(highest, time)
    while (nextAfter(rotation, count + 1) <= highest) count += 1
    return rotation.people[count % rotation.people.length] ?? ''
  })
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)
const NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const isNamed = (days: DutyRule['days'], time: number) =>
  days === undefined ||
  days.some((day) => {
    if (day === 'workday') return isWorkday(dayOf(time))
    if (day === 'dayOff') return !isWorkday(dayOf(time))
    return NAMES[new Date(time).getUTCDay()] === day
  })
/** By what the clock shows: it began today before now, or yesterday and is not over. */
const holds = ({ days, from = '00:00', to = '24:00' }: DutyRule, time: number): boolean => {
  const clock = new Date(time).toISOString().slice(11, 16)
  if (to > from) return isNamed(days, time) && from <= clock && clock < to
  return (isNamed(days, time) && clock >= from) || (isNamed(days, time - 86_400_000) && clock < to)
}

// At hours that no clock skips or shows twice: those are stepped through in brute-force.test.ts.
const hour = fc.constantFrom('00:00', '06:15', '08:30', '09:00', '12:00', '18:00', '22:45')
const rotation = fc.record({
  people: fc.subarray(['an', 'bo', 'chen', 'duan', 'er'], { minLength: 1 }),
  start: fc
    .tuple(fc.constantFrom('2025-12-31', '2025-10-30', '2025-11-29', '2025-12-01'), hour)
    .map(([day, time]) => `${day}T${time}`),
  every: fc.constantFrom<Rotation['every']>('day', 'week', 'month', { hours: 12 }, { hours: 336 }),
})
const rule = fc.record(
  { days: fc.subarray([...DUTY_DAYS], { minLength: 1, maxLength: 3 }), from: hour, to: hour, rotation },
  { requiredKeys: ['rotation'] },
)
const rota = fc.record({ on: fc.constantFrom(...WALLS), rotation, rules: fc.array(rule, { maxLength: 3 }) })

const rosterOf = (timezone: string, tier: { rotation: Rotation; rules: readonly DutyRule[] }): Roster =>
  rosterWith({ timezone, tiers: [{ name: '一线', ...tier }] })

describe('who has duty by times of day and week', () => {
  it('[H21] [H3] is what stepping through a year by the wall clock says, month ends, holidays, leap day and summer time', () => {
    fc.assert(
      fc.property(rota, fc.nat(96), ({ on, rotation: usual, rules }, offset) => {
        const all = [...rules.map((one) => one.rotation), usual].map((one) => turnsThrough(on, one))
        const slowly = on.shown.map((time, index) => {
          const place = rules.findIndex((one) => holds(one, time))
          return all.at(place)?.[index]
        })
        const roster = rosterOf(on.zone, { rotation: usual, rules })
        const at = (index: number, ms = 0) => fromMs(on.beginMs + index * QUARTER + ms)
        const changes = slowly.flatMap((who, index) => (index > 0 && who !== slowly[index - 1] ? [index] : []))
        for (const index of changes) {
          expect([at(index), first(roster, at(index, -1)), first(roster, at(index))]).toEqual([
            at(index),
            slowly[index - 1],
            slowly[index],
          ])
        }
        for (let index = offset; index < slowly.length; index += 97)
          expect([at(index), first(roster, at(index))]).toEqual([at(index), slowly[index]])
        // The instants at which it can change are all that there are, and a shift is one person's from end to end.
        const edges = new Set(edgesOf(roster, at(0), at(slowly.length)))
        expect(changes.map((index) => at(index)).filter((one) => !edges.has(one))).toEqual([])
        const shift = shiftOf(roster, 0, at(offset + 9000))
        if (!shift) return expect.fail('there is a shift at any time')
        expect([first(roster, shift.from), first(roster, later(shift.to, -1))]).toEqual([shift.person, shift.person])
      }),
      { numRuns: 25, seed: 20261130 },
    )
  }, 300_000)

  const nights: DutyRule = {
    from: '18:00',
    to: '09:00',
    rotation: { people: ['duan', 'er'], start: '2026-11-02T18:00', every: 'day' },
  }
  const offDays: DutyRule = {
    days: ['dayOff'],
    rotation: { people: ['fang'], start: '2026-11-02T00:00', every: 'week' },
  }
  const usual: Rotation = { people: ['an', 'bo'], start: '2026-11-02T09:00', every: 'week' }

  it('a make-up workday is no day off, a holiday in the week is one', () => {
    const roster = rosterOf('Asia/Shanghai', { rotation: usual, rules: [offDays, nights] })
    // National Day is from Thursday, 1 October; Saturday, 10 October is worked.
    expect(first(roster, '2026-10-01T04:00:00.000Z')).toBe('fang')
    expect(first(roster, '2026-10-10T04:00:00.000Z')).not.toBe('fang')
    expect(first(roster, '2026-10-11T04:00:00.000Z')).toBe('fang')
  })

  it('is changed on record from an instant on: the shift that runs is ended first, and what was stands', () => {
    const roster = rosterOf('Asia/Shanghai', { rotation: usual, rules: [] })
    const now = '2026-11-05T10:30:00.000Z' // Thursday, 18:30: a night, once there are any
    const after = change(roster, { kind: 'rota', tier: 0, rotation: usual, rules: [nights] }, now)
    expect(first(after, later(now, -1))).toBe('an')
    expect([first(after, now), first(after, '2026-11-09T00:59:59.999Z')]).toEqual(['an', 'an'])
    expect(first(after, '2026-11-09T01:00:00.000Z')).toBe('bo')
    expect(first(after, '2026-11-09T10:00:00.000Z')).toBe('er')
    expect(shiftOf(after, 0, '2026-11-09T12:00:00.000Z')).toEqual({
      ...{ tier: 0, person: 'er', from: '2026-11-09T10:00:00.000Z', to: '2026-11-10T01:00:00.000Z' },
    })
    expect(onDuty(after, 0, '2026-11-09T12:00:00.000Z')).toEqual(['er', 'duan'])
    const planned = change(
      roster,
      { kind: 'rota', tier: 0, rotation: usual, rules: [nights], from: '2026-11-16T01:00:00.000Z' },
      now,
    )
    const back = change(planned, { kind: 'end', change: 'c1' }, later(now, 1))
    expect([first(planned, '2026-11-16T12:00:00.000Z'), first(back, '2026-11-16T12:00:00.000Z')]).toEqual([
      'duan',
      'an',
    ])
  })
})
