import { describe, expect, it } from 'vitest'
import {
  axisOf,
  dayOf,
  fieldOf,
  freeOf,
  instantOf,
  midnight,
  mondayOf,
  placeOf,
  short,
  writtenDay,
} from '../../../web/console/app/roster/axis.ts'
import { changeOf, emptyDraft, shiftsAhead, withShift } from '../../../web/console/app/roster/draft.ts'
import { loadsOf } from '../../../web/console/app/roster/load.ts'
import { lanesOf } from '../../../web/console/app/roster/names.ts'

const BERLIN = 'Europe/Berlin'
const day = (written: string) => dayOf(written) ?? expect.fail()
const begin = (written: string, zone: string) => new Date(midnight(day(written), zone)).toISOString()

describe('the days across a roster', () => {
  it('begin at midnight on the wall, also where clocks are put forward or back', () => {
    expect(begin('2026-11-16', 'Asia/Shanghai')).toBe('2026-11-15T16:00:00.000Z')
    expect(begin('2026-10-25', BERLIN)).toBe('2026-10-24T22:00:00.000Z')
    expect(begin('2026-10-26', BERLIN)).toBe('2026-10-25T23:00:00.000Z')
    expect(begin('2026-03-29', BERLIN)).toBe('2026-03-28T23:00:00.000Z')
    expect(begin('2026-03-30', BERLIN)).toBe('2026-03-29T22:00:00.000Z')
  })

  it('are whole weeks from a Monday, over the end of a month, a leap day, a year', () => {
    expect(writtenDay(mondayOf(day('2026-11-22')))).toBe('2026-11-16')
    expect(writtenDay(mondayOf(day('2026-11-23')))).toBe('2026-11-23')
    const leap = axisOf(day('2028-02-28'), 2, BERLIN).days.map(({ month, date }) => `${month}-${date}`)
    expect(leap.slice(0, 3)).toEqual(['2-28', '2-29', '3-1'])
    expect(axisOf(day('2026-12-28'), 2, BERLIN).days[4]).toMatchObject({ month: 1, date: 1, weekday: 5 })
    const autumn = axisOf(day('2026-10-19'), 2, BERLIN)
    expect(autumn.to - autumn.from).toBe((14 * 24 + 1) * 3_600_000)
  })

  it('hold what lies on them, in percent, and nothing else', () => {
    const axis = axisOf(day('2026-11-16'), 2, 'UTC')
    expect(placeOf(axis, { from: '2026-11-23T00:00:00.000Z', to: '2026-11-30T00:00:00.000Z' })).toEqual({
      left: '50.000%',
      width: '50.000%',
    })
    expect(placeOf(axis, { from: '2026-11-01T00:00:00.000Z', to: '2026-11-16T00:00:00.000Z' })).toBeUndefined()
  })

  it('a field reads the wall of the roster, and says the same instant back', () => {
    for (const instant of [
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T08:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
      '2028-02-29T22:59:00.000Z',
    ])
      expect(instantOf(fieldOf(instant, BERLIN), BERLIN)).toBe(instant)
    expect(fieldOf('2026-11-26T01:00:00.000Z', 'Asia/Shanghai')).toBe('2026-11-26T09:00')
    expect(instantOf('', BERLIN)).toBeUndefined()
    expect([dayOf(null), dayOf('2026-02-30x'), dayOf('yesterday')]).toEqual([undefined, undefined, undefined])
  })
})

describe('what is about to be changed', () => {
  const shift = (from: string, to: string, turn: string) => ({
    from,
    to,
    turn,
    person: turn,
    layer: 'rotation' as const,
  })
  const calendar = {
    ...{ id: 'east', name: '华东', timezone: 'Asia/Shanghai', version: 0, mayChange: true, people: [], saved: false },
    ...{ at: '2026-11-22T00:00:00.000Z', from: '2026-11-15T16:00:00.000Z', to: '2026-12-20T16:00:00.000Z' },
    tiers: [
      {
        ...{ tier: 0, name: '一线', people: ['an', 'bo'], turns: '' },
        rotation: { people: ['an', 'bo'], start: '2026-11-02T09:00', every: 'week' as const },
        bars: [
          shift('2026-11-15T16:00:00.000Z', '2026-11-16T01:00:00.000Z', 'bo'),
          shift('2026-11-16T01:00:00.000Z', '2026-11-23T01:00:00.000Z', 'an'),
          shift('2026-11-23T01:00:00.000Z', '2026-11-30T01:00:00.000Z', 'bo'),
        ],
      },
    ],
    managers: [{ from: '2026-11-15T16:00:00.000Z', to: '2026-12-20T16:00:00.000Z', person: 'boss' }],
    ...{ leaves: [], problems: [], history: [] },
  }
  const nowMs = Date.parse('2026-11-22T02:17:31.000Z')
  const [running, next, manager] = shiftsAhead(calendar, nowMs)

  it('offers the shifts that are not over, and the manager’s place', () => {
    expect([running?.person, next?.person, manager?.tier]).toEqual(['an', 'bo', 1])
  })

  it('a stand-in of a shift that runs begins now, of another at its beginning; nothing while nobody is named', () => {
    const draft = emptyDraft('east')
    if (!running || !next) return expect.fail()
    const now = withShift(draft, running, calendar, nowMs)
    expect(changeOf(now, calendar, nowMs)).toBeUndefined()
    expect(changeOf({ ...now, person: 'chen' }, calendar, nowMs)).toEqual({
      ...{ kind: 'standIn', tier: 0, replaces: 'an', person: 'chen', to: '2026-11-23T01:00:00.000Z' },
    })
    const later = { ...withShift(draft, next, calendar, nowMs), person: 'chen' }
    expect(changeOf(later, calendar, nowMs)).toMatchObject({ from: '2026-11-23T01:00:00.000Z', replaces: 'bo' })
  })

  it('a swap names each shift by an instant that is not over', () => {
    const draft = { ...emptyDraft('east', 'swap'), shift: running?.key ?? '', other: next?.key ?? '' }
    expect(changeOf(draft, calendar, nowMs)).toEqual({
      kind: 'swap',
      shifts: [
        { tier: 0, at: '2026-11-22T02:17:00.000Z' },
        { tier: 0, at: '2026-11-23T01:00:00.000Z' },
      ],
    })
  })

  it('leave that overlaps lies below each other', () => {
    const leave = (from: string, to: string) => ({ from, to })
    expect(lanesOf([leave('1', '3'), leave('2', '4'), leave('3', '5')]).map((lane) => lane.length)).toEqual([2, 1])
  })

  it('a name stands where nothing lies over its bar, as much of it as there is room for', () => {
    const axis = axisOf(day('2026-11-16'), 5, 'UTC')
    const on = (from: number, to: number) => ({
      from: `2026-11-${from}T00:00:00.000Z`,
      to: `2026-11-${to}T00:00:00.000Z`,
    })
    const week = on(16, 23)
    const nameOver = (...over: ReturnType<typeof on>[]) => short('陈伟', axis, freeOf(week, over, axis))
    expect(freeOf(week, [], axis)).toEqual(week)
    expect(freeOf(week, [on(16, 18), on(18, 19)], axis)).toEqual(on(19, 23))
    // A day is too little for a name, the days after are enough.
    expect(freeOf(week, [on(17, 18)], axis)).toEqual(on(18, 23))
    expect(nameOver(on(17, 18), on(19, 23))).toBe('陈')
    expect(nameOver(on(14, 24))).toBe('')
  })
})

describe('the load of the weeks shown', () => {
  const axis = axisOf(day('2026-11-16'), 2, 'UTC')
  const bar = (from: string, to: string, person?: string) =>
    ({
      from: `2026-11-${from}Z`,
      to: `2026-11-${to}Z`,
      turn: 'a',
      layer: 'rotation',
      ...(person && { person }),
    }) as const
  const calendar = (name: string, bars: readonly ReturnType<typeof bar>[]) =>
    ({
      name,
      people: [
        { id: 'a', name: '甲' },
        { id: 'b', name: '乙' },
      ],
      tiers: [{ name: '一线', bars }],
    }) as never
  it('is each one’s own time on duty, what they stand in for with it; weekends apart, and two places at once counted once', () => {
    const east = calendar('华东', [
      // It began before the weeks shown, and gives way for one day to somebody else.
      bar('14T00:00:00', '20T00:00:00', 'a'),
      bar('20T00:00:00', '21T12:00:00', 'b'),
      bar('21T12:00:00', '23T00:00:00', 'a'),
      bar('23T00:00:00', '24T00:00:00'),
    ])
    const west = calendar('西部', [bar('20T12:00:00', '22T00:00:00', 'b')])
    expect(loadsOf([east, west], axis)).toEqual([
      { person: 'a', name: '甲', places: ['华东 一线'], days: 5.5, weekend: 1.5 },
      { person: 'b', name: '乙', places: ['华东 一线', '西部 一线'], days: 2, weekend: 1 },
    ])
    expect(loadsOf([], axis)).toEqual([])
  })
})
