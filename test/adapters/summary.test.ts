import { describe, expect, it } from 'vitest'
import { boardOf, positionOf, summaryOf } from '../../shared/repair/summary.ts'
import { aClock, aPerson, aRepair, closed, minute, START } from '../support/repair-fixtures.ts'

describe('summaryOf', () => {
  it('names what a board shows', () => {
    const repair = aRepair({ assignee: aPerson(), stage: 'remoteFix', updatedAt: minute(1) })
    expect(summaryOf(repair)).toEqual({
      id: repair.id,
      stage: 'remoteFix',
      plan: 'R',
      severity: 'urgent',
      reportedAt: START,
      updatedAt: minute(1),
      needsIdentification: false,
      customer: '兰亭县公安局',
      site: '城东派出所',
      unit: 'BWC-2025-0117',
      model: 'BWC-5',
      assignee: '陈伟',
      dueAt: minute(15),
      openClocks: 2,
      brokenClocks: 0,
      paused: false,
    })
  })

  it('leaves out what is not known', () => {
    const { customer: _c, site: _s, unit: _u, ...repair } = aRepair({ clocks: [] })
    expect(Object.keys(summaryOf(repair)).toSorted()).toEqual(
      ['brokenClocks', 'id', 'needsIdentification', 'openClocks', 'paused', 'plan', 'reportedAt', 'severity']
        .concat('stage', 'updatedAt')
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
