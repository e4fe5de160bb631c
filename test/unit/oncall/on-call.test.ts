import { describe, expect, it } from 'vitest'
import type { Override } from '../../../shared/directory/directory.ts'
import type { RosterChange } from '../../../shared/directory/roster-change.ts'
import { dutyProblems, escalationPath, gaps, MANAGER_TIER, onDuty } from '../../../shared/oncall/on-call.ts'
import { pageWindowMs } from '../../../shared/promise/ladder.ts'
import { oneTier, people, rosterWith } from './roster.ts'

const MINUTE = 60_000
/** Monday 2026-11-09, 09:00 in Shanghai: the first handover after the start. */
const HANDOVER = '2026-11-09T01:00:00.000Z'
const BEFORE = '2026-11-09T00:59:59.999Z'

describe('rotation', () => {
  it('hands over at the local time of the start, just then', () => {
    const roster = oneTier({})
    expect(onDuty(roster, 0, BEFORE)).toEqual(['an', 'bo', 'chen'])
    expect(onDuty(roster, 0, HANDOVER)).toEqual(['bo', 'chen', 'an'])
    expect(onDuty(roster, 0, '2026-11-09T01:00:00.001Z')).toEqual(['bo', 'chen', 'an'])
  })

  it('comes round to the first person', () => {
    expect(onDuty(oneTier({}), 0, '2026-11-23T01:00:00.000Z')).toEqual(['an', 'bo', 'chen'])
  })

  it('counts backwards before its start', () => {
    expect(onDuty(oneTier({}), 0, '2026-11-02T00:59:59.999Z')).toEqual(['chen', 'an', 'bo'])
    expect(onDuty(oneTier({}), 0, '2026-10-26T00:59:59.999Z')).toEqual(['bo', 'chen', 'an'])
  })

  it('keeps a weekly 09:00 at 09:00 when summer time begins and ends', () => {
    const newYork = oneTier({ timezone: 'America/New_York', start: '2026-03-02T09:00' })
    // 09:00 is 14:00 UTC before 8 March, 13:00 UTC after; and 14:00 UTC again after 1 November.
    expect(onDuty(newYork, 0, '2026-03-09T12:59:59.999Z')[0]).toBe('an')
    expect(onDuty(newYork, 0, '2026-03-09T13:00:00.000Z')[0]).toBe('bo')
    expect(onDuty(newYork, 0, '2026-11-02T13:59:59.999Z')[0]).toBe('bo')
    expect(onDuty(newYork, 0, '2026-11-02T14:00:00.000Z')[0]).toBe('chen')
  })

  it('keeps shifts of 12 hours at their local times over a change of the clock', () => {
    const berlin = oneTier({
      timezone: 'Europe/Berlin',
      start: '2026-10-24T08:00',
      every: { hours: 12 },
      people: ['an', 'bo'],
    })
    expect(onDuty(berlin, 0, '2026-10-25T06:59:59.999Z')[0]).toBe('bo')
    expect(onDuty(berlin, 0, '2026-10-25T07:00:00.000Z')[0]).toBe('an')
  })

  it('does not go back to the last shift in the hour that is shown twice', () => {
    const newYork = oneTier({ timezone: 'America/New_York', start: '2026-10-31T01:30', every: 'day' })
    const shown = ['05:29', '05:30', '05:59', '06:00', '06:29', '06:30'].map(
      (time) => onDuty(newYork, 0, `2026-11-01T${time}:00.000Z`)[0],
    )
    expect(shown).toEqual(['an', 'bo', 'bo', 'bo', 'bo', 'bo'])
  })

  it('hands over after the gap when its time is skipped', () => {
    const newYork = oneTier({ timezone: 'America/New_York', start: '2026-03-07T02:30', every: 'day' })
    // 02:30 does not exist on 8 March: 03:30 summer time, 07:30 UTC.
    expect(onDuty(newYork, 0, '2026-03-08T07:29:59.999Z')[0]).toBe('an')
    expect(onDuty(newYork, 0, '2026-03-08T07:30:00.000Z')[0]).toBe('bo')
  })

  it.each([
    ['the end of a year', '2026-12-31T09:00', '2027-01-01T01:00:00.000Z'],
    ['the end of February', '2026-02-28T09:00', '2026-03-01T01:00:00.000Z'],
    ['a leap day', '2028-02-28T09:00', '2028-02-29T01:00:00.000Z'],
    ['the day after a leap day', '2028-02-29T09:00', '2028-03-01T01:00:00.000Z'],
  ])('hands over every day over %s', (_, start, handover) => {
    const roster = oneTier({ start, every: 'day' })
    expect(onDuty(roster, 0, handover.replace('01:00:00.000', '00:59:59.999'))[0]).toBe('an')
    expect(onDuty(roster, 0, handover)[0]).toBe('bo')
  })

  it('lists someone who has two turns once, where they are asked first', () => {
    const roster = oneTier({ people: ['an', 'bo', 'an', 'chen'] })
    expect(onDuty(roster, 0, HANDOVER)).toEqual(['bo', 'an', 'chen'])
  })

  it('has nobody on a tier that the roster does not have', () => {
    expect(onDuty(rosterWith(), 7, HANDOVER)).toEqual([])
  })
})

describe('overrides', () => {
  const from = '2026-11-04T10:00:00.000Z'
  const to = '2026-11-05T10:00:00.000Z'
  const during = '2026-11-04T20:00:00.000Z'
  const swap = (changes: Partial<Override>): Override => ({ from, to, tier: 0, person: 'fang', ...changes })

  it('hold from their beginning until just before their end', () => {
    const roster = oneTier({ overrides: [swap({})] })
    expect(onDuty(roster, 0, '2026-11-04T09:59:59.999Z')).toEqual(['an', 'bo', 'chen'])
    expect(onDuty(roster, 0, from)).toEqual(['fang', 'bo', 'chen'])
    expect(onDuty(roster, 0, '2026-11-05T09:59:59.999Z')).toEqual(['fang', 'bo', 'chen'])
    expect(onDuty(roster, 0, to)).toEqual(['an', 'bo', 'chen'])
  })

  it('replace whoever is first, over a handover too', () => {
    const roster = oneTier({ overrides: [swap({ to: '2026-11-10T10:00:00.000Z' })] })
    expect(onDuty(roster, 0, BEFORE)).toEqual(['fang', 'bo', 'chen'])
    expect(onDuty(roster, 0, HANDOVER)).toEqual(['fang', 'chen', 'an'])
  })

  it('replace a given person, wherever their turn is', () => {
    expect(onDuty(oneTier({ overrides: [swap({ replaces: 'bo' })] }), 0, during)).toEqual(['an', 'fang', 'chen'])
  })

  it('do nothing for someone who has no turn on that tier', () => {
    const roster = rosterWith({ overrides: [swap({ replaces: 'duan' }), swap({ tier: 1, replaces: 'an' })] })
    expect(onDuty(roster, 0, during)).toEqual(['an', 'bo', 'chen'])
    expect(onDuty(roster, 1, during)).toEqual(['duan', 'er'])
  })

  it('never list a person twice', () => {
    expect(onDuty(oneTier({ overrides: [swap({ person: 'chen' })] }), 0, during)).toEqual(['chen', 'bo'])
  })

  it('give way to a later one for the same turn', () => {
    const overrides = [swap({ replaces: 'an', person: 'fang' }), swap({ replaces: 'an', person: 'er' })]
    expect(onDuty(oneTier({ overrides }), 0, during)).toEqual(['er', 'bo', 'chen'])
    expect(onDuty(oneTier({ overrides: overrides.toReversed() }), 0, during)).toEqual(['fang', 'bo', 'chen'])
  })

  it('swap two people', () => {
    const overrides = [swap({ replaces: 'an', person: 'bo' }), swap({ replaces: 'bo', person: 'an' })]
    expect(onDuty(oneTier({ overrides }), 0, during)).toEqual(['bo', 'an', 'chen'])
  })

  it('replace a stand-in who cannot come either', () => {
    const overrides = [swap({ replaces: 'an', person: 'fang' }), swap({ replaces: 'fang', person: 'er' })]
    expect(onDuty(oneTier({ overrides }), 0, during)).toEqual(['er', 'bo', 'chen'])
  })
})

describe('escalation path', () => {
  const ids = (path: ReturnType<typeof escalationPath>) => path.map(({ person, tier }) => `${tier}:${person.id}`)

  it('[H6] asks whoever has duty on the first line, on the second line, then the manager, then the others', () => {
    const path = escalationPath(rosterWith(), people, BEFORE)
    expect(ids(path)).toEqual(['0:an', '1:duan', '2:boss', '0:bo', '0:chen', '1:er'])
    expect(path.map(({ tierName }) => tierName)).toEqual(['一线', '二线', MANAGER_TIER, '一线', '一线', '二线'])
  })

  it('names people, and says nothing else that the directory has of them', () => {
    const [first] = escalationPath(rosterWith(), people, BEFORE)
    expect(first?.person).toEqual({ id: 'an', name: 'an工' })
  })

  it('lists someone on two tiers once, where they have duty', () => {
    const overrides = [{ from: BEFORE, to: HANDOVER, tier: 1, person: 'bo' }]
    expect(ids(escalationPath(rosterWith({ overrides }), people, BEFORE))).toEqual([
      '0:an',
      '1:bo',
      '2:boss',
      '0:chen',
      '1:er',
    ])
  })

  it('[N14] asks the manager as such, even one with a turn in a tier', () => {
    const roster = rosterWith({ manager: 'bo' })
    expect(ids(escalationPath(roster, people, BEFORE))).toEqual(['0:an', '1:duan', '2:bo', '0:chen', '1:er'])
  })

  it('leaves out ids that nobody bears', () => {
    const known = people.filter(({ id }) => id !== 'an' && id !== 'boss')
    expect(ids(escalationPath(rosterWith(), known, BEFORE))).toEqual(['0:bo', '1:duan', '0:chen', '1:er'])
  })
})

describe('page window', () => {
  const escalation = { acknowledgeWithin: ['PT5M', 'PT10M'], slowdown: 2, slowest: 'PT30M' }
  it.each([
    [0, 0, 5],
    [1, 0, 10],
    [2, 0, 10],
    [9, 0, 10],
    [0, 1, 10],
    [0, 2, 20],
    [0, 3, 30],
    [1, 2, 30],
    [0, 2000, 30],
  ])('tier %i has, in round %i, %i minutes', (tier, round, minutes) => {
    expect(pageWindowMs(escalation, tier, round)).toBe(minutes * MINUTE)
  })

  it('grows by a part with a slowdown of 1.5', () => {
    expect(pageWindowMs({ ...escalation, slowdown: 1.5 }, 0, 1)).toBe(7.5 * MINUTE)
  })
})

describe('gaps', () => {
  const from = '2026-11-02T00:00:00.000Z'
  const to = '2026-11-30T00:00:00.000Z'
  const away = (who: string, start: string, end: string): RosterChange => ({
    ...{ kind: 'leave', person: who, from: start, to: end },
    ...{ id: `${who} ${start}`, at: from, by: {}, reason: '家事' },
  })

  it('[H21] has none while someone known is on duty', () => {
    expect(gaps(rosterWith(), people, from, to)).toEqual([])
    const someoneLeft = oneTier({ people: ['ghost', 'bo'] })
    expect(gaps(someoneLeft, people, from, to)).toEqual([])
  })

  it('[H21] finds exactly the time in which all are on leave; an unknown stand-in leaves the turn where it was', () => {
    const [start, middle, end] = ['2026-11-05T01:00:00.000Z', '2026-11-09T12:00:00.000Z', '2026-11-10T12:00:00.000Z']
    const roster = { ...oneTier({ people: ['an'] }), changes: [away('an', start, middle), away('an', middle, end)] }
    expect(gaps(roster, people, from, to)).toEqual([{ from: start, to: end }])
    expect(gaps(roster, people, middle, '2026-11-10T00:00:00.000Z')).toEqual([
      { from: middle, to: '2026-11-10T00:00:00.000Z' },
    ])
    expect(gaps(roster, people, end, to)).toEqual([])
    const ghost: Override = { from, to, tier: 0, replaces: 'an', person: 'ghost' }
    expect(gaps(oneTier({ people: ['an'], overrides: [ghost] }), people, from, to)).toEqual([])
  })

  it('[H21] counts another tier as cover, but not the manager', () => {
    const nobody = oneTier({ people: ['ghost'] })
    expect(gaps(nobody, people, from, to)).toEqual([{ from, to }])
    const covered = { ...nobody, tiers: [...nobody.tiers, ...rosterWith().tiers.slice(1)] }
    expect(gaps(covered, people, from, to)).toEqual([])
  })

  it('[H21] follows handovers: a gap may last one shift only', () => {
    const overrides = [{ from, to, tier: 0, person: 'fang' }]
    const roster = { ...oneTier({ people: ['an', 'bo'], overrides }), changes: [away('fang', from, to)] }
    const known = people.filter(({ id }) => id === 'an' || id === 'fang')
    // Whoever is first is replaced by someone on leave: "bo" is unknown and "an" is replaced in her own week.
    expect(gaps(roster, known, HANDOVER, '2026-11-23T01:00:00.000Z')).toEqual([
      { from: '2026-11-16T01:00:00.000Z', to: '2026-11-23T01:00:00.000Z' },
    ])
  })

  it('of no time are none', () => {
    expect(gaps(oneTier({ people: ['ghost'] }), people, to, from)).toEqual([])
  })
})

it('a manager who is not on file is told at the start: breaches would reach nobody', () => {
  const roster = oneTier({})
  const told = (known: typeof people) =>
    dutyProblems({ rosters: [roster], people: known }, BEFORE).map(({ text: { zh } }) =>
      zh.slice(0, `经理 ${roster.manager}`.length),
    )
  expect(told(people)).toEqual([])
  expect(told(people.filter(({ id }) => id !== roster.manager))).toEqual([`经理 ${roster.manager}`])
})
