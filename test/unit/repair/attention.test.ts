import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../shared/plan/plan.ts'
import { nextQuestionAt } from '../../../shared/repair/features/attention/rules.ts'
import { at, engineer, Play, planOf } from '../../support/play.ts'

const ZHANG = engineer('zhang')
const AGREED = { agreedBy: 'Zhang', how: 'phone' } as const
const work = { cause: 'cable', done: 'mended' }
const inWorkingDays = (): Plan => ({
  ...planOf('R'),
  attention: { at: '09:00', days: 'working', silence: 'P7D', climbAfter: 2 },
})
const asked = (play: Play) => play.of('asked').map(({ at: when, person, about }) => [when, person?.id, about])

describe('somebody is asked about every open repair', () => {
  it('the next morning, not a second earlier', () => {
    const play = new Play('R', at('11-20 08:50')).does(ZHANG, { type: 'solveRemotely', ...work }, at('11-20 08:59:59'))
    expect(asked(play.until(at('11-20 09:00')))).toEqual([[at('11-20 09:00'), 'zhang', 'confirmation']])
    const late = new Play('R', at('11-20 08:50')).does(ZHANG, { type: 'solveRemotely', ...work }, at('11-20 09:00'))
    expect(asked(late.until(at('11-21 08:59:59')))).toEqual([])
    expect(asked(late.until(at('11-21 09:00')))).toEqual([[at('11-21 09:00'), 'zhang', 'confirmation']])
  })
  it('the engineer, the engineer, the manager, and the engineer again once someone has acted', () => {
    const play = new Play('R', at('11-20 02:13')).does(ZHANG, { type: 'solveRemotely', ...work }, at('11-20 02:20'))
    play.until(at('11-23 09:00'))
    expect(asked(play).map(([, person]) => person)).toEqual(['zhang', 'zhang', 'manager', 'manager'])
    play.does(ZHANG, { type: 'note', text: 'called, busy' }, at('11-23 10:00')).until(at('11-24 09:00'))
    expect(asked(play).at(-1)).toEqual([at('11-24 09:00'), 'zhang', 'confirmation'])
  })
  it('on working days only where the plan says so: past a weekend, past a holiday, on a make-up workday', () => {
    const friday = new Play(inWorkingDays(), at('11-20 10:00')).does(
      ZHANG,
      { type: 'solveRemotely', ...work },
      at('11-20 10:01'),
    )
    expect(nextQuestionAt(friday.repair)).toBe(at('11-23 09:00'))
    const holiday = new Play(inWorkingDays(), at('09-30 10:00')).does(
      ZHANG,
      { type: 'solveRemotely', ...work },
      at('09-30 10:01'),
    )
    expect(nextQuestionAt(holiday.repair)).toBe(at('10-08 09:00'))
    const saturday = new Play(inWorkingDays(), at('10-09 10:00')).does(
      ZHANG,
      { type: 'solveRemotely', ...work },
      at('10-09 10:01'),
    )
    expect(nextQuestionAt(saturday.repair)).toBe(at('10-10 09:00')) // a Saturday worked for the holiday
  })
  it('at a month’s end, on a leap day, and where the customer’s clock is another', () => {
    const leap = new Play('R', at('02-28 10:00', 2028)).does(
      ZHANG,
      { type: 'solveRemotely', ...work },
      at('02-28 10:01', 2028),
    )
    expect(nextQuestionAt(leap.repair)).toBe(at('02-29 09:00', 2028))
    const month = new Play('R', at('11-30 10:00')).does(ZHANG, { type: 'solveRemotely', ...work }, at('11-30 10:01'))
    expect(nextQuestionAt(month.repair)).toBe(at('12-01 09:00'))
    const newYork = new Play('R', '2026-11-20T15:00:00.000Z', undefined, 'America/New_York')
    newYork.does(ZHANG, { type: 'solveRemotely', ...work }, '2026-11-20T15:01:00.000Z')
    expect(nextQuestionAt(newYork.repair)).toBe('2026-11-21T14:00:00.000Z')
  })
  it('with a later date agreed: on the working day before it, after at most a week of silence, and the morning after', () => {
    const visit = new Play('R', at('11-20 02:13')).does(ZHANG, { type: 'respond' }, at('11-20 02:14'))
    visit.does(ZHANG, { type: 'goOnSite', visitAt: at('11-25 14:00'), ...AGREED }, at('11-20 02:20'))
    expect(nextQuestionAt(visit.repair)).toBe(at('11-24 09:00'))
    visit.until(at('11-25 13:59'))
    expect(asked(visit).map(([when, , about]) => [when, about])).toEqual([
      [at('11-24 09:00'), 'progress'],
      [at('11-25 13:00'), 'visitSoon'],
    ])
    const monday = new Play('R', at('11-20 02:13')).does(ZHANG, { type: 'respond' }, at('11-20 02:14'))
    monday.does(ZHANG, { type: 'goOnSite', visitAt: at('11-23 14:00'), ...AGREED }, at('11-20 02:20'))
    expect(nextQuestionAt(monday.repair)).toBe(at('11-20 09:00')) // Friday is the working day before Monday
    const far = new Play('R', at('11-20 02:13')).does(ZHANG, { type: 'respond' }, at('11-20 02:14'))
    far.does(ZHANG, { type: 'promiseDate', resolutionAt: at('12-20 14:00'), ...AGREED }, at('11-20 10:00'))
    expect(nextQuestionAt(far.repair)).toBe(at('11-27 09:00'))
    // A date that the customer was only told buys no silence.
    const told = new Play('R', at('11-20 02:13')).does(ZHANG, { type: 'respond' }, at('11-20 02:14'))
    told.does(ZHANG, { type: 'promiseDate', resolutionAt: at('12-20 14:00') }, at('11-20 10:00'))
    expect(nextQuestionAt(told.repair)).toBe(at('11-21 09:00'))
  })
})
