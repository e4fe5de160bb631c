import { describe, expect, it } from 'vitest'
import { askingAfter, askingBefore, askingFrom, mayBeAskedAt } from '../../../shared/promise/asking-hours.ts'
import { askedAgainAt, climbedTo, isLastDay, type Reminded, spokenOfAt } from '../../../shared/promise/reminding.ts'

// 2026-02-14 (Saturday) is a make-up workday; from 02-15 to 02-23 everybody is on holiday. 2028 has a 29 February.
const SHANGHAI = { timezone: 'Asia/Shanghai', askAt: '09:00', holidays: 'CN' } as const
const NEW_YORK = { ...SHANGHAI, timezone: 'America/New_York' }

const promise = (dueAt: string, more: Partial<Reminded> = {}): Reminded => ({
  startedAt: '2026-01-01T00:00:00.000Z',
  since: '2026-01-01T00:00:00.000Z',
  dueAt,
  state: 'open',
  ...more,
})

describe('what is due by the day', () => {
  it('is asked about at one time of day, on working days: make-up workdays are, holidays are not', () => {
    expect(askingFrom(SHANGHAI, '2026-02-14T00:59:59.999Z')).toBe('2026-02-14T01:00:00.000Z')
    expect(askingFrom(SHANGHAI, '2026-02-14T01:00:00.000Z')).toBe('2026-02-14T01:00:00.000Z')
    expect(askingFrom(SHANGHAI, '2026-02-14T01:00:00.001Z')).toBe('2026-02-24T01:00:00.000Z')
    expect(askingBefore(SHANGHAI, '2026-02-24T01:00:00.000Z')).toBe('2026-02-14T01:00:00.000Z')
    expect(askingAfter(SHANGHAI, '2028-02-28T01:00:00.000Z', 1)).toBe('2028-02-29T01:00:00.000Z')
    expect(askingFrom(NEW_YORK, '2026-02-14T01:00:00.000Z')).toBe('2026-02-14T14:00:00.000Z')
  })

  it.each([
    ['2026-02-13T23:59:59.999Z', false],
    ['2026-02-14T00:00:00.000Z', true],
    ['2026-02-14T11:59:59.999Z', true],
    ['2026-02-14T12:00:00.000Z', false],
    ['2026-02-15T04:00:00.000Z', false],
  ])('after a standstill at %s: %s', (instant, isAsked) => {
    expect(mayBeAskedAt(SHANGHAI, instant)).toBe(isAsked)
  })

  it('is spoken of a week before, then on the last working day, and no more', () => {
    const due = '2026-02-27T16:00:00.000Z'
    expect(spokenOfAt(SHANGHAI, promise(due))).toBe('2026-02-24T01:00:00.000Z')
    expect(spokenOfAt(SHANGHAI, promise(due, { told: 1 }))).toBe('2026-02-27T01:00:00.000Z')
    expect(spokenOfAt(SHANGHAI, promise(due, { told: 2 }))).toBeUndefined()
    expect(spokenOfAt(SHANGHAI, promise(due, { state: 'kept' }))).toBeUndefined()
    expect(isLastDay(SHANGHAI, { dueAt: due }, '2026-02-27T00:59:59.999Z')).toBe(false)
    expect(isLastDay(SHANGHAI, { dueAt: due }, '2026-02-27T01:00:00.000Z')).toBe(true)
  })

  it('is asked about the next three working days once it is late, then once a week', () => {
    const late = [promise('2026-02-12T16:00:00.000Z', { state: 'broken' })]
    const after = (at: string, count: number) => askedAgainAt(SHANGHAI, late, { at, count })
    expect(askedAgainAt(SHANGHAI, late, undefined)).toBe('2026-02-13T01:00:00.000Z')
    expect(after('2026-02-13T01:00:00.000Z', 1)).toBe('2026-02-14T01:00:00.000Z')
    expect(after('2026-02-14T01:00:00.000Z', 2)).toBe('2026-02-24T01:00:00.000Z')
    expect(after('2026-02-24T01:00:00.000Z', 3)).toBe('2026-03-03T01:00:00.000Z')
    expect(askedAgainAt(SHANGHAI, [], { at: '2026-02-13T01:00:00.000Z', count: 1 })).toBeUndefined()
  })

  it('climbs: the nearest and the next, then one more, then the two that are highest', () => {
    const ladder = ['papers', 'coordinator', 'manager']
    expect([1, 2, 3, 4].map((count) => climbedTo(ladder, count))).toEqual([
      ['papers', 'coordinator'],
      ['papers', 'coordinator', 'manager'],
      ['coordinator', 'manager'],
      ['coordinator', 'manager'],
    ])
    expect([1, 3].map((count) => climbedTo(['manager'], count))).toEqual([['manager'], ['manager']])
    expect(climbedTo([], 1)).toEqual([])
  })
})
