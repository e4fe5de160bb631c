import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { isWorkday, type WorkingTime } from '../../../shared/kernel/calendar.ts'
import type { RecurringRule } from '../../../shared/plan/rules.ts'
import type { Anchors } from '../../../shared/schedule/anchors.ts'
import { dueAtOf, type Occurrence, occurrencesOf } from '../../../shared/schedule/occurrences.ts'
import { INSPECTION } from '../../support/plans.ts'

const HOURS = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]
const IN_SHANGHAI: WorkingTime = { timezone: 'Asia/Shanghai', workingHours: HOURS }
const PLAIN: WorkingTime = { ...IN_SHANGHAI, holidays: 'none' }
const RULE: RecurringRule = { ...INSPECTION, of: 'site' }
const accepted = (day: string, more: Partial<Anchors> = {}): Anchors => ({ days: { accepted: day }, ...more })
const shown = ({ number, opensOn, dueOn }: Occurrence) => `${number} ${opensOn}..${dueOn}`
const daysOf = (
  rule: Partial<RecurringRule>,
  anchors: Anchors,
  to = '2040-01-01',
  hours: WorkingTime = PLAIN,
): readonly string[] => occurrencesOf({ ...RULE, ...rule }, anchors, hours, to).map(({ dueOn }) => dueOn)

describe('when planned work is due', () => {
  it('[R9] within a week of delivery, every 3 months for 2 years, then every 6 months to year 5', () => {
    const phases = [{ first: 'P7D' }, { every: 'P3M', until: 'P2Y' }, { every: 'P6M', until: 'P5Y' }]
    const days = daysOf({ phases, from: 'delivered' }, { days: { delivered: '2026-11-02' } })
    expect(days).toHaveLength(1 + 8 + 6)
    expect(days.slice(0, 3)).toEqual(['2026-11-09', '2027-02-02', '2027-05-03'])
    // 2028-11-02 is the eighth of the quarters; from there on it is half a year.
    expect(days.slice(8, 10)).toEqual(['2028-11-02', '2029-05-02'])
    expect(days.at(-1)).toBe('2031-11-03')
  })

  it('the 31st ends on the last day of a shorter month, in a leap year too, and is the 31st again', () => {
    const phases = [{ every: 'P1M', until: 'P1Y' }]
    expect(daysOf({ phases }, accepted('2027-10-31')).slice(0, 6)).toEqual([
      '2027-11-30',
      '2027-12-31',
      '2028-01-31',
      '2028-02-29',
      '2028-03-31',
      // The 30th of April 2028 is a Sunday.
      '2028-05-01',
    ])
  })

  it('what ends on a rest day ends on the day after the rest, and moves no other', () => {
    const phases = [{ every: 'P1M', until: 'P6M' }]
    // The first of October 2026 begins a week of holidays; Saturday, the 10th, is worked.
    expect(daysOf({ phases }, accepted('2026-08-01'), '2027-01-01', IN_SHANGHAI).slice(0, 4)).toEqual([
      '2026-09-01',
      '2026-10-08',
      '2026-11-02',
      '2026-12-01',
    ])
    expect(daysOf({ phases }, accepted('2026-09-10'), '2026-10-10', IN_SHANGHAI)).toContain('2026-10-10')
  })

  it('every week over a long holiday: two end on one day, and each may be done on it', () => {
    const phases = [{ every: 'P7D', until: 'P1M' }]
    const all = occurrencesOf({ ...RULE, phases }, accepted('2026-09-17'), IN_SHANGHAI, '2026-12-01')
    expect(all.map(shown)).toEqual([
      '1 2026-09-17..2026-09-24',
      '2 2026-09-25..2026-10-08',
      '3 2026-10-08..2026-10-08',
      '4 2026-10-09..2026-10-15',
    ])
  })

  it('[C14] within 5 working days of the goods’ arrival, over a holiday with a make-up Saturday, until work ends', () => {
    const rule = { ...RULE, from: 'delivered', window: '5x8', phases: [{ first: 'P5D' }] } as const
    const [call] = occurrencesOf(rule, { days: { delivered: '2026-09-29' } }, IN_SHANGHAI, '2026-12-01')
    // 30 September, then 8, 9, 10 (made up) and 12 October.
    expect(call).toMatchObject({ opensOn: '2026-09-29', dueOn: '2026-10-12' })
    expect(call && dueAtOf(rule, call, IN_SHANGHAI)).toBe('2026-10-12T10:00:00.000Z')
  })

  it('may be done from the day after the one before was due, or so long before its last day as the plan says', () => {
    const phases = [{ every: 'P3M', until: 'P1Y' }]
    const all = (rule: Partial<RecurringRule>) =>
      occurrencesOf({ ...RULE, phases, ...rule }, accepted('2026-11-30'), PLAIN, '2027-09-01').map(shown)
    expect(all({})).toEqual([
      '1 2026-11-30..2027-03-01',
      '2 2027-03-02..2027-05-31',
      '3 2027-06-01..2027-08-30',
      '4 2027-08-31..2027-11-30',
    ])
    expect(all({ opens: 'P14D' }).slice(0, 2)).toEqual(['1 2027-02-14..2027-03-01', '2 2027-05-16..2027-05-31'])
  })

  it('as long as the warranty lasts, and a term bought after it', () => {
    const phases = [{ every: 'P6M', until: 'warrantyEnd' }]
    const ended = accepted('2026-11-30', { warrantyEnd: '2028-11-30', coveredUntil: '2028-11-30' })
    expect(daysOf({ phases }, ended)).toHaveLength(4)
    expect(daysOf({ phases }, { ...ended, coveredUntil: '2029-11-30' })).toHaveLength(6)
    // Nobody knows yet when it ends: it goes on as far as one looks.
    expect(daysOf({ phases }, accepted('2026-11-30'), '2036-12-01')).toHaveLength(20)
  })

  it('[C20] once before the warranty ends, on its last day at the latest', () => {
    const ended = accepted('2026-11-30', { warrantyEnd: '2029-11-30', coveredUntil: '2031-11-30' })
    const rule = { ...RULE, before: 'warrantyEnd', within: 'P3M' }
    expect(occurrencesOf(rule, ended, PLAIN, '2029-08-30')).toEqual([])
    expect(occurrencesOf(rule, ended, PLAIN, '2029-08-31').map(shown)).toEqual(['1 2029-08-31..2029-11-30'])
    expect(occurrencesOf(rule, accepted('2026-11-30'), PLAIN, '2040-01-01')).toEqual([])
  })

  it('[C15] before every school year, as long as the warranty lasts; not before there is anything to check', () => {
    const rule = { ...RULE, before: '09-01', within: 'P1M' }
    const ended = accepted('2026-08-20', { warrantyEnd: '2028-08-21', coveredUntil: '2028-08-21' })
    expect(occurrencesOf(rule, ended, PLAIN, '2040-01-01').map(shown)).toEqual([
      '2026 2026-08-20..2026-08-31',
      '2027 2027-08-01..2027-08-31',
    ])
    expect(daysOf({ before: '02-29', within: 'P1W' }, accepted('2027-01-01'), '2028-03-01')).toEqual([
      '2027-02-27',
      '2028-02-28',
    ])
  })

  it('nothing is due while nobody knows the day that it counts from', () => {
    expect(
      occurrencesOf({ ...RULE, phases: [{ every: 'P1M', until: 'P1Y' }] }, { days: {} }, PLAIN, '2040-01-01'),
    ).toEqual([])
  })
})

/** The same, as slowly and plainly as it can be said: walk through ten years and look at every day. */
function* walked(anchor: string, { every, until }: { every: number; until: number }, hours: WorkingTime) {
  const first = Temporal.PlainDate.from(anchor)
  for (let month = 1; month <= until; month++) {
    if (month % every !== 0) continue
    const year = first.year + Math.floor((first.month - 1 + month) / 12)
    const inYear = ((first.month - 1 + month) % 12) + 1
    const length = Temporal.PlainYearMonth.from({ year, month: inYear }).daysInMonth
    let day = Temporal.PlainDate.from({ year, month: inYear, day: Math.min(first.day, length) })
    while (!isWorkday(day.toString(), hours.holidays)) day = day.add({ days: 1 })
    yield day.toString()
  }
}

describe('ten years of it, day by day', () => {
  const zones = ['Asia/Shanghai', 'Asia/Urumqi', 'America/Los_Angeles', 'Pacific/Kiritimati']
  it.each(zones)('is what a plain walk through the months finds, in %s', (timezone) => {
    const hours = { ...IN_SHANGHAI, timezone }
    for (let start = 0; start < 400; start += 23) {
      const anchor = Temporal.PlainDate.from('2027-02-10').add({ days: start }).toString()
      for (const every of [1, 3, 6]) {
        const phases = [{ every: `P${every}M`, until: 'P10Y' }]
        const found = occurrencesOf({ ...RULE, phases }, accepted(anchor), hours, '2050-01-01')
        expect(found.map(({ dueOn }) => dueOn)).toEqual([...walked(anchor, { every, until: 120 }, hours)])
        // No day of a period without its obligation, and none with two.
        for (const [place, { opensOn }] of found.entries()) {
          const before = found[place - 1]
          if (before) expect(opensOn).toBe(Temporal.PlainDate.from(before.dueOn).add({ days: 1 }).toString())
        }
      }
    }
  })
})
