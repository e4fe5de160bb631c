import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import type { Actor } from '../../../shared/kernel/actor.ts'
import { addDays, isWorkday, type WorkingTime } from '../../../shared/kernel/calendar.ts'
import type { EventKind } from '../../../shared/plan/rules/kit/event-kind.ts'
import type { RecurringRule } from '../../../shared/plan/rules.ts'
import type { Anchors } from '../../../shared/schedule/anchors.ts'
import { type CalendarEntry, EMPTY_CALENDAR, happeningAt } from '../../../shared/schedule/customer-calendar.ts'
import { type CalendarChange, decideOnCalendar } from '../../../shared/schedule/decide-calendar.ts'
import { type Occurrence, occurrencesOf } from '../../../shared/schedule/occurrences.ts'
import { INSPECTION } from '../../support/plans.ts'

const STAFF: Actor = { kind: 'staff', id: 'desk' }
const TIME: WorkingTime = {
  timezone: 'Asia/Shanghai',
  workingHours: [{ from: '09:00', to: '18:00' }],
  holidays: 'none',
}
const { phases: _, ...REST } = INSPECTION
const RULE: RecurringRule = { ...REST, of: 'site', from: 'accepted' }
const ANCHORS: Anchors = { days: { accepted: '2027-01-01' }, coveredUntil: '2029-12-31' }
/** The calendar after these changes, each on its day at noon in Shanghai. */
function calendar(...changes: readonly (readonly [on: string, change: CalendarChange])[]): readonly CalendarEntry[] {
  let state = EMPTY_CALENDAR
  for (const [on, change] of changes) {
    const said = { by: STAFF, at: `${on}T04:00:00.000Z`, reason: 'said', timezone: 'Asia/Shanghai' }
    const decided = decideOnCalendar(state, change, said)
    if ('faults' in decided) throw new Error(decided.faults.map(({ en }) => en).join())
    state = decided.calendar
  }
  return state.entries
}
const entered = (from: string, until = from, kind: EventKind = 'meeting'): CalendarChange => ({
  type: 'entered',
  happening: { kind, name: from, from, until },
})
const moved = (id: string, from: string, until = from, kind: EventKind = 'meeting'): CalendarChange => ({
  type: 'changed',
  id,
  happening: { kind, name: from, from, until },
})
const shown = ({ number, opensOn, dueOn }: Occurrence) => `${number} ${opensOn}..${dueOn}`
const dues = (
  rule: Partial<RecurringRule>,
  entries: readonly CalendarEntry[],
  to = '2035-01-01',
  repaired = [] as string[],
) => occurrencesOf({ ...RULE, ...rule }, ANCHORS, TIME, to, { entries, repaired }).map(shown)

describe('what is due by what a customer says of their days', () => {
  const march = calendar(['2027-02-01', entered('2027-03-31', '2027-04-02')])

  it('before, during and after it; counted backwards, a month ends on the last day of a shorter one', () => {
    expect(dues({ before: 'meeting', within: 'P1M' }, march)).toEqual(['e1 2027-03-01..2027-03-30'])
    expect(dues({ during: 'meeting' }, march)).toEqual(['e1 2027-03-31..2027-04-02'])
    expect(dues({ during: 'meeting', opens: 'P7D' }, march)).toEqual(['e1 2027-03-26..2027-04-02'])
    expect(dues({ during: 'meeting', opens: 'P1D' }, march)).toEqual(['e1 2027-03-31..2027-04-02'])
    // The second of May 2027 is a Sunday.
    expect(dues({ after: 'meeting', within: 'P1M' }, march)).toEqual(['e1 2027-04-02..2027-05-03'])
    expect(dues({ after: 'meeting', within: 'P5D', window: '5x8' }, march)).toEqual(['e1 2027-04-02..2027-04-09'])
    expect(dues({ before: 'exam', within: 'P1M' }, march)).toEqual([])
  })

  it('so long ahead; where it is said later than that, by the day before; later still, never', () => {
    const rule = { before: 'meeting', within: 'P1M', ahead: 'P14D' } as const
    const said = (on: string) => dues(rule, calendar([on, entered('2027-03-31')]))
    expect(said('2027-02-01')).toEqual(['e1 2027-02-18..2027-03-17'])
    // What was planned before it was said, or moved, is no plan for these days.
    expect(said('2027-03-17')).toEqual(['e1 2027-03-17..2027-03-17'])
    expect(said('2027-03-18')).toEqual(['e1 2027-03-18..2027-03-30'])
    expect(said('2027-03-30')).toEqual(['e1 2027-03-30..2027-03-30'])
    expect(said('2027-03-31')).toEqual([])
  })

  it('it moves under its name; what was due by then stays where it was', () => {
    const first = ['2027-02-01', entered('2027-03-10')] as const
    const rule = { before: 'meeting', within: 'P7D' } as const
    expect(dues(rule, calendar(first, ['2027-03-09', moved('e1', '2027-05-01')]))).toEqual([
      'e1 2027-04-24..2027-04-30',
    ])
    expect(dues(rule, calendar(first, ['2027-03-10', moved('e1', '2027-05-01')]))).toEqual([
      'e1 2027-03-03..2027-03-09',
    ])
    // It comes sooner than anybody could be there.
    expect(dues(rule, calendar(first, ['2027-03-01', moved('e1', '2027-03-01')]))).toEqual([])
    expect(
      dues(rule, calendar(first, ['2027-03-01', moved('e1', '2027-03-01')], ['2027-03-01', moved('e1', '2027-03-20')])),
    ).toEqual(['e1 2027-03-13..2027-03-19'])
    expect(dues(rule, calendar(first, ['2027-03-01', { type: 'withdrawn', id: 'e1' }]))).toEqual([])
  })

  it('not before the contract’s own day, and in warranty where the plan says so', () => {
    const entries = calendar(['2027-06-01', entered('2026-12-20', '2026-12-31')], ['2027-06-01', entered('2031-05-01')])
    expect(dues({ during: 'meeting' }, entries)).toEqual(['e2 2031-05-01..2031-05-01'])
    expect(dues({ during: 'meeting', until: 'warrantyEnd' }, entries)).toEqual([])
    expect(dues({ during: 'meeting' }, entries, '2031-04-30')).toEqual([])
  })

  it('[C15] every school year once: the customer’s first day of it, otherwise the plan’s', () => {
    const rule = { before: 'schoolYear', within: 'P1M', otherwise: '09-01' } as const
    const entries = calendar(
      ['2027-05-01', entered('2028-08-28', '2028-08-28', 'schoolYear')],
      ['2027-05-01', entered('2028-08-21', '2028-08-21', 'schoolYear')],
    )
    expect(dues(rule, entries)).toEqual([
      '2027 2027-08-01..2027-08-31',
      '2028 2028-07-21..2028-08-20',
      '2029 2029-08-01..2029-08-31',
    ])
  })

  it('[C29] after each month with a repair, to the end of the next, February and the turn of the year included', () => {
    const rule = { of: 'contract', after: 'repair', within: 'P1M' } as const
    expect(dues(rule, [], '2035-01-01', ['2027-01', '2027-12', '2028-01', '2026-12'])).toEqual([
      '202612 2027-01-01..2027-01-31',
      '202701 2027-02-01..2027-02-28',
      '202712 2028-01-01..2028-01-31',
      '202801 2028-02-01..2028-02-29',
    ])
  })
})

/** The same day by day: the last day on which it counts is found by walking from the event, one day at a time. */
function walked(rule: Partial<RecurringRule>, from: string, until: string, length: number): string {
  if (rule.during) return until
  if (rule.before) return Temporal.PlainDate.from(from).subtract({ days: 1 }).toString()
  let day = until
  for (let count = 0; count < length; count++) day = addDays(day, 1)
  while (!isWorkday(day, 'none')) day = addDays(day, 1)
  return day
}

describe('ten years of it, day by day', () => {
  const zones = ['Asia/Shanghai', 'Asia/Urumqi', 'America/Los_Angeles', 'Pacific/Kiritimati']
  it.each(zones)('is what a plain walk finds, each event once, in %s', (timezone) => {
    const time = { ...TIME, timezone }
    const days = Array.from({ length: 150 }, (_, place) => addDays('2027-01-05', place * 24))
    const changes = days.map(
      (from, place) => [from, entered(addDays(from, 40), addDays(from, 40 + (place % 5)))] as const,
    )
    const entries = calendar(...changes)
    for (const rule of [
      { before: 'meeting', within: 'P7D' },
      { during: 'meeting' },
      { after: 'meeting', within: 'P9D' },
    ] as const) {
      const found = occurrencesOf({ ...RULE, ...rule }, ANCHORS, time, '2050-01-01', { entries, repaired: [] })
      expect(found.map(({ number, dueOn }) => `${number} ${dueOn}`)).toEqual(
        entries.map(({ id, from, until }) => `${id} ${walked(rule, from, until, 9)}`),
      )
      for (const { opensOn, dueOn } of found) expect(opensOn <= dueOn).toBe(true)
    }
  })

  it('what is on at an instant: days, hours and days of the week, where the customer is', () => {
    const peak: CalendarChange = {
      type: 'entered',
      happening: {
        kind: 'peak',
        name: '门诊',
        from: '2027-03-01',
        until: '2027-12-31',
        hours: { from: '08:00', to: '17:30', weekdays: [1, 2, 3, 4, 5] },
      },
    }
    const entries = calendar(['2027-02-01', peak])
    const isPeak = (at: string, timezone = 'Asia/Shanghai') => happeningAt(entries, 'peak', { at, timezone }).length > 0
    // Monday the first of March.
    expect(isPeak('2027-03-01T00:00:00.000Z')).toBe(true)
    expect(isPeak('2027-02-28T23:59:59.999Z')).toBe(false)
    expect(isPeak('2027-03-01T09:29:59.999Z')).toBe(true)
    expect(isPeak('2027-03-01T09:30:00.000Z')).toBe(false)
    expect(isPeak('2027-03-01T09:30:00.000Z', 'Asia/Urumqi')).toBe(true)
    expect(isPeak('2027-03-06T02:00:00.000Z')).toBe(false)
  })
})
