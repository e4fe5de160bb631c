import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Roster } from '../../../../shared/directory/directory.ts'
import { BadRequestError } from '../../../../shared/kernel/errors.ts'
import { type Instant, later } from '../../../../shared/kernel/instant.ts'
import { barsOf } from '../../../../shared/oncall/calendar.ts'
import type { RosterRequest } from '../../../../shared/oncall/change-roster.ts'
import { problemsAhead } from '../../../../shared/oncall/duty-problems.ts'
import { escalationPath, MANAGER_TIER } from '../../../../shared/oncall/on-call.ts'
import { oneTier, people, rosterWith } from '../roster.ts'
import { change, THURSDAY, TO_AN, TO_BO, TO_CHEN } from './support.ts'

const HOUR = 3_600_000
const week = { from: TO_BO, to: TO_CHEN }
const drawn = (roster: Roster, tier = 0) =>
  (barsOf(roster, people, THURSDAY, TO_AN)[tier]?.bars ?? []).map(({ from, person, turn, layer, reason }) => [
    from,
    person,
    turn,
    layer,
    ...(reason ? [reason] : []),
  ])
const problems = (roster: Roster, others: readonly Roster[] = []) =>
  problemsAhead(
    { roster, people },
    others.map((one) => ({ roster: one, people })),
    THURSDAY,
    TO_AN,
  )

describe('[H21] the calendar of a roster', () => {
  it('shows whose turn it is and who takes it, by which layer, and why', () => {
    expect(drawn(rosterWith())).toEqual([
      [THURSDAY, 'an', 'an', 'rotation'],
      [TO_BO, 'bo', 'bo', 'rotation'],
      [TO_CHEN, 'chen', 'chen', 'rotation'],
    ])
    const noon = later(TO_BO, 3 * HOUR)
    const stands = change(rosterWith(), {
      kind: 'standIn',
      tier: 0,
      replaces: 'bo',
      person: 'fang',
      from: noon,
      to: TO_CHEN,
    })
    expect(drawn(stands)[1]).toEqual([TO_BO, 'bo', 'bo', 'rotation'])
    expect(drawn(stands)[2]).toEqual([noon, 'fang', 'bo', 'standIn', '家事'])
    const away = change(rosterWith(), { kind: 'leave', person: 'bo', ...week })
    expect(drawn(away)[1]).toEqual([TO_BO, 'chen', 'bo', 'leave', '家事'])
    const swapped = change(rosterWith(), {
      kind: 'swap',
      shifts: [
        { tier: 0, at: TO_BO },
        { tier: 0, at: TO_CHEN },
      ],
    })
    expect(drawn(swapped).slice(1)).toEqual([
      [TO_BO, 'chen', 'bo', 'swap', '家事'],
      [TO_CHEN, 'bo', 'chen', 'swap', '家事'],
    ])
  })

  it('says before it happens where nobody is left, and who could take it', () => {
    const alone = {
      ...rosterWith(),
      tiers: [
        rosterWith().tiers[0],
        { name: '二线', rotation: { people: ['duan'], start: '2026-11-02T09:00', every: 'week' } },
      ],
    } as Roster
    const [gap, ...others] = problems(change(alone, { kind: 'leave', person: 'duan', ...week }))
    expect(others).toEqual([])
    expect(gap).toMatchObject({ kind: 'emptyTier', tier: 1, ...week, free: ['an', 'chen'] })
    expect(gap?.text.zh).toBe('二线无人：duan工 请假（家事），没有别人；呼叫直接升级')
    const [nobody] = problems(change(oneTier({ people: ['an'] }), { kind: 'leave', person: 'an', ...week }))
    expect(nobody).toMatchObject({ kind: 'nobody', tier: 0, ...week, free: [] })
  })

  it('says where the manager is not on file any more', () => {
    const left = { roster: rosterWith(), people: people.filter(({ id }) => id !== 'boss') }
    const found = problemsAhead(left, [], TO_BO, TO_CHEN)
    expect(found).toMatchObject([{ kind: 'managerAway', person: 'boss', from: TO_BO, to: TO_CHEN }])
    expect(found[0]?.text.zh).toBe('经理 boss 已不在人员名单上，也没有人代：超时无人可报')
  })

  it('says where one person has duty in two places at once', () => {
    const west = { ...oneTier({ people: ['bo', 'fang'], start: '2026-11-09T12:00' }), id: 'west', name: '西部' }
    const found = problems(rosterWith(), [west])
    expect(found.map(({ kind, person, from, to }) => [kind, person, from, to])).toEqual([
      ['twoPlaces', 'bo', '2026-11-09T04:00:00.000Z', TO_CHEN],
    ])
    expect(found[0]?.text.zh).toBe('bo工 同时值本表一线和西部一线')
    const both = { ...rosterWith(), tiers: [...oneTier({}).tiers, ...oneTier({}).tiers] }
    expect(problems(both)[0]).toMatchObject({ kind: 'twoTiers', tier: 1, person: 'an' })
  })

  it('is what a page asks, at every instant, whatever was changed', () => {
    const begin = '2026-10-20T00:17:00.000Z'
    const hour = fc.integer({ min: 0, max: 700 })
    const id = fc.constantFrom('an', 'bo', 'chen', 'duan', 'er', 'fang')
    const request = fc.oneof(
      fc.record({ kind: fc.constant('standIn'), tier: fc.nat(2), replaces: id, person: id, from: hour, to: hour }),
      fc.record({ kind: fc.constant('leave'), person: id, from: hour, to: hour }),
      fc.record({ kind: fc.constant('swap'), tier: fc.nat(1), other: fc.nat(1), from: hour, to: hour }),
      fc.record({
        kind: fc.constant('order'),
        tier: fc.nat(1),
        people: fc.subarray(['an', 'bo', 'chen', 'fang'], { minLength: 1 }),
        from: hour,
      }),
    )
    let made = 0
    fc.assert(
      fc.property(
        fc.array(request, { minLength: 2, maxLength: 6 }),
        fc.array(hour, { minLength: 8, maxLength: 8 }),
        (requests, asked) => {
          const instant = (hours: number): Instant => later(begin, hours * HOUR)
          let roster: Roster = { ...rosterWith({ timezone: 'Europe/Berlin' }) }
          for (const one of requests) {
            try {
              roster = change(roster, requestOf(one, instant), begin)
              made += 1
            } catch (error) {
              if (!(error instanceof BadRequestError)) throw error
            }
          }
          const tiers = barsOf(roster, people, begin, instant(700))
          const edges = tiers.flatMap(({ bars }) => bars.flatMap(({ from }) => [from, later(from, -1)]))
          for (const at of [...asked.map(instant), ...edges].filter((one) => begin <= one && one < instant(700))) {
            const path = escalationPath(roster, people, at)
            const paged = path.slice(
              0,
              path.findIndex(({ tierName }) => tierName === MANAGER_TIER),
            )
            const shown = tiers.map(({ bars }) => bars.find(({ from, to }) => from <= at && at < to)?.person)
            expect(shown.filter((one) => one !== undefined)).toEqual(paged.map(({ person }) => person.id))
          }
        },
      ),
      { numRuns: 20, seed: 20261129 },
    )
    expect(made).toBeGreaterThan(20)
  })
})

type Drawn = {
  kind: string
  from: number
  to?: number
  tier?: number
  other?: number
  person?: string
  replaces?: string
  people?: string[]
}
const requestOf = (
  { from, to = 0, tier = 0, other = 0, ...one }: Drawn,
  instant: (hours: number) => Instant,
): RosterRequest =>
  one.kind === 'swap'
    ? {
        kind: 'swap',
        shifts: [
          { tier, at: instant(from) },
          { tier: other, at: instant(to) },
        ],
      }
    : ({ ...one, tier, from: instant(from), to: instant(from + 1 + to / 4) } as RosterRequest)
