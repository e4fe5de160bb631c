import { describe, expect, it } from 'vitest'
import { pointersTo } from '../../../../shared/directory/edit.ts'
import { later } from '../../../../shared/kernel/instant.ts'
import { changeRoster } from '../../../../shared/oncall/change-roster.ts'
import { managerAt } from '../../../../shared/oncall/layers.ts'
import { escalationPath, gaps, onDuty } from '../../../../shared/oncall/on-call.ts'
import { namedUntil } from '../../../../shared/oncall/rights.ts'
import { aDirectory } from '../../../support/repair-fixtures.ts'
import { oneTier, people, rosterWith } from '../roster.ts'
import { change, first, path, THURSDAY, TO_AN, TO_BO, TO_CHEN } from './support.ts'

const HOUR = 3_600_000
const week = { from: TO_BO, to: TO_CHEN }
const FANG_FOR_BO = { kind: 'standIn', tier: 0, replaces: 'bo', person: 'fang', ...week } as const

describe('[H21] [H3] whom a page asks once a roster was changed on record', () => {
  it('a stand-in from the beginning of it until just before its end', () => {
    const roster = change(rosterWith(), FANG_FOR_BO)
    expect([later(TO_BO, -1), TO_BO, later(TO_CHEN, -1), TO_CHEN].map((at) => first(roster, at))).toEqual([
      'an',
      'fang',
      'fang',
      'chen',
    ])
    expect(path(roster, TO_BO)).toEqual(['fang', 'er', 'boss', 'chen', 'an', 'duan'])
  })

  it('but not one who left: the turn stays whose it is, the manager hears of a breach, and it can be ended', () => {
    const manager = change(rosterWith(), { kind: 'standIn', tier: 2, person: 'fang', ...week })
    const turn = change(rosterWith(), FANG_FOR_BO)
    const here = people.filter(({ id }) => id !== 'fang')
    const asked = [manager, turn].map((roster) => escalationPath(roster, here, TO_BO).map(({ person }) => person.id))
    expect(asked).toEqual([
      ['bo', 'er', 'boss', 'chen', 'an', 'duan'],
      ['bo', 'er', 'boss', 'chen', 'an', 'duan'],
    ])
    const onRecord = { now: THURSDAY, by: {}, reason: '已离职', people: here }
    const ended = changeRoster(manager, { kind: 'end', change: 'c1' }, onRecord)
    expect(managerAt(ended, people, TO_BO)).toBe('boss')
    const file = aDirectory({ people, rosters: [manager] })
    const pointing = [{ list: 'rosters', id: 'night' }]
    expect(pointersTo(file, 'people', 'fang', later(TO_CHEN, -1))).toEqual(pointing)
    // Once it is over it holds nobody.
    expect(pointersTo(file, 'people', 'fang', TO_CHEN)).toEqual([])
    expect(pointersTo({ ...file, rosters: [ended] }, 'people', 'fang', THURSDAY)).toEqual([])
  })

  it('two who swap, each in the shift of the other, and nobody else moves', () => {
    const shifts = [
      { tier: 0, at: TO_BO },
      { tier: 0, at: TO_CHEN },
    ] as const
    const roster = change(rosterWith(), { kind: 'swap', shifts })
    const mondays = [THURSDAY, later(TO_BO, -1), TO_BO, later(TO_CHEN, -1), TO_CHEN, later(TO_AN, -1), TO_AN]
    expect(mondays.map((at) => first(roster, at))).toEqual(['an', 'an', 'chen', 'chen', 'bo', 'bo', 'an'])
  })

  it('a shift that runs already is swapped from now on: who had it until now had it', () => {
    const shifts = [
      { tier: 0, at: THURSDAY },
      { tier: 0, at: TO_BO },
    ] as const
    const roster = change(rosterWith(), { kind: 'swap', shifts })
    expect([later(THURSDAY, -1), THURSDAY, TO_BO, TO_CHEN].map((at) => first(roster, at))).toEqual([
      'an',
      'bo',
      'an',
      'chen',
    ])
  })

  it('two of different tiers swap one week', () => {
    const daily = {
      ...rosterWith(),
      tiers: rosterWith().tiers.map((tier) => ({ ...tier, rotation: { ...tier.rotation, every: 'week' as const } })),
    }
    const shifts = [
      { tier: 0, at: TO_BO },
      { tier: 1, at: TO_BO },
    ] as const
    const roster = change(daily, { kind: 'swap', shifts })
    expect([first(roster, TO_BO), first(roster, TO_BO, 1)]).toEqual(['er', 'bo'])
    expect([first(roster, TO_CHEN), first(roster, TO_CHEN, 1)]).toEqual(['chen', 'duan'])
  })

  it('nobody on leave, on no place of the path: the next in rotation has the turn', () => {
    const roster = change(rosterWith(), { kind: 'leave', person: 'an', to: TO_BO })
    expect(path(roster, later(THURSDAY, -1))).toContain('an')
    expect(path(roster, THURSDAY)).toEqual(['bo', 'er', 'boss', 'chen', 'duan'])
    expect(path(roster, later(TO_BO, -1))).not.toContain('an')
    expect(path(roster, TO_BO)).toContain('an')
  })

  it('a tier all of whose people are on leave has nobody; the roster has a gap where no other tier has any', () => {
    const alone = oneTier({ people: ['an'] })
    const roster = change(alone, { kind: 'leave', person: 'an', ...week })
    expect(onDuty(roster, 0, TO_BO)).toEqual([])
    expect(gaps(roster, people, THURSDAY, TO_AN)).toEqual([{ from: TO_BO, to: TO_CHEN }])
    expect(path(roster, TO_BO)).toEqual(['boss'])
  })

  it('whoever stands in for the manager, who may then be on leave', () => {
    const stands = change(rosterWith(), { kind: 'standIn', tier: 2, person: 'fang', ...week })
    const roster = change(stands, { kind: 'leave', person: 'boss', ...week })
    expect(path(roster, TO_BO)).toEqual(['bo', 'er', 'fang', 'chen', 'an', 'duan'])
    expect(path(roster, TO_CHEN)).toContain('boss')
  })

  it('what is ended early holds until then', () => {
    const leave = change(rosterWith(), { kind: 'leave', person: 'an', to: TO_BO })
    const back = later(THURSDAY, 5 * HOUR)
    const roster = change(leave, { kind: 'end', change: 'c1', from: back }, later(THURSDAY, HOUR))
    expect([THURSDAY, later(back, -1), back].map((at) => first(roster, at))).toEqual(['bo', 'bo', 'an'])
  })

  it('a new order: the first named has the first shift that begins then, and who has duty goes on to the end', () => {
    const roster = change(rosterWith(), { kind: 'order', tier: 0, people: ['chen', 'an', 'bo'] })
    expect([later(THURSDAY, -1), THURSDAY, TO_BO, TO_CHEN, TO_AN].map((at) => first(roster, at))).toEqual([
      'an',
      'an',
      'chen',
      'an',
      'bo',
    ])
    const atMonday = change(rosterWith(), { kind: 'order', tier: 0, people: ['fang', 'bo'], from: TO_CHEN })
    expect([TO_BO, TO_CHEN, TO_AN].map((at) => first(atMonday, at))).toEqual(['bo', 'fang', 'bo'])
    const taken = change(atMonday, { kind: 'end', change: 'c1' }, later(THURSDAY, HOUR))
    expect([TO_BO, TO_CHEN, TO_AN].map((at) => first(taken, at))).toEqual(['bo', 'chen', 'an'])
  })

  it('a stand-in by record may see what was reported until it ends', () => {
    const roster = change(rosterWith(), FANG_FOR_BO)
    expect(namedUntil(roster, 'fang')).toBe(TO_CHEN)
  })
})

describe('[H21] a leave around edges of the calendar', () => {
  it.each([
    ['the end of a month', 'Asia/Shanghai', '2026-11-30T01:00:00.000Z', '2026-12-01T01:00:00.000Z'],
    ['a leap day', 'Asia/Shanghai', '2028-02-29T01:00:00.000Z', '2028-03-01T01:00:00.000Z'],
    [
      'the end of summer time in Berlin, a day of 25 hours',
      'Europe/Berlin',
      '2026-10-24T07:00:00.000Z',
      '2026-10-25T08:00:00.000Z',
    ],
    [
      'the beginning of summer time in Berlin, a day of 23 hours',
      'Europe/Berlin',
      '2026-03-28T08:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
    ],
  ])('%s: the shift of that day is the next one’s, to the minute', (_, timezone, from, to) => {
    const daily = oneTier({ timezone, every: 'day', start: '2026-01-05T09:00' })
    const own = first(daily, from) ?? ''
    const [, next] = onDuty(daily, 0, from)
    expect(first(daily, later(to, -1))).toBe(own)
    const now = later(from, -30 * 24 * HOUR)
    const roster = change(daily, { kind: 'leave', person: own, from, to }, now)
    expect([from, later(to, -1)].map((at) => first(roster, at))).toEqual([next, next])
    for (const at of [later(from, -1), to]) expect(first(roster, at)).toBe(first(daily, at))
  })
})
