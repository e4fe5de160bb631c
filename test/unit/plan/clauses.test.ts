import { describe, expect, test } from 'vitest'
import type { ClockTerm, Plan } from '../../../shared/plan/plan.ts'
import { termsFor } from '../../../shared/plan/terms.ts'
import { at, C, clock, H, N, R, term, workingTimeIn } from './documents.ts'

/** Thursday night. */
const REPORT = at('2026-11-19 23:50')

describe('H, hospital equipment', () => {
  test('[H4] the customer is phoned at once, planned as 5 minutes, also across midnight; nothing pauses it', () => {
    expect(clock(H, 'H4', 'standard', 'responded', REPORT).dueAt).toBe(at('2026-11-19 23:55'))
    expect(clock(H, 'H4', 'standard', 'responded', at('2026-11-19 23:57')).dueAt).toBe(at('2026-11-20 00:02'))
    expect(term(H, 'H4', 'standard', 'responded').pausable).toBe(false)
  })

  test('[H14] a repair takes at most 2 days = 48 h, over a weekend and a month end too, otherwise a loaner', () => {
    expect(clock(H, 'H14', 'standard', 'repaired', at('2026-11-27 16:40')).dueAt).toBe(at('2026-11-29 16:40'))
    expect(clock(H, 'H14', 'standard', 'repaired', at('2026-11-29 16:40')).dueAt).toBe(at('2026-12-01 16:40'))
    expect(term(H, 'H14', 'standard', 'repaired')).toMatchObject({ otherwise: 'loaned', pausable: true })
  })

  test('[H14] sent in: 1 week, to 24:00 of the seventh day after the report', () => {
    const sentIn = clock(H, 'H14', 'standard', 'repaired', REPORT, { sentIn: true })
    expect(sentIn).toMatchObject({ limit: 'P7D', dueAt: at('2026-11-27 00:00') })
  })

  test('[H14] sent in: a week that ends on a rest day goes on to the next working day', () => {
    const due = (from: string) => clock(H, 'H14', 'standard', 'repaired', at(from), { sentIn: true }).dueAt
    expect(due('2026-11-20 00:00')).toBe(at('2026-11-28 00:00')) // Friday, the first day not counted
    expect(due('2026-11-21 10:00')).toBe(at('2026-12-01 00:00')) // Saturday the 28th → Monday the 30th
    expect(due('2026-09-24 10:00')).toBe(at('2026-10-09 00:00')) // 1 October → the 8th, after National Day
    expect(due('2026-10-03 10:00')).toBe(at('2026-10-11 00:00')) // Saturday the 10th is a make-up workday
  })
})

describe('C, campus multimedia', () => {
  test('[C2] response within 2 h of the report, any day of the year', () => {
    expect(clock(C, 'C2', 'ordinary', 'responded', REPORT).dueAt).toBe(at('2026-11-20 01:50'))
    expect(clock(C, 'C2', 'critical', 'responded', at('2026-10-01 23:00')).dueAt).toBe(at('2026-10-02 01:00'))
  })

  test('[C3] an engineer on site within 24 h', () => {
    expect(clock(C, 'C3', 'ordinary', 'arrived', REPORT).dueAt).toBe(at('2026-11-20 23:50'))
    expect(clock(C, 'C3', 'critical', 'arrived', at('2026-12-31 08:00')).dueAt).toBe(at('2027-01-01 08:00'))
  })

  test('[C4] not repaired in 1 working day: a loaner at close of business of the next working day', () => {
    const due = (from: string) => clock(C, 'C4', 'ordinary', 'repaired', at(from)).dueAt
    expect(due('2026-11-19 23:50')).toBe(at('2026-11-20 18:00'))
    expect(due('2026-11-20 00:10')).toBe(at('2026-11-23 18:00'))
    expect(due('2026-11-20 08:00')).toBe(at('2026-11-23 18:00'))
    expect(term(C, 'C4', 'critical', 'repaired').otherwise).toBe('loaned')
  })

  test('[C15] a fault not solved in 1 working day: a loaner, a promise of its own beside C4', () => {
    const due = (from: string) => clock(C, 'C15', 'critical', 'repaired', at(from)).dueAt
    expect(due('2026-11-20 08:00')).toBe(at('2026-11-23 18:00'))
    expect(due('2026-10-09 16:00')).toBe(at('2026-10-10 18:00')) // a make-up Saturday
    expect(term(C, 'C15', 'ordinary', 'repaired').otherwise).toBe('loaned')
  })

  test('[C4] over a weekend with a make-up workday: the Saturday counts', () => {
    const due = (from: string) => clock(C, 'C4', 'ordinary', 'repaired', at(from)).dueAt
    expect(due('2026-10-09 16:00')).toBe(at('2026-10-10 18:00'))
    expect(due('2026-10-10 16:00')).toBe(at('2026-10-12 18:00'))
    expect(due('2026-02-13 16:00')).toBe(at('2026-02-14 18:00'))
    expect(due('2026-02-14 16:00')).toBe(at('2026-02-24 18:00'))
  })

  test('[C4] a visit that does not solve it calls for a loaner at once', () => {
    expect([H, C, R, N].filter((plan) => plan.loanerWhenNotSolvedOnSite)).toEqual([C])
  })

  test('[C9] system down: dispatched within 1 h; ordinary fault: on site within 2 h; each by its severity only', () => {
    expect(clock(C, 'C9', 'critical', 'dispatched', REPORT).dueAt).toBe(at('2026-11-20 00:50'))
    expect(clock(C, 'C9', 'ordinary', 'arrived', REPORT).dueAt).toBe(at('2026-11-20 01:50'))
    expect(untils(C, 'C9', 'critical')).toEqual(['dispatched'])
    expect(untils(C, 'C9', 'ordinary')).toEqual(['arrived'])
  })
})

describe('R, body-worn recorders', () => {
  test('[R5] an urgent or serious report is answered within 10 minutes, technical help within 20', () => {
    expect(clock(R, 'R5', 'urgent', 'responded', REPORT).dueAt).toBe(at('2026-11-20 00:00'))
    expect(clock(R, 'R5', 'serious', 'responded', REPORT).dueAt).toBe(at('2026-11-20 00:00'))
    expect(clock(R, 'R5', 'help', 'responded', REPORT).dueAt).toBe(at('2026-11-20 00:10'))
    expect(['urgent', 'help'].map((severity) => term(R, 'R5', severity, 'responded').pausable)).toEqual([false, false])
  })

  test('[R5] on-site replacement repair: 3 h from arrival, only for a repair on site', () => {
    const visit = term(R, 'R5', 'help', 'repaired')
    expect(visit).toMatchObject({ from: 'arrived', onSiteOnly: true, pausable: true })
    expect(visit.otherwise).toBeUndefined()
    expect(clock(R, 'R5', 'urgent', 'repaired', at('2026-11-20 22:30')).dueAt).toBe(at('2026-11-21 01:30'))
  })

  test('[R6] any report: response in 15 min, solved remotely in 30 min, otherwise on site within 24 h', () => {
    for (const severity of ['urgent', 'serious', 'help']) {
      expect(clock(R, 'R6', severity, 'responded', REPORT).dueAt).toBe(at('2026-11-20 00:05'))
      expect(clock(R, 'R6', severity, 'triaged', REPORT).dueAt).toBe(at('2026-11-20 00:20'))
      expect(clock(R, 'R6', severity, 'arrived', REPORT).dueAt).toBe(at('2026-11-20 23:50'))
    }
    expect(term(R, 'R6', 'urgent', 'responded').pausable).toBe(true)
  })

  test('[R7] resolved within 36 h, otherwise a loaner, over month end and leap day', () => {
    expect(clock(R, 'R7', 'help', 'repaired', at('2026-11-20 02:13')).dueAt).toBe(at('2026-11-21 14:13'))
    expect(clock(R, 'R7', 'help', 'repaired', at('2026-11-30 20:00')).dueAt).toBe(at('2026-12-02 08:00'))
    const leap = clock(R, 'R7', 'help', 'repaired', at('2028-02-28 20:00'))
    expect(leap).toMatchObject({ dueAt: at('2028-03-01 08:00'), unknownYears: [] })
    expect(term(R, 'R7', 'urgent', 'repaired').otherwise).toBe('loaned')
  })
})

describe('N, network security', () => {
  const n2 = (from: string) => clock(N, 'N2', 'ordinary', 'arrived', at(from))

  test('[N2] on site within 4 working hours: at night from the next opening, over lunch, over the weekend', () => {
    expect(n2('2026-11-20 02:13').dueAt).toBe(at('2026-11-20 14:00'))
    expect(n2('2026-11-20 10:00').dueAt).toBe(at('2026-11-20 15:00'))
    expect(n2('2026-11-20 16:30').dueAt).toBe(at('2026-11-23 11:30'))
    expect(n2('2026-11-20 17:00').dueAt).toBe(at('2026-11-23 12:00'))
  })

  test('[N2] across National Day 2026, and on its make-up Sunday and Saturday', () => {
    expect(n2('2026-09-30 16:00').dueAt).toBe(at('2026-10-08 11:00'))
    expect(n2('2026-10-03 10:00').dueAt).toBe(at('2026-10-08 14:00'))
    expect(n2('2026-10-09 16:00').dueAt).toBe(at('2026-10-10 11:00'))
    expect(n2('2026-09-18 16:00').dueAt).toBe(at('2026-09-20 11:00'))
  })

  test('[N2] across Spring Festival 2026 and the turn of the year', () => {
    expect(n2('2026-02-14 16:00').dueAt).toBe(at('2026-02-24 11:00'))
    expect(n2('2025-12-31 16:00').dueAt).toBe(at('2026-01-04 11:00')) // a make-up Sunday
  })

  test('[N2] in a year whose holidays are not published the week is an ordinary one, and says so', () => {
    expect(n2('2050-02-28 16:00')).toMatchObject({ dueAt: at('2050-03-01 11:00'), unknownYears: [2050] })
    expect(n2('2026-11-20 16:30').unknownYears).toEqual([])
  })

  test('[N2] in working hours of the customer’s zone', () => {
    const due = (timezone: string, from: string) =>
      clock(N, 'N2', 'ordinary', 'arrived', from, { workingTime: workingTimeIn(timezone) }).dueAt
    expect(due('Asia/Urumqi', at('2026-11-20 02:13'))).toBe(at('2026-11-20 16:00'))
    // Friday 16:00 in New York, before summer time ends on 2026-11-01: Monday 11:00 there.
    expect(due('America/New_York', at('2026-10-30 16:00', '-04:00'))).toBe(at('2026-11-02 11:00', '-05:00'))
  })

  test('[N3] hardware fault not removed in 48 h: loaner', () => {
    expect(clock(N, 'N3', 'ordinary', 'repaired', at('2026-02-27 12:00')).dueAt).toBe(at('2026-03-01 12:00'))
    expect(term(N, 'N3', 'major', 'repaired').otherwise).toBe('loaned')
  })

  test('[N3] 48 h are 48 hours where summer time ends in between', () => {
    const workingTime = workingTimeIn('Europe/Berlin')
    const { dueAt } = clock(N, 'N3', 'major', 'repaired', at('2026-10-24 12:00', '+02:00'), { workingTime })
    expect(dueAt).toBe(at('2026-10-26 11:00', '+01:00'))
  })

  test('[N4] no response within 24 h: liability, and nothing pauses it', () => {
    expect(clock(N, 'N4', 'ordinary', 'responded', REPORT).dueAt).toBe(at('2026-11-20 23:50'))
    expect(term(N, 'N4', 'major', 'responded')).toMatchObject({ broken: 'liability', pausable: false })
    expect([H, C, R, N].flatMap((plan) => plan.clocks).filter(({ broken }) => broken)).toHaveLength(1)
  })

  test('[N5] substantive response within 30 min, a solution proposed within 1 h', () => {
    expect(clock(N, 'N5', 'ordinary', 'responded', REPORT).dueAt).toBe(at('2026-11-20 00:20'))
    expect(clock(N, 'N5', 'major', 'proposed', REPORT).dueAt).toBe(at('2026-11-20 00:50'))
  })

  test('[N6] major fault: response at once, on site within 2 h, on a holiday night too', () => {
    expect(clock(N, 'N6', 'major', 'responded', at('2026-10-01 23:58')).dueAt).toBe(at('2026-10-02 00:03'))
    expect(clock(N, 'N6', 'major', 'arrived', at('2026-10-01 23:58')).dueAt).toBe(at('2026-10-02 01:58'))
    expect(term(N, 'N6', 'major', 'responded').pausable).toBe(false)
    expect(untils(N, 'N6', 'ordinary')).toEqual([])
    expect(untils(N, 'N2', 'major')).toEqual([])
  })

  test('[N7] a failed part is replaced within 3 working days of the verdict', () => {
    const due = (from: string) => clock(N, 'N7', 'ordinary', 'repaired', at(from)).dueAt
    expect(term(N, 'N7', 'ordinary', 'repaired').from).toBe('hardwareVerdict')
    expect(due('2026-11-16 09:00')).toBe(at('2026-11-19 18:00'))
    expect(due('2026-11-19 23:00')).toBe(at('2026-11-24 18:00'))
    expect(due('2026-09-29 10:00')).toBe(at('2026-10-09 18:00')) // 30 September, 8 and 9 October
    expect(due('2026-10-08 10:00')).toBe(at('2026-10-12 18:00')) // 9, 10 (make-up Saturday), 12 October
  })

  test('[N7] over a leap day in a year not published', () => {
    const part = clock(N, 'N7', 'major', 'repaired', at('2028-02-28 10:00'))
    expect(part).toMatchObject({ dueAt: at('2028-03-02 18:00') })
  })
})

describe('all four documents', () => {
  test('hold exactly the rows of the table of clocks', () => {
    const rows = (plan: Plan) =>
      plan.clocks
        .filter(isInTable)
        .map((one) =>
          [
            one.clause,
            one.severities ?? 'any',
            `${one.from}→${one.until}`,
            one.otherwise,
            one.limit,
            one.sentInLimit,
            one.window,
          ]
            .filter(Boolean)
            .join(' '),
        )
    expect([H, C, R, N].flatMap(rows)).toEqual([
      'H4 any reported→responded now 7x24',
      'H14 any reported→repaired loaned PT48H P7D 7x24',
      'C2 any reported→responded PT2H 7x24',
      'C3 any reported→arrived PT24H 7x24',
      'C4 any reported→repaired loaned P1D 5x8',
      'C9 critical reported→dispatched PT1H 7x24',
      'C9 ordinary reported→arrived PT2H 7x24',
      'C15 any reported→repaired loaned P1D 5x8',
      'R5 urgent,serious reported→responded PT10M 7x24',
      'R5 help reported→responded PT20M 7x24',
      'R5 any arrived→repaired PT3H 7x24',
      'R6 any reported→responded PT15M 7x24',
      'R6 any reported→triaged PT30M 7x24',
      'R6 any reported→arrived PT24H 7x24',
      'R7 any reported→repaired loaned PT36H 7x24',
      'N2 ordinary reported→arrived PT4H 5x8',
      'N3 any reported→repaired loaned PT48H 7x24',
      'N4 any reported→responded PT24H 7x24',
      'N5 any reported→responded PT30M 7x24',
      'N5 any reported→proposed PT1H 7x24',
      'N6 major reported→responded now 7x24',
      'N6 major reported→arrived PT2H 7x24',
      'N7 any hardwareVerdict→repaired P3D 5x8',
    ])
  })

  test('have besides only the clocks for which the documents name no exact time', () => {
    const others = [H, C, R, N].flatMap(({ clocks }) => clocks.filter((one) => !isInTable(one)))
    expect(
      others.map(({ clause, matter, from, until, limit, window }) =>
        [clause, matter, `${from}→${until}`, limit, window].filter(Boolean).join(' '),
      ),
    ).toEqual([
      'H8 delivery reported→repaired P1D 5x8',
      'H16 replacementDue→replaced P7D 7x24',
      'C6 replacementDue→replaced P7D 7x24',
      'C24 desk→passedOn PT20M 7x24',
      'C28 notSolved→scheduled P1D 5x8',
      'C28 scheduled→repaired promised 7x24',
      'C28 escalated→advised promised 7x24',
      'R2 replacementDue→replaced P7D 7x24',
      'N22 replacementDue→replaced P7D 7x24',
    ])
  })

  test('[H6] [N14] two tiers and the manager are paged before the shortest response is due', () => {
    for (const plan of [H, C, R, N]) {
      const [first = '', second = ''] = plan.escalation.acknowledgeWithin
      const minutes = [first, second].map((window) => Number(/^PT(\d+)M$/.exec(window)?.[1]))
      const managerPaged = (minutes[0] ?? Number.NaN) + (minutes[1] ?? Number.NaN)
      expect([plan.id, managerPaged < (shortestResponse[plan.id] ?? 0)]).toEqual([plan.id, true])
    }
  })
})

/** The specification's table has the clocks of a fault that start with the report, the arrival or the verdict. */
const isInTable = ({ from, matter }: ClockTerm) =>
  ['reported', 'arrived', 'hardwareVerdict'].includes(from) && matter !== 'delivery'
const shortestResponse: Record<string, number> = { H: 5, C: 120, R: 10, N: 5 }
const untils = (plan: Plan, clause: string, severity: string) =>
  termsFor(plan, severity)
    .filter((one) => one.clause === clause)
    .map(({ until }) => until)
