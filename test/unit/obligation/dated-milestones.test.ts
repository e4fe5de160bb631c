import { describe, expect, it } from 'vitest'
import type { FactEvent } from '../../../shared/contract/facts.ts'
import { contractObligations } from '../../../shared/contract/lines.ts'
import { type Instant, later } from '../../../shared/kernel/instant.ts'
import { plans } from '../../support/plans.ts'
import { aContract } from '../../support/repair-fixtures.ts'

const document = plans.find(({ id, version }) => id === 'H' && version === 2)
if (!document) throw new Error('no H version 2')
const STEPS = ['delivery', 'installation', 'commissioning', 'training']
/** 24:00 in Shanghai on the 15th day after 2 November. */
const DUE = '2026-11-17T16:00:00.000Z'

const linesOf = (now: Instant, facts: readonly FactEvent[] = [], signedOn = '2026-11-02') =>
  contractObligations(
    {
      contract: aContract({ plan: 'H', planVersion: 2, signedOn }),
      document,
      sites: [],
      units: [],
      facts,
      timezone: 'Asia/Shanghai',
    },
    now,
  ).filter(({ clause }) => clause === 'H10')

const done = (need: string, at: Instant): FactEvent => ({
  seq: 1,
  at,
  by: { kind: 'staff', id: 'liu-fang', name: '刘芳' },
  clause: 'H10',
  need,
  about: 'contract',
  fact: { type: 'recorded', document: '验收单' },
})

describe('[H10] delivered, installed, commissioned and trained within 15 days of signing', () => {
  it('is a line each, due at 24:00 of the 15th day; the day of signing does not count', () => {
    expect(linesOf('2026-11-02T00:00:00.000Z').map(({ id, dueAt, month, state }) => [id, dueAt, month, state])).toEqual(
      STEPS.map((step) => [`contract/K-1/H10/${step}/contract`, DUE, '2026-11', 'open']),
    )
  })

  it.each([
    ['just before', -1, 'open'],
    ['at', 0, 'open'],
    ['just after', 1, 'broken'],
  ])('%s the due instant, with nothing on record', (_, ms, state) => {
    expect(linesOf(later(DUE, ms)).map((line) => line.state)).toEqual(STEPS.map(() => state))
  })

  it.each([
    ['just before', -1, { state: 'kept' }],
    ['at', 0, { state: 'kept' }],
    ['just after', 1, { state: 'broken', brokenAt: DUE, lateBy: 'PT0.001S' }],
  ])('recorded %s the due instant; each for itself', (_, ms, expected) => {
    const at = later(DUE, ms)
    const [delivery, ...others] = linesOf(later(DUE, 10), [done('delivery', at)])
    expect(delivery).toMatchObject({ ...expected, endedAt: at, evidence: 1 })
    expect(others.map(({ state }) => state)).toEqual(['broken', 'broken', 'broken'])
  })

  it.each([
    ['a Sunday: the Monday after', '2026-11-14', '2026-11-30T16:00:00.000Z'],
    ['a Saturday that is worked: that day', '2026-09-25', '2026-10-10T16:00:00.000Z'],
    ['a holiday of days: the first workday after it', '2026-09-18', '2026-10-08T16:00:00.000Z'],
    ['29 February', '2024-02-14', '2024-02-29T16:00:00.000Z'],
  ])('where the 15th day is %s', (_, signedOn, due) => {
    expect(linesOf('2020-01-01T00:00:00.000Z', [], signedOn).map(({ dueAt }) => dueAt)).toEqual(STEPS.map(() => due))
  })
})
