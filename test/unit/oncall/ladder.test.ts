import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDirectoryFile } from '../../../infra/directory-file.ts'
import type { Person, Roster } from '../../../shared/directory/directory.ts'
import type { Rotation } from '../../../shared/directory/rota.ts'
import { earliest, type Instant, later } from '../../../shared/kernel/instant.ts'
import { escalationPath, MANAGER_TIER, onDuty } from '../../../shared/oncall/on-call.ts'
import { type PlanDocument, repairPlan } from '../../../shared/plan/document.ts'
import { rulesOf } from '../../../shared/plan/rules.ts'
import { SHORTEST_WINDOW_MS, windowToFit } from '../../../shared/promise/ladder.ts'
import { plans } from '../../support/plans.ts'
import { at, Play, STAFF } from '../../support/play.ts'
import { person } from './roster.ts'

const REPORT = at('11-20 02:13')
const cases = plans.flatMap((document) => document.severities.map(({ id }) => ({ document, severity: id })))

const rotation = fc.record({
  people: fc.subarray(['an', 'bo', 'chen', 'duan', 'er', 'fang', 'gu'], { minLength: 1, maxLength: 5 }),
  start: fc.constantFrom('2026-11-02T09:00', '2026-11-19T20:00'),
  every: fc.constantFrom<Rotation['every']>('day', 'week', { hours: 8 }),
})
const anyRoster = fc
  .record({ manager: fc.constantFrom('boss', 'an'), rotations: fc.array(rotation, { minLength: 1, maxLength: 4 }) })
  .map(
    ({ manager, rotations }): Roster => ({
      id: 'any',
      name: '任意',
      timezone: 'Asia/Shanghai',
      manager,
      tiers: rotations.map((of, index) => ({ name: `${index + 1}线`, rotation: of })),
      overrides: [],
    }),
  )
const PEOPLE = ['an', 'bo', 'chen', 'duan', 'er', 'fang', 'gu', 'boss'].map(person)

/** When each is first paged while nobody answers, and when the first promise is broken. */
const paged = (document: PlanDocument, severity: string, roster: Roster, people: readonly Person[], desk = false) => {
  const path = escalationPath(roster, people, REPORT)
  const play = new Play(repairPlan(document), REPORT, severity, 'Asia/Shanghai', undefined, path)
  if (desk) play.does(STAFF, { type: 'takeAtDesk' }, REPORT)
  const limit =
    earliest(
      play.repair.clocks.filter(({ drives, term }) => drives && term.until !== 'passedOn').map(({ dueAt }) => dueAt),
    ) ?? ''
  play.until(limit)
  const first = new Map<string, Instant>()
  for (const { person: who, at: when } of play.of('paged')) if (!first.has(who.id)) first.set(who.id, when)
  return { path, limit, first }
}

/** Of each tier somebody, then the manager, then the limit. */
const isInTime = ({ path, limit, first }: ReturnType<typeof paged>): void => {
  const manager = path.find(({ tierName }) => tierName === MANAGER_TIER)
  const managerAt = first.get(manager?.person.id ?? '') ?? limit
  expect(managerAt < limit).toBe(true)
  const before = path.slice(
    0,
    path.findIndex(({ tierName }) => tierName === MANAGER_TIER),
  )
  // A manager with a turn of their own is asked then; whoever else has duty, still before the limit.
  const latest = before.some(({ person: { id } }) => id === manager?.person.id) ? limit : managerAt
  for (const step of before) {
    const when = first.get(step.person.id) ?? limit
    expect(when < latest).toBe(true)
  }
}

const { rosters, people } = readDirectoryFile('infra/local/demo/directory.yaml').directory

describe.each(cases)('the ladder of $document.id version $document.version, $severity', ({ document, severity }) => {
  it.each(rosters)(
    '[H6] [N14] [R5] [C9] reaches who has duty, then the manager, before the limit: roster $id',
    (roster) => {
      const found = paged(document, severity, roster, people)
      isInTime(found)
      const duty = roster.tiers.map((_, tier) => onDuty(roster, tier, REPORT)[0])
      expect([...found.first.keys()].slice(0, duty.length)).toEqual(duty)
    },
  )

  it('does so for any roster of up to four tiers and five people each', () => {
    fc.assert(
      fc.property(anyRoster, (roster) => isInTime(paged(document, severity, roster, PEOPLE))),
      { numRuns: 25, seed: 20261129 },
    )
  })

  it.runIf(rulesOf(repairPlan(document), 'desk').length > 0)(
    '[C24] does so when the desk passes it on at its time',
    () => {
      fc.assert(
        fc.property(anyRoster, (roster) => isInTime(paged(document, severity, roster, PEOPLE, true))),
        { numRuns: 25, seed: 20261129 },
      )
    },
  )
})

describe('the window that fits', () => {
  const startedAt = REPORT
  const limit = { startedAt, dueAt: later(REPORT, 300_000) }
  it('is the plan’s where that is short enough, just so, and a millisecond less where it is not', () => {
    expect(windowToFit(120_000, 2, limit, REPORT)).toBe(120_000)
    expect(windowToFit(120_001, 2, limit, REPORT)).toBe(120_000)
    expect(windowToFit(119_999, 2, limit, REPORT)).toBe(119_999)
  })
  it('is the plan’s for the manager and whoever follows, and once the limit is over', () => {
    expect(windowToFit(600_000, 0, limit, REPORT)).toBe(600_000)
    expect(windowToFit(600_000, -3, limit, REPORT)).toBe(600_000)
    expect(windowToFit(600_000, 2, limit, limit.dueAt)).toBe(600_000)
  })
  it('shares what is left when the ladder begins late, and is never too short to answer in', () => {
    expect(windowToFit(120_000, 1, limit, later(REPORT, 250_000))).toBe(40_000)
    expect(windowToFit(120_000, 4, limit, later(REPORT, 250_000))).toBe(SHORTEST_WINDOW_MS)
  })
})
