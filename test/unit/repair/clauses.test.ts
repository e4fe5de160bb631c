import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../shared/plan/plan.ts'
import { at, CUSTOMER, engineer, Play, planOf, STAFF } from '../../support/play.ts'

const ZHANG = engineer('zhang')
const REPORT = at('11-20 02:13')
const work = { cause: 'loose cable', done: 'fixed the cable' }

/** Just before, at, and just after a deadline: what the clause says of an act at that instant. */
const aroundDeadline = (
  plan: 'H' | 'C' | 'R' | 'N',
  clause: string,
  until: string,
  due: string,
  prepare: (play: Play) => Play,
  type: 'respond' | 'arrive' | 'depart' | 'propose' | 'complete' | 'lendLoaner' | 'goOnSite',
  severity?: string,
) => {
  const acted = (play: Play, instant: string) =>
    play.doesFirst(ZHANG, { type, ...work, solution: 'reboot' } as never, instant).outcome(clause, until)
  const fresh = () => prepare(new Play(plan, REPORT, severity))
  const shift = (ms: number) => new Date(Date.parse(due) + ms).toISOString()
  expect(fresh().clock(clause, until).dueAt).toBe(due)
  expect(acted(fresh(), shift(-1000))).toBe('kept')
  expect(acted(fresh(), due)).toBe('kept')
  expect(acted(fresh(), shift(1000))).toBe('broken by PT1S')
}
const asIs = (play: Play) => play
const arrived = (play: Play) => play.does(ZHANG, { type: 'arrive' }, at('11-20 02:30'))

describe('H: hospital', () => {
  it('[H4] the technician is phoned at once: within the 5 minutes that "at once" is planned as', () => {
    aroundDeadline('H', 'H4', 'responded', at('11-20 02:18'), asIs, 'respond')
  })
  it('[H14] repaired within 2 days', () => {
    aroundDeadline('H', 'H14', 'repaired', at('11-22 02:13'), arrived, 'complete')
  })
  it('[H14] or a loaner stands there by then', () => {
    const reserved = (play: Play) => arrived(play).does(STAFF, { type: 'reserveLoaner' }, at('11-20 03:00'), loaner)
    aroundDeadline('H', 'H14', 'repaired', at('11-22 02:13'), reserved, 'lendLoaner')
  })
  it('[H14] a unit that is mailed in has a week, which ends at midnight', () => {
    const play = arrived(new Play('H', REPORT)).does(
      ZHANG,
      { type: 'sendIn', agreedBy: 'Zhang', how: 'phone' },
      at('11-20 03:00'),
    )
    expect(play.clock('H14', 'repaired').dueAt).toBe(at('11-28 00:00'))
    expect(play.until(at('11-27 23:59')).outcome('H14', 'repaired')).toBe('open')
    expect(play.until(at('11-28 00:00')).outcome('H14', 'repaired')).toBe('broken')
  })
  it('[H14] mailed in after the two days were over: the breach stays', () => {
    const play = arrived(new Play('H', REPORT)).does(
      ZHANG,
      { type: 'sendIn', agreedBy: 'Zhang', how: 'phone' },
      at('11-22 03:13'),
    )
    expect(play.outcome('H14', 'repaired')).toBe('broken')
  })
})

const loaner = { loaner: { serial: 'L-1', name: 'loaner' } }

describe('C: campus and clinic', () => {
  it('[C2] response within 2 hours, any day of the year', () => {
    aroundDeadline('C', 'C2', 'responded', at('11-20 04:13'), asIs, 'respond', 'critical')
    expect(new Play('C', at('02-17 23:30'), 'ordinary').clock('C2', 'responded').dueAt).toBe(at('02-18 01:30'))
  })
  it('[C3] an engineer on site within 24 hours', () => {
    aroundDeadline('C', 'C3', 'arrived', at('11-21 02:13'), asIs, 'arrive', 'critical')
  })
  it('[C9] system down: dispatched within 1 hour of the report', () => {
    aroundDeadline('C', 'C9', 'dispatched', at('11-20 03:13'), asIs, 'depart', 'critical')
  })
  it('[C9] an ordinary fault: on site within 2 hours; the longer 24 hours of C3 are recorded beside it', () => {
    aroundDeadline('C', 'C9', 'arrived', at('11-20 04:13'), asIs, 'arrive', 'ordinary')
    const play = new Play('C', REPORT, 'ordinary')
    expect(play.clock('C9', 'arrived').drives).toBe(true)
    expect(play.clock('C3', 'arrived').drives).toBe(false)
  })
  it('[C9] solved by phone: nobody needs to be sent', () => {
    const play = new Play('C', REPORT, 'critical').does(
      ZHANG,
      { type: 'solveRemotely', ...work, how: 'phone' },
      at('11-20 02:20'),
    )
    expect(play.outcome('C9', 'dispatched')).toBe('fallenAway')
    expect(play.outcome('C3', 'arrived')).toBe('fallenAway')
  })
  it('[C4] not repaired in 1 working day: a loaner; Friday night counts to the close of Monday', () => {
    aroundDeadline('C', 'C4', 'repaired', at('11-23 18:00'), arrived, 'complete', 'critical')
  })
  it('[C4] not solved on site: a loaner is reserved at once and the customer is told', () => {
    const play = arrived(new Play('C', REPORT)).does(
      ZHANG,
      { type: 'notSolved', reason: 'part missing' },
      at('11-20 03:00'),
    )
    expect(play.of('loanerReserved')).toMatchObject([{ at: at('11-20 03:00'), serial: 'L-1' }])
    expect(play.does(ZHANG, { type: 'lendLoaner' }, at('11-20 09:00')).outcome('C4', 'repaired')).toBe('kept')
  })
})

describe('R: body-worn recorders', () => {
  it('[R5] an urgent report is answered within 10 minutes', () => {
    aroundDeadline('R', 'R5', 'responded', at('11-20 02:23'), asIs, 'respond', 'urgent')
  })
  it('[R5] a serious report is answered within 10 minutes', () => {
    aroundDeadline('R', 'R5', 'responded', at('11-20 02:23'), asIs, 'respond', 'serious')
  })
  it('[R5] a request for help is answered within 20 minutes', () => {
    aroundDeadline('R', 'R5', 'responded', at('11-20 02:33'), asIs, 'respond', 'help')
  })
  it('[R5] a replacement on site is done within 3 hours of arriving', () => {
    aroundDeadline('R', 'R5', 'repaired', at('11-20 05:30'), arrived, 'complete')
  })
  it('[R5] sent in instead: no replacement on site is due', () => {
    const play = arrived(new Play('R', REPORT)).does(
      ZHANG,
      { type: 'sendIn', agreedBy: 'Zhang', how: 'phone' },
      at('11-20 03:00'),
    )
    expect(play.outcome('R5', 'repaired')).toBe('fallenAway')
    expect(play.outcome('R7', 'repaired')).toBe('open')
  })
  it('[R6] any report is answered within 15 minutes; for an urgent one the shorter R5 pages, both are recorded', () => {
    aroundDeadline('R', 'R6', 'responded', at('11-20 02:28'), asIs, 'respond')
    const play = new Play('R', REPORT, 'urgent')
    expect([play.clock('R5', 'responded').drives, play.clock('R6', 'responded').drives]).toEqual([true, false])
    expect(play.until(at('11-20 02:28')).outcome('R6', 'responded')).toBe('broken')
    expect(play.of('clockBroken').map(({ clause }) => clause)).toEqual(['R5', 'R6'])
  })
  it('[R6] for help the 15 minutes of R6 are the shorter ones', () => {
    const play = new Play('R', REPORT, 'help')
    expect([play.clock('R5', 'responded').drives, play.clock('R6', 'responded').drives]).toEqual([false, true])
  })
  it('[R6] solved remotely, or the visit decided, within 30 minutes', () => {
    aroundDeadline('R', 'R6', 'triaged', at('11-20 02:43'), asIs, 'goOnSite')
    const byPhone = new Play('R', REPORT).does(ZHANG, { type: 'solveRemotely', ...work }, at('11-20 02:40'))
    expect(byPhone.outcome('R6', 'triaged')).toBe('kept')
    expect(byPhone.outcome('R6', 'arrived')).toBe('fallenAway')
  })
  it('[R6] otherwise on site within 24 hours', () => {
    aroundDeadline('R', 'R6', 'arrived', at('11-21 02:13'), asIs, 'arrive')
  })
  it('[R7] resolved within 36 hours', () => {
    aroundDeadline('R', 'R7', 'repaired', at('11-21 14:13'), arrived, 'complete')
  })
  it('[R7] otherwise a loaner: reserved at the last warning, in time to stand there when the 36 hours end', () => {
    const play = arrived(new Play('R', REPORT))
    expect(play.until(at('11-21 07:00')).of('loanerReserved')).toEqual([])
    expect(play.until(at('11-21 07:01')).of('loanerReserved')).toHaveLength(1)
    expect(play.does(ZHANG, { type: 'lendLoaner' }, at('11-21 14:00')).outcome('R7', 'repaired')).toBe('kept')
  })
  it('[R7] while no loaner is free it is tried again, and the first free one is taken', () => {
    const play = arrived(new Play('R', REPORT))
    const { loaners } = play
    play.loaners = []
    play.until(at('11-21 09:30'))
    expect(play.of('noLoanerFree').map((event) => event.at)).toEqual([
      at('11-21 07:01'),
      at('11-21 08:01'),
      at('11-21 09:01'),
    ])
    play.loaners = loaners
    expect(play.until(at('11-21 10:01')).of('loanerReserved')).toHaveLength(1)
  })
  it('[R7] a loaner of another model does not keep the promise', () => {
    const play = arrived(new Play('R', REPORT))
    play.loaners = [{ serial: 'L-2', model: 'other', name: 'other' }]
    expect(play.until(at('11-21 14:13')).of('loanerReserved')).toEqual([])
    expect(play.outcome('R7', 'repaired')).toBe('broken')
  })
})

describe('N: network security', () => {
  it('[N2] on site within 4 working hours: a report on Friday at 17:00 is due on Monday at noon', () => {
    expect(new Play('N', at('11-20 17:00'), 'ordinary').clock('N2', 'arrived').dueAt).toBe(at('11-23 12:00'))
    expect(new Play('N', REPORT, 'ordinary').clock('N2', 'arrived').dueAt).toBe(at('11-20 14:00'))
    aroundDeadline('N', 'N2', 'arrived', at('11-20 14:00'), asIs, 'arrive', 'ordinary')
  })
  it('[N3] not removed in 48 hours: a loaner', () => {
    aroundDeadline('N', 'N3', 'repaired', at('11-22 02:13'), arrived, 'complete')
    expect(arrived(new Play('N', REPORT)).until(at('11-21 16:37')).of('loanerReserved')).toHaveLength(1)
  })
  it('[N4] no response within 24 hours: the loss is ours, and the breach says so', () => {
    aroundDeadline('N', 'N4', 'responded', at('11-21 02:13'), asIs, 'respond')
    const play = new Play('N', REPORT).until(at('11-21 02:13'))
    expect(play.of('clockBroken').filter(({ liability }) => liability)).toMatchObject([{ clause: 'N4' }])
  })
  it('[N5] a substantive response within 30 minutes', () => {
    aroundDeadline('N', 'N5', 'responded', at('11-20 02:43'), asIs, 'respond', 'ordinary')
  })
  it('[N5] a solution proposed within 1 hour', () => {
    aroundDeadline('N', 'N5', 'proposed', at('11-20 03:13'), asIs, 'propose')
  })
  it('[N6] a major fault is answered at once', () => {
    aroundDeadline('N', 'N6', 'responded', at('11-20 02:18'), asIs, 'respond', 'major')
  })
  it('[N6] and someone is on site within 2 hours, day or night', () => {
    aroundDeadline('N', 'N6', 'arrived', at('11-20 04:13'), asIs, 'arrive', 'major')
  })
  it('[N7] a failed part is replaced within 3 working days of the verdict', () => {
    const judged = (play: Play) => arrived(play).does(ZHANG, { type: 'recordVerdict', part: 'fan' }, at('11-20 10:00'))
    aroundDeadline('N', 'N7', 'repaired', at('11-25 18:00'), judged, 'complete')
    expect(() => new Play('N', REPORT).clock('N7', 'repaired')).toThrow('no clock')
  })
  it('[N7] the working days skip the National Day holiday and count its make-up Saturday', () => {
    const play = new Play('N', at('09-30 10:00')).does(ZHANG, { type: 'arrive' }, at('09-30 11:00'))
    play.does(ZHANG, { type: 'recordVerdict', part: 'fan' }, at('09-30 15:00'))
    expect(play.clock('N7', 'repaired').dueAt).toBe(at('10-10 18:00'))
  })
})

describe('every plan', () => {
  it('what is still open when the repair closes has lost its object; confirming in time keeps what asks for that', () => {
    const plan = planOf('H')
    const term = { clause: 'X1', from: 'reported', limit: 'P30D', window: '7x24', pausable: false } as const
    const own: Plan = {
      ...plan,
      clocks: [
        { ...term, until: 'loaned' },
        { ...term, until: 'confirmed' },
      ],
    }
    const play = new Play(own, REPORT).does(ZHANG, { type: 'solveRemotely', ...work }, at('11-20 02:20'))
    play.does(CUSTOMER, { type: 'confirm' }, at('11-20 09:00'))
    expect([play.outcome('X1', 'loaned'), play.outcome('X1', 'confirmed')]).toEqual(['fallenAway', 'kept'])
  })

  it.each(['H', 'C', 'R', 'N'] as const)('plan %s: a confirmed repair leaves no clock open', (plan) => {
    const play = arrived(new Play(plan, REPORT)).does(ZHANG, { type: 'complete', ...work }, at('11-20 04:00'))
    play.does(CUSTOMER, { type: 'confirm', rating: 5 }, at('11-20 09:00'))
    expect(play.repair.stage).toBe('closed')
    expect(play.repair.clocks.filter(({ endedAt }) => !endedAt)).toEqual([])
    for (const clock of play.repair.clocks) expect(play.events[(clock.evidence ?? 0) - 1]?.seq).toBe(clock.evidence)
  })
})
