import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Override } from '../../../shared/directory/directory.ts'
import type { Rotation } from '../../../shared/directory/rota.ts'
import { fromMs, toMs } from '../../../shared/kernel/instant.ts'
import { gaps, onDuty } from '../../../shared/oncall/on-call.ts'
import { oneTier, people } from './roster.ts'

/** A stretch of days with what the wall clock shows at each of its minutes, read from the platform's own zone tables. */
interface Wall {
  readonly zone: string
  readonly beginMs: number
  /** Wall-clock time at each minute, as if it were UTC. */
  readonly shown: readonly number[]
}

const MINUTE = 60_000
const DAYS = 24

const wall = (zone: string, begin: string): Wall => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  const beginMs = toMs(begin)
  // Clocks change on a quarter hour, so within one the wall clock runs evenly.
  const shown = Array.from({ length: DAYS * 24 * 4 }, (_, quarter) =>
    Date.parse(`${format.format(beginMs + quarter * 15 * MINUTE).replace(' ', 'T')}Z`),
  ).flatMap((time) => Array.from({ length: 15 }, (_, minute) => time + minute * MINUTE))
  return { zone, beginMs, shown }
}

/** Around the changes of the clock (a half-hour one among them), a year's end and a leap day. */
const WALLS = [
  wall('America/New_York', '2026-02-25T00:00:00.000Z'),
  wall('America/New_York', '2026-10-20T00:00:00.000Z'),
  wall('Europe/Berlin', '2026-03-18T00:00:00.000Z'),
  wall('Europe/Berlin', '2026-10-14T00:00:00.000Z'),
  wall('Australia/Lord_Howe', '2026-03-25T00:00:00.000Z'),
  wall('Australia/Lord_Howe', '2026-09-22T00:00:00.000Z'),
  wall('Asia/Shanghai', '2026-12-20T00:00:00.000Z'),
  wall('Asia/Shanghai', '2028-02-17T00:00:00.000Z'),
]

type Every = Exclude<Rotation['every'], 'month'>
const hoursOf = (every: Every): number => (every === 'day' ? 24 : every === 'week' ? 168 : every.hours)

/** Steps through the minutes; a new shift begins where the wall clock shows its hour, or where it would have, had it not skipped. */
const shiftByMinute = ({ shown }: Wall, startMinute: number, every: Every): number[] => {
  const period = hoursOf(every) * 60 * MINUTE
  const start = shown[startMinute] ?? 0
  const first = shown[0] ?? 0
  let shift = Math.floor((first - start) / period)
  const shifts: number[] = []
  let highest = first
  let waiting = 0
  shown.forEach((time, minute) => {
    const jump = minute > 0 ? time - (shown[minute - 1] ?? 0) - MINUTE : 0
    if (waiting > 0) waiting -= 1
    // The wall clock jumps over the hour of the handover: it comes as much later as the clock jumped.
    const next = start + (shift + 1) * period
    if (jump > 0 && next < time && next > highest) waiting = (next - highest) / MINUTE - 1
    highest = Math.max(highest, time)
    if (waiting === 0) while (start + (shift + 1) * period <= highest) shift += 1
    shifts.push(shift)
  })
  return shifts
}

/** Walks the overrides from the last: the first that takes this turn decides. */
const standIn = (turn: string, isFirst: boolean, overrides: readonly Override[]): string =>
  overrides.findLast(({ replaces }) => (replaces === undefined ? isFirst : replaces === turn))?.person ?? turn

const slowly = (ids: readonly string[], shift: number, overrides: readonly Override[], at: string): string[] => {
  let queue = [...ids]
  for (let turns = 0; turns < shift; turns += 1) queue = [...queue.slice(1), ...queue.slice(0, 1)]
  for (let turns = 0; turns > shift; turns -= 1) queue = [...queue.slice(-1), ...queue.slice(0, -1)]
  const active = overrides.filter(({ from, to }) => toMs(from) <= toMs(at) && toMs(at) < toMs(to))
  const asked: string[] = []
  queue.forEach((id, place) => {
    const person = standIn(id, place === 0, active)
    if (!asked.includes(person)) asked.push(person)
  })
  return asked
}

const MINUTES = DAYS * 24 * 60
const minute = fc.integer({ min: 0, max: MINUTES - 1 })
const setting = fc.record({
  place: fc.constantFrom(...WALLS.keys()),
  startMinute: minute,
  every: fc.oneof(
    fc.constantFrom<Every>('day', 'week'),
    fc.integer({ min: 1, max: 60 }).map((hours) => ({ hours })),
    fc.integer({ min: 1, max: 4 }).map((hours) => ({ hours })),
  ),
  ids: fc.subarray(['an', 'bo', 'chen', 'duan', 'er'], { minLength: 1 }),
  overrides: fc.array(
    fc.record({
      from: minute,
      length: fc.integer({ min: 1, max: 4000 }),
      who: fc.constantFrom('fang', 'boss', 'an'),
      replaces: fc.option(fc.nat(4)),
    }),
    { maxLength: 4 },
  ),
  asked: fc.array(minute, { minLength: 5, maxLength: 15 }),
})

type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never

/** Within three hours of a change of the clock. */
const near = ({ shown }: Wall, index: number): boolean =>
  (shown[index + 180] ?? 0) - (shown[index - 180] ?? 0) !== 360 * MINUTE

/** The roster, the slow shifts, and the instants worth asking at: any, and both sides of every edge. */
const prepare = (given: Setting) => {
  const { place, ids, every } = given
  const on = WALLS[place] ?? wall('UTC', '2026-01-01T00:00:00.000Z')
  const instant = (index: number, ms = 0) => fromMs(on.beginMs + index * MINUTE + ms)
  const shifts = shiftByMinute(on, given.startMinute, every)
  const overrides = given.overrides.map(({ from, length, who, replaces }): Override => {
    const turn = replaces === null ? undefined : ids[replaces % ids.length]
    return { from: instant(from), to: instant(from + length), tier: 0, person: who, ...(turn && { replaces: turn }) }
  })
  const start = new Date(on.shown[given.startMinute] ?? 0).toISOString().slice(0, 16)
  const handovers = shifts.flatMap((shift, index) => (index > 0 && shift !== shifts[index - 1] ? [index] : []))
  const some = handovers.filter((index) => handovers.length < 30 || near(on, index))
  const edges = [...some, ...given.overrides.flatMap(({ from, length }) => [from, from + length])]
  const asked = [...given.asked, ...edges.flatMap((edge) => [edge - 1, edge, edge + 1])]
  return {
    roster: oneTier({ timezone: on.zone, start, every, people: ids, overrides }),
    // A stand-in whom nobody knows leaves the turn where it was.
    slowlyAt: (index: number, isKnown: (id: string) => boolean = () => true) =>
      slowly(
        ids,
        shifts[index] ?? 0,
        overrides.filter(({ person }) => isKnown(person)),
        instant(index),
      ),
    instant,
    asked: asked.filter((index) => index >= 0 && index < MINUTES),
  }
}

describe('against stepping through the minutes', () => {
  it('finds the same people in the same order', () => {
    fc.assert(
      fc.property(setting, (given) => {
        const { roster, slowlyAt, instant, asked } = prepare(given)
        for (const index of asked) {
          expect(onDuty(roster, 0, instant(index))).toEqual(slowlyAt(index))
          expect(onDuty(roster, 0, instant(index, MINUTE - 1))).toEqual(slowlyAt(index))
        }
      }),
      { numRuns: 150, seed: 20261120 },
    )
  }, 60_000)

  it('[H21] finds the same gaps', () => {
    const known = people.filter(({ id }) => id === 'an' || id === 'bo')
    const knownIds = known.map(({ id }) => id)
    fc.assert(
      fc.property(setting, (given) => {
        const { roster, slowlyAt, instant } = prepare(given)
        const unmanned = Array.from(
          { length: MINUTES },
          (_, index) => !slowlyAt(index, (id) => knownIds.includes(id)).some((id) => knownIds.includes(id)),
        )
        const expected = unmanned.flatMap((gap, index) => {
          if (!gap || unmanned[index - 1]) return []
          const end = unmanned.indexOf(false, index)
          return [{ from: instant(index), to: instant(end < 0 ? MINUTES : end) }]
        })
        expect(gaps(roster, known, instant(0), instant(MINUTES))).toEqual(expected)
      }),
      { numRuns: 8, seed: 20261120 },
    )
  }, 60_000)
})
