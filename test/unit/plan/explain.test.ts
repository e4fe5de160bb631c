import { describe, expect, test } from 'vitest'
import { deadline } from '../../../shared/kernel/deadline.ts'
import type { ClockTerm, Plan } from '../../../shared/plan/plan.ts'
import type { Clock, Pause } from '../../../shared/promise/clock.ts'
import { explain } from '../../../shared/promise/explain.ts'
import { promisedClock, redated } from '../../../shared/promise/start.ts'
import { at, C, clock, H, N, R, SHANGHAI, workingTimeIn } from './documents.ts'

const pause = (from: string, to?: string): Pause => ({
  from: at(from),
  ...(to ? { to: at(to) } : {}),
  why: 'customer',
  reason: 'waits',
})
const stopped = (running: Clock, ...pauses: Pause[]): Clock => ({
  ...running,
  pauses,
  ...deadline({ limit: running.limit, window: running.term.window }, running.startedAt, pauses, SHANGHAI),
})
const both = (of: Clock) => [explain(of, SHANGHAI, 'en'), explain(of, SHANGHAI, 'zh-CN')]
const NIGHT = at('2026-11-20 02:13')
const response = clock(R, 'R6', 'urgent', 'responded', NIGHT)

describe('why a clock is due when it is', () => {
  test('[R6] minutes of the same day', () => {
    expect(both(response)).toEqual(['15 min from 02:13 → 02:28', '02:13 起 15 分钟 → 02:28'])
  })

  test('[R6] a pause shows what it did', () => {
    expect(both(stopped(response, pause('2026-11-20 02:20', '2026-11-20 02:30')))).toEqual([
      '15 min from 02:13 → 02:28; paused 02:20–02:30 → 02:38',
      '02:13 起 15 分钟 → 02:28；02:20–02:30 暂停 → 02:38',
    ])
  })

  test('each pause shows the instant it led to; pauses that overlap are one; one after the due instant is none', () => {
    const pauses = [
      pause('2026-11-20 02:20', '2026-11-20 02:24'),
      pause('2026-11-20 02:22', '2026-11-20 02:30'),
      pause('2026-11-20 02:36', '2026-11-20 02:46'),
      pause('2026-11-20 05:00', '2026-11-20 06:00'),
    ]
    expect(explain(stopped(response, ...pauses), SHANGHAI, 'en')).toBe(
      '15 min from 02:13 → 02:28; paused 02:20–02:30 → 02:38; paused 02:36–02:46 → 02:48',
    )
  })

  test('a pause still open', () => {
    expect(both(stopped(response, pause('2026-11-20 02:20')))).toEqual([
      '15 min from 02:13 → 02:28; paused since 02:20',
      '02:13 起 15 分钟 → 02:28；02:20 起暂停',
    ])
    expect(explain(stopped(response, pause('2026-11-20 02:28')), SHANGHAI, 'en')).toBe('15 min from 02:13 → 02:28')
  })

  test('[R7] another day carries its date, another year the year', () => {
    expect(both(clock(R, 'R7', 'urgent', 'repaired', NIGHT))).toEqual([
      '36 h from 02:13 → 11-21 14:13',
      '02:13 起 36 小时 → 11-21 14:13',
    ])
    expect(explain(clock(R, 'R7', 'urgent', 'repaired', at('2026-12-31 08:00')), SHANGHAI, 'en')).toBe(
      '36 h from 08:00 → 2027-01-01 20:00',
    )
  })

  test('[R7] the end of a pause repeats the date only when it is another one', () => {
    const pauses = [pause('2026-11-21 09:00', '2026-11-21 10:00'), pause('2026-11-21 12:00', '2026-11-22 12:00')]
    expect(explain(stopped(clock(R, 'R7', 'urgent', 'repaired', NIGHT), ...pauses), SHANGHAI, 'en')).toBe(
      '36 h from 02:13 → 11-21 14:13; paused 11-21 09:00–10:00 → 11-21 15:13; paused 11-21 12:00–11-22 12:00 → 11-22 15:13',
    )
  })

  test('[N2] working hours name their window; a pause that covered none of them moved nothing', () => {
    const visit = clock(N, 'N2', 'ordinary', 'arrived', at('2026-11-20 16:30'))
    expect(both(visit)).toEqual(['4 h (5×8) from 16:30 → 11-23 11:30', '16:30 起 4 小时（5×8） → 11-23 11:30'])
    expect(explain(stopped(visit, pause('2026-11-21 10:00', '2026-11-21 11:00')), SHANGHAI, 'en')).toBe(
      '4 h (5×8) from 16:30 → 11-23 11:30; paused 11-21 10:00–11:00 → 11-23 11:30',
    )
  })

  test('[N7] [C4] working days', () => {
    expect(both(clock(N, 'N7', 'major', 'repaired', NIGHT))).toEqual([
      '3 working days from 02:13 → 11-25 18:00',
      '02:13 起 3 个工作日 → 11-25 18:00',
    ])
    expect(explain(clock(C, 'C4', 'critical', 'repaired', NIGHT), SHANGHAI, 'en')).toBe(
      '1 working day from 02:13 → 11-23 18:00',
    )
  })

  test('[H14] days end at 24:00, and say when rest days moved them', () => {
    const sentIn = (from: string) => clock(H, 'H14', 'standard', 'repaired', at(from), { sentIn: true })
    expect(both(sentIn('2026-11-20 02:13'))).toEqual(['7 days from 02:13 → 11-27 24:00', '02:13 起 7 天 → 11-27 24:00'])
    expect(both(sentIn('2026-11-21 02:13'))).toEqual([
      '7 days from 02:13 → 11-30 24:00; rest days passed over',
      '02:13 起 7 天 → 11-30 24:00；遇休息日顺延',
    ])
    expect(explain(sentIn('2026-11-20 00:00'), SHANGHAI, 'en')).toBe('7 days from 00:00 → 11-27 24:00')
  })

  test('elapsed time that ends at midnight is 00:00 of the day', () => {
    expect(explain(clock(R, 'R5', 'urgent', 'responded', at('2026-11-19 23:50')), SHANGHAI, 'en')).toBe(
      '10 min from 23:50 → 11-20 00:00',
    )
  })

  test('an agreed visit', () => {
    const agreedAt = at('2026-11-23 10:00')
    const visit: Clock = { ...clock(R, 'R6', 'urgent', 'arrived', NIGHT), agreedAt, dueAt: agreedAt }
    expect(both(visit)).toEqual([
      '24 h from 02:13 → 11-21 02:13; visit agreed → 11-23 10:00',
      '02:13 起 24 小时 → 11-21 02:13；约定上门 → 11-23 10:00',
    ])
  })

  test('[C28] a date we gave, the one that took its place, and an answer we asked for', () => {
    const term: ClockTerm = {
      clause: 'C28',
      from: 'scheduled',
      until: 'repaired',
      limit: 'promised',
      window: '7x24',
      pausable: true,
    }
    const given = promisedClock(term, 1, at('2026-12-30 10:00'), at('2026-12-31 18:00'))
    expect(both(given)).toEqual(['promised at 10:00 → 12-31 18:00', '10:00 承诺 → 12-31 18:00'])
    expect(both(redated(given, at('2027-01-04 12:00')))).toEqual([
      'promised at 10:00 → 12-31 18:00; new date → 2027-01-04 12:00',
      '10:00 承诺 → 12-31 18:00；改期 → 2027-01-04 12:00',
    ])
    const asked = promisedClock({ ...term, from: 'escalated', until: 'advised' }, 1, NIGHT, at('2026-11-20 18:00'))
    expect(both(asked)).toEqual(['asked at 02:13 → 18:00', '02:13 请求答复 → 18:00'])
  })

  test('[N2] holidays not published yet are a visible warning', () => {
    expect(both(clock(N, 'N2', 'ordinary', 'arrived', at('2050-03-01 09:00')))).toEqual([
      '4 h (5×8) from 09:00 → 14:00; holidays of 2050 not published yet, ordinary weeks assumed',
      '09:00 起 4 小时（5×8） → 14:00；2050 年放假安排尚未公布，暂按普通周计算',
    ])
  })

  test('[N2] times are written in the zone of the customer', () => {
    const workingTime = workingTimeIn('Asia/Urumqi')
    const visit = clock(N, 'N2', 'ordinary', 'arrived', NIGHT, { workingTime })
    expect(explain(visit, workingTime, 'en')).toBe('4 h (5×8) from 00:13 → 14:00')
  })

  test('[N4] mixed units as the plan writes them', () => {
    const longer: Plan = { ...N, clocks: N.clocks.map((one) => ({ ...one, limit: 'PT1H30M' })) }
    expect(both(clock(longer, 'N4', 'major', 'responded', NIGHT))).toEqual([
      '1 h 30 min from 02:13 → 03:43',
      '02:13 起 1 小时 30 分钟 → 03:43',
    ])
  })
})
