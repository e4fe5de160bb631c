import { describe, expect, it } from 'vitest'
import type { Roster } from '../../../shared/directory/directory.ts'
import { type Instant, later } from '../../../shared/kernel/instant.ts'
import { isOfRoster, namedUntil } from '../../../shared/oncall/rights.ts'
import { keepingDuty } from '../../../shared/oncall/roster-changes.ts'
import { aDirectory } from '../../support/repair-fixtures.ts'
import { oneTier, people, rosterWith } from './roster.ts'

const NOW = '2026-11-05T06:00:00.000Z'
const of = (roster: Roster, id: string, reportedAt: Instant) => isOfRoster(roster, id, { reportedAt })
const load = (onFile: Roster, next: Roster, now: Instant): Roster => {
  const file = (roster: Roster) => aDirectory({ people, rosters: [roster] })
  const [loaded] = keepingDuty(file(next), file(onFile), now).rosters
  return loaded ?? expect.fail()
}

describe('whom a roster names', () => {
  it('those who take turns and its manager, for good; nobody else', () => {
    for (const id of ['an', 'er', 'boss']) expect(of(rosterWith(), id, '2030-01-01T00:00:00.000Z'), id).toBe(true)
    expect(namedUntil(rosterWith(), 'fang')).toBeUndefined()
    expect(of(rosterWith(), 'fang', NOW)).toBe(false)
  })

  it('a stand-in up to the end of it, also one who is yet to come: reported just before, at and after', () => {
    const to = '2026-11-06T06:00:00.000Z'
    const roster = oneTier({ overrides: [{ from: '2026-11-06T01:00:00.000Z', to, tier: 0, person: 'fang' }] })
    expect([later(to, -1), to, later(to, 1)].map((at) => of(roster, 'fang', at))).toEqual([true, false, false])
    expect(of(roster, 'fang', '2026-11-01T00:00:00.000Z')).toBe(true)
  })

  it('whoever was taken off it, up to then; with a shift that goes on, up to its end', () => {
    const before = oneTier({})
    const edited = load(before, oneTier({ people: ['an', 'bo'] }), NOW)
    expect([later(NOW, -1), NOW].map((at) => of(edited, 'chen', at))).toEqual([true, false])
    const handover = '2026-11-09T01:00:00.000Z' // of "an", whose week it is
    const goesOn = load(before, oneTier({ people: ['bo', 'chen'] }), NOW)
    expect([later(handover, -1), handover].map((at) => of(goesOn, 'an', at))).toEqual([true, false])
  })

  it('who joins it sees what was reported before as well', () => {
    const edited = load(oneTier({}), oneTier({ people: ['an', 'bo', 'chen', 'fang'] }), NOW)
    expect(of(edited, 'fang', '2026-11-01T00:00:00.000Z')).toBe(true)
  })
})

describe('its dispatchers', () => {
  it('are no duty: they hold at once, make no version, and are gone when the file names none', () => {
    const named = load(oneTier({}), { ...oneTier({}), dispatchers: ['zhang'] }, NOW)
    expect(named).toMatchObject({ dispatchers: ['zhang'] })
    expect(named.history).toBeUndefined()
    expect(load(named, { ...oneTier({}), dispatchers: ['li'] }, NOW).dispatchers).toEqual(['li'])
    expect(load(named, oneTier({}), NOW)).not.toHaveProperty('dispatchers')
  })
})
