import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Override, Roster } from '../../../shared/directory/directory.ts'
import type { Rotation } from '../../../shared/directory/rota.ts'
import { type Instant, later } from '../../../shared/kernel/instant.ts'
import { changeRoster } from '../../../shared/oncall/change-roster.ts'
import { escalationPath, gaps, onDuty } from '../../../shared/oncall/on-call.ts'
import { behindRecord, keepingDuty, VERSIONS_KEPT } from '../../../shared/oncall/roster-changes.ts'
import { aDirectory } from '../../support/repair-fixtures.ts'
import { oneTier, people, person, rosterWith } from './roster.ts'

const HOUR = 3_600_000
/** Thursday of the week from 2 November, in which "an" has duty; handover to "bo" on Monday 9 November, 09:00 in Shanghai. */
const THURSDAY = '2026-11-05T06:00:00.000Z'
const HANDOVER = '2026-11-09T01:00:00.000Z'

/** What is on file once this roster was loaded over it. */
const load = (onFile: Roster | undefined, next: Roster, now: Instant, here = people): Roster => {
  const file = (roster: Roster) => aDirectory({ people: here, rosters: [roster] })
  const [loaded] = keepingDuty(file(next), onFile && file(onFile), now).rosters
  if (!loaded) throw new Error('no roster was loaded')
  return loaded
}
const first = (roster: Roster, at: Instant, tier = 0) => onDuty(roster, tier, at)[0]

describe('a roster that is edited', () => {
  const before = load(undefined, oneTier({}), '2026-11-01T00:00:00.000Z')

  it('[H21] taking a colleague off a rotation in the middle of a week puts nobody else on duty, and yesterday stands', () => {
    // Without it "chen" or "an" would have had the week all of a sudden: of two people each week is another one's.
    const edited = load(before, oneTier({ people: ['bo', 'an'] }), THURSDAY)
    expect(onDuty(edited, 0, later(THURSDAY, -1))).toEqual(['an', 'bo', 'chen'])
    expect(onDuty(edited, 0, THURSDAY)).toEqual(['an', 'bo'])
    expect(first(edited, later(HANDOVER, -1))).toBe('an')
    expect(first(edited, HANDOVER)).toBe('an') // the second week of a rotation of two: her own turn
    expect(first(edited, '2026-11-04T00:00:00.000Z')).toBe('an')
  })

  it('who has duty goes on to the end of the shift even when taken off it', () => {
    const edited = load(before, oneTier({ people: ['bo', 'chen'] }), THURSDAY)
    expect(onDuty(edited, 0, later(HANDOVER, -1))).toEqual(['an', 'bo', 'chen'])
    expect(onDuty(edited, 0, HANDOVER)).toEqual(['chen', 'bo'])
  })

  it('but not who left: the next takes over at once', () => {
    const here = people.filter(({ id }) => id !== 'an')
    const edited = load(before, oneTier({ people: ['bo', 'chen'] }), THURSDAY, here)
    expect(first(edited, later(THURSDAY, -1))).toBe('an')
    expect(first(edited, THURSDAY)).toBe('bo')
    // Whoever went on and leaves before the end does not go on any longer.
    const goingOn = load(before, oneTier({ people: ['bo', 'chen'] }), THURSDAY)
    const left = load(goingOn, oneTier({ people: ['bo', 'chen'] }), later(THURSDAY, HOUR), here)
    expect(first(left, later(THURSDAY, HOUR - 1))).toBe('an')
    expect(first(left, later(THURSDAY, HOUR))).toBe('bo')
  })

  it('nor where an override says otherwise', () => {
    const override: Override = { from: THURSDAY, to: HANDOVER, tier: 0, person: 'fang' }
    const edited = load(before, oneTier({ people: ['bo', 'chen'], overrides: [override] }), THURSDAY)
    expect(first(edited, THURSDAY)).toBe('fang')
    expect(first(edited, later(THURSDAY, -1))).toBe('an')
  })

  it('loaded again, changes nothing; a new name is no new duty', () => {
    const edited = load(before, oneTier({ people: ['bo', 'chen'] }), THURSDAY)
    expect(load(edited, oneTier({ people: ['bo', 'chen'] }), later(THURSDAY, HOUR))).toEqual(edited)
    expect(load(before, oneTier({}), THURSDAY)).toEqual(before)
    const renamed = load(edited, { ...oneTier({ people: ['bo', 'chen'] }), name: '白班' }, later(THURSDAY, HOUR))
    expect(renamed).toEqual({ ...edited, name: '白班' })
  })

  it('a change that names its instant holds from then on, can be moved and taken back until then, and never reaches back', () => {
    const from = '2026-11-16T02:00:00.000Z'
    const planned = load(before, { ...oneTier({ people: ['bo', 'chen'] }), from }, THURSDAY)
    expect(onDuty(planned, 0, later(from, -1))).toEqual(['chen', 'an', 'bo'])
    expect(onDuty(planned, 0, from)).toEqual(['chen', 'bo'])
    expect(load(planned, { ...oneTier({ people: ['bo', 'chen'] }), from }, later(THURSDAY, HOUR))).toEqual(planned)
    const back = load(planned, oneTier({}), later(THURSDAY, HOUR))
    expect(onDuty(back, 0, from)).toEqual(['chen', 'an', 'bo'])
    const past = load(before, { ...oneTier({ people: ['bo'] }), from: '2026-11-03T00:00:00.000Z' }, THURSDAY)
    expect(onDuty(past, 0, later(THURSDAY, -1))).toEqual(['an', 'bo', 'chen'])
  })

  it('the manager of the time closes the path, and the names of who left are still known', () => {
    const edited = load(before, { ...oneTier({}), manager: 'fang' }, THURSDAY)
    const managers = [later(THURSDAY, -1), THURSDAY].map((at) =>
      escalationPath(edited, people, at).find(({ tierName }) => tierName === 'manager'),
    )
    expect(managers.map((step) => step?.person.id)).toEqual(['boss', 'fang'])
  })

  it('[H21] gaps follow the change that makes them and the one that mends them', () => {
    const ghost = load(before, oneTier({ people: ['ghost'] }), THURSDAY)
    const [from, mended] = [HANDOVER, later(HANDOVER, 5 * HOUR)]
    const manned = load(ghost, { ...oneTier({ people: ['bo'] }), from: mended }, later(THURSDAY, HOUR))
    expect(gaps(manned, people, THURSDAY, later(HANDOVER, 24 * HOUR))).toEqual([{ from, to: mended }])
  })

  it('keeps a bounded number of versions, the latest', () => {
    let roster = before
    for (let edit = 0; edit < VERSIONS_KEPT + 20; edit++)
      roster = load(roster, oneTier({ people: edit % 2 ? ['an', 'bo'] : ['bo', 'an'] }), later(THURSDAY, edit * HOUR))
    expect(roster.history).toHaveLength(VERSIONS_KEPT)
    expect(JSON.stringify(roster).length).toBeLessThan(100_000)
  })
})

describe('a roster that was changed on record', () => {
  const stands: Override = { from: HANDOVER, to: later(HANDOVER, HOUR), tier: 0, person: 'fang' }
  const inFile = oneTier({ overrides: [stands] })
  const asked = { now: THURSDAY, by: { id: 'boss' }, reason: '家事', people }
  const onRecord = changeRoster(inFile, { kind: 'leave', person: 'an', to: HANDOVER }, asked)
  const dir = (roster: Roster) => aDirectory({ people, rosters: [roster] })
  const behind = (file: Roster, onFile = onRecord) => behindRecord(dir(file), dir(onFile), later(THURSDAY, HOUR))

  it('keeps who has duty, whatever a directory file says of it; what it is called is the file’s to say', () => {
    const loaded = load(onRecord, { ...oneTier({ people: ['bo'] }), name: '白班' }, later(THURSDAY, HOUR))
    expect(loaded).toEqual({ ...onRecord, name: '白班' })
    expect(first(loaded, later(THURSDAY, HOUR))).toBe('bo') // for "an" is on leave
  })

  it('and a start says so where the file has it otherwise, and only there', () => {
    expect(behind(inFile)).toEqual([])
    expect(behind(oneTier({}))).toEqual([]) // the record may know of more stand-ins
    expect(behind(oneTier({ people: ['bo', 'an'], overrides: [stands] }))).toEqual(['night'])
    expect(behind(oneTier({ overrides: [{ ...stands, person: 'chen' }] }))).toEqual(['night'])
    const ended = changeRoster(onRecord, { kind: 'end', change: 'file-1' }, asked)
    expect(behind(inFile, ended)).toEqual(['night'])
    expect(behind(oneTier({ people: ['bo'] }), inFile)).toEqual([]) // never changed on record: it follows the file
  })
})

describe('for any edits', () => {
  const ids = ['an', 'bo', 'chen', 'duan', 'er']
  const rotation = fc.record({
    people: fc.subarray(ids, { minLength: 1 }),
    start: fc.constantFrom('2026-01-31T09:00', '2026-02-02T02:30', '2026-03-01T00:00'),
    every: fc.constantFrom<Rotation['every']>('day', 'week', { hours: 12 }, { hours: 5 }),
  })
  const override = fc.record({
    begin: fc.integer({ min: 0, max: 900 }),
    length: fc.integer({ min: 1, max: 200 }),
    tier: fc.nat(1),
    who: fc.constantFrom('fang', 'boss'),
  })
  const edit = fc.record({
    after: fc.integer({ min: 1, max: 120 }),
    planned: fc.option(fc.integer({ min: 1, max: 100 }), { freq: 3 }),
    timezone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Shanghai'),
    manager: fc.constantFrom('boss', 'fang'),
    rotations: fc.array(rotation, { minLength: 1, maxLength: 2 }),
    overrides: fc.array(override, { maxLength: 3 }),
    here: fc.constantFrom(
      people,
      people.filter(({ id }) => id !== 'an'),
    ),
  })
  type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never

  const run = (begin: Instant) => (edits: readonly Edit[]) => {
    let now = begin
    let roster: Roster | undefined
    const said: { at: Instant; what: string }[] = []
    const say = (on: Roster, at: Instant) =>
      JSON.stringify([onDuty(on, 0, at), onDuty(on, 1, at), escalationPath(on, [...people, person('x')], at)])
    for (const { after, planned, timezone, manager, rotations, overrides, here } of edits) {
      const next: Roster = {
        ...rosterWith({ timezone, manager }),
        tiers: rotations.map((of, index) => ({ name: `${index}`, rotation: of })),
        overrides: overrides.map(({ begin: from, length, tier, who }) => ({
          from: later(begin, from * HOUR),
          to: later(begin, (from + length) * HOUR),
          tier,
          person: who,
        })),
        ...(planned !== null && { from: later(now, planned * HOUR) }),
      }
      const then = later(now, after * HOUR)
      const edited = load(roster, next, now, here)
      // Whoever has duty by their turn when the edit comes into force has it still, unless they left.
      if (roster && planned === null)
        goesOn(
          roster,
          edited,
          now,
          here.map(({ id }) => id),
        )
      roster = edited
      for (let at = now; at < then; at = later(at, 7 * HOUR + 1234)) said.push({ at, what: say(roster, at) })
      now = then
    }
    for (const { at, what } of said) expect(roster && say(roster, at)).toBe(what)
  }
  /** By turn, so without stand-ins. */
  const bare = (roster: Roster): Roster => ({
    ...roster,
    overrides: [],
    ...(roster.history && { history: roster.history.map((duty) => ({ ...duty, overrides: [] })) }),
  })
  const goesOn = (before: Roster, after: Roster, now: Instant, here: readonly string[]) => {
    for (const tier of after.tiers.keys()) {
      const [had, has] = [later(now, -1), now].map((at) => first(bare(before), at, tier))
      if (had !== undefined && had === has && here.includes(had)) expect(first(bare(after), now, tier)).toBe(had)
    }
  }

  it.each([
    ['the end of a month and of summer time', '2026-10-20T00:17:00.000Z'],
    ['the beginning of summer time', '2026-03-04T00:17:00.000Z'],
    ['the end of February and of a year', '2028-02-20T00:17:00.000Z'],
  ])('what was said of any past instant stands, and nobody loses a running shift: %s', (_, begin) => {
    fc.assert(fc.property(fc.array(edit, { minLength: 2, maxLength: 8 }), run(begin)), { numRuns: 60, seed: 20261129 })
  })
})
