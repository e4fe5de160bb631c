import { describe, expect, it } from 'vitest'
import { pagingFor } from '../../../shared/repair/state/paging.ts'
import { boardOf, positionOf, summaryOf } from '../../../shared/repair/summary.ts'
import { aClock, aPerson, aRepair, closed, minute, START } from '../../support/repair-fixtures.ts'

describe('summaryOf', () => {
  it('names what a board shows', () => {
    const repair = aRepair({ assignee: aPerson(), stage: 'remoteFix', updatedAt: minute(1) })
    expect(summaryOf(repair)).toEqual({
      id: repair.id,
      version: 1,
      stage: 'remoteFix',
      plan: 'R',
      severity: 'urgent',
      reportedAt: START,
      updatedAt: minute(1),
      needsIdentification: false,
      symptoms: '无法开机',
      customer: '兰亭县公安局',
      customerId: 'lanting-police',
      site: '城东派出所',
      siteId: 'lanting-east',
      unit: 'BWC-2025-0117',
      place: '城东所',
      unitName: '记录仪0117',
      model: 'BWC-5',
      assignee: '陈伟',
      assigneeId: 'chen-wei',
      roster: 'east',
      dueAt: minute(15),
      next: {
        clause: 'R6',
        milestone: 'responded',
        startedAt: START,
        dueAt: minute(15),
        warnAt: [minute(7.5), minute(12)],
      },
      openClocks: 2,
      brokenClocks: 0,
      paused: false,
    })
  })

  it('leaves out what is not known', () => {
    const { customer: _c, site: _s, unit: _u, ...repair } = aRepair({ clocks: [] })
    expect(Object.keys(summaryOf(repair)).toSorted()).toEqual(
      [
        'brokenClocks',
        'id',
        'needsIdentification',
        'openClocks',
        'paused',
        'plan',
        'reportedAt',
        'roster',
        'severity',
        'symptoms',
      ]
        .concat('stage', 'updatedAt', 'version')
        .toSorted(),
    )
  })

  it('counts clocks by how they stand, and takes the next deadline from the open ones', () => {
    const clocks = [
      aClock({ state: 'broken', dueAt: minute(1) }),
      aClock({ state: 'kept', dueAt: minute(2) }),
      aClock({ state: 'waived', dueAt: minute(3) }),
      aClock({ dueAt: minute(9) }),
      aClock({ dueAt: minute(8) }),
    ]
    expect(summaryOf(aRepair({ clocks }))).toMatchObject({ openClocks: 2, brokenClocks: 1, dueAt: minute(8) })
  })

  it('names the worst broken promise: what is still owed before what came late, the oldest first', () => {
    const broken = (dueAt: string, changes: object = {}) =>
      aClock({ state: 'broken', dueAt, brokenAt: dueAt, term: { ...aClock().term, clause: `at ${dueAt}` }, ...changes })
    const owed = [broken(minute(4)), broken(minute(3))]
    const late = broken(minute(1), { endedAt: minute(9) })
    expect(summaryOf(aRepair({ clocks: [...owed, late] })).broken).toEqual({
      clause: `at ${minute(3)}`,
      milestone: 'responded',
      since: minute(3),
      startedAt: START,
    })
    expect(summaryOf(aRepair({ clocks: [late] })).broken).toMatchObject({ since: minute(1), endedAt: minute(9) })
  })

  it('says who was asked last and whether anybody has answered, until it is closed', () => {
    const paging = { ...pagingFor('report', START), person: aPerson() }
    expect(summaryOf(aRepair({ paging })).paged).toEqual({ name: '陈伟', answered: false, until: START })
    expect(summaryOf(aRepair({ paging: { ...paging, pending: false } })).paged).toEqual({
      name: '陈伟',
      answered: true,
    })
    expect(summaryOf(closed(aRepair({ paging }))).paged).toBeUndefined()
  })

  it("keeps the caller's first words, at most 80 characters of them, none cut in half", () => {
    const call = { callId: 'c', channel: 'api', at: START } as const
    const symptomsOf = (...words: string[]) =>
      summaryOf(aRepair({ calls: words.map((symptoms) => ({ ...call, symptoms })) })).symptoms
    expect(symptomsOf(' 无法\n开机 ', '还是不行')).toBe('无法 开机')
    expect(symptomsOf('😀'.repeat(80))).toBe('😀'.repeat(80))
    expect(symptomsOf('😀'.repeat(81))).toBe(`${'😀'.repeat(79)}…`)
    expect(symptomsOf('  ')).toBeUndefined()
  })

  it('is paused while a pause has no end', () => {
    const pause = { from: START, why: 'customer', reason: '' } as const
    expect(summaryOf(aRepair({ pauses: [{ ...pause, to: minute(1) }] })).paused).toBe(false)
    expect(summaryOf(aRepair({ pauses: [{ ...pause, to: minute(1) }, pause] })).paused).toBe(true)
  })
})

describe('boards', () => {
  it('are `open`, or the month of the report', () => {
    expect(boardOf(aRepair())).toBe('open')
    expect(boardOf(closed(aRepair({ reportedAt: '2026-10-31T23:59:59.999Z' }), minute(1)))).toBe('2026-10')
  })

  it('sort by report, then by number', () => {
    const positions = [
      positionOf(aRepair({ id: '2', reportedAt: START })),
      positionOf(aRepair({ id: '1', reportedAt: minute(1) })),
      positionOf(aRepair({ id: '1', reportedAt: START })),
    ]
    expect(positions.toSorted()).toEqual([positions[2], positions[0], positions[1]])
  })
})
