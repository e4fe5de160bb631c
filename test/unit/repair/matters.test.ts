import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../shared/plan/plan.ts'
import { termsFor } from '../../../shared/plan/terms.ts'
import { unitHold, unitHoldOf } from '../../../shared/repair/unit-hold.ts'
import { at, CUSTOMER, engineer, Play, planOf } from '../../support/play.ts'

const REPORT = at('11-20 10:00')
const ZHANG = engineer('zhang')
const work = { cause: 'box crushed', done: 'goods replaced' }

describe('[H8] goods that arrive short, damaged or wrong', () => {
  const reported = (reportedAt = REPORT, timezone?: string) =>
    new Play('H', reportedAt, undefined, timezone, 'delivery')
  const arrived = (play = reported()) => play.does(ZHANG, { type: 'arrive' }, at('11-20 11:00'))

  it('are replaced or completed under a clock of their own; they are answered like any report', () => {
    expect(reported().repair.matter).toBe('delivery')
    expect(reported().clock('H8', 'repaired').dueAt).toBe(at('11-23 18:00'))
    expect(reported().repair.clocks.map(({ term }) => term.clause)).toEqual(expect.arrayContaining(['H4', 'H8']))
    expect(new Play('H', REPORT).repair.clocks.map(({ term }) => term.clause)).toEqual(['H4', 'H14'])
  })
  it('kept just before and at the end of the next working day, broken just after', () => {
    const done = (instant: string) =>
      arrived()
        .doesFirst(ZHANG, { type: 'complete', ...work }, instant)
        .outcome('H8', 'repaired')
    expect(done(at('11-23 17:59:59'))).toBe('kept')
    expect(done(at('11-23 18:00'))).toBe('kept')
    expect(done(at('11-23 18:00:01'))).toBe('broken by PT1S')
  })
  it.each([
    ['over National Day', at('09-30 10:00'), undefined, at('10-08 18:00')],
    ['from the end of a month', at('07-31 10:00'), undefined, at('08-03 18:00')],
    ['over a leap day', at('02-28 10:00', 2028), undefined, at('02-29 18:00', 2028)],
    ['where the customer is', at('11-20 10:00'), 'Asia/Urumqi', at('11-23 20:00')],
  ])('%s', (_name, reportedAt, timezone, due) => {
    expect(reported(reportedAt, timezone).clock('H8', 'repaired').dueAt).toBe(due)
  })
  it('a refused replacement runs on, as a repair does', () => {
    const play = arrived().does(ZHANG, { type: 'complete', ...work }, at('11-20 15:00'))
    play.does(CUSTOMER, { type: 'notFixed', what: 'still one short' }, at('11-20 16:00'))
    expect(play.clock('H8', 'repaired')).toMatchObject({ state: 'open', dueAt: at('11-24 10:00') })
  })
  it('a unit has one open repair for each matter: a delivery defect neither joins its fault nor is joined by it', () => {
    expect([unitHold('S-1'), unitHold('S-1', 'fault'), unitHold('S-1', 'delivery')]).toEqual([
      'S-1',
      'S-1',
      'S-1/delivery',
    ])
    expect(unitHoldOf(reported().repair)).toBe('S-1/delivery')
    expect(unitHoldOf(new Play('H', REPORT).repair)).toBe('S-1')
    const closed = arrived()
      .does(ZHANG, { type: 'complete', ...work })
      .does(CUSTOMER, { type: 'confirm' })
    expect(unitHoldOf(closed.repair)).toBeUndefined()
    expect(unitHoldOf(undefined)).toBeUndefined()
  })
})

describe('distance tiers', () => {
  const tiered: Plan = {
    ...planOf('H'),
    distances: ['city', 'province', 'elsewhere'].map((id) => ({ id, name: { zh: id, en: id } })),
    clocks: [
      {
        clause: 'X1',
        from: 'reported',
        until: 'arrived',
        limit: 'PT4H',
        window: '7x24',
        pausable: true,
        distances: ['city'],
      },
      {
        clause: 'X2',
        from: 'reported',
        until: 'arrived',
        limit: 'PT24H',
        window: '7x24',
        pausable: true,
        distances: ['province', 'elsewhere'],
      },
      { clause: 'X3', from: 'reported', until: 'responded', limit: 'PT1H', window: '7x24', pausable: true },
    ],
  }
  const clauses = (distance?: string) => termsFor(tiered, 'standard', { distance }).map(({ clause }) => clause)

  it('a clock holds for its tiers; a site without one, or with one the plan does not know, counts as the nearest', () => {
    expect(clauses('city')).toEqual(['X1', 'X3'])
    expect(clauses('elsewhere')).toEqual(['X2', 'X3'])
    expect(clauses()).toEqual(['X1', 'X3'])
    expect(clauses('abroad')).toEqual(['X1', 'X3'])
  })
  it('a repair goes by its site', () => {
    expect(new Play(tiered, REPORT).clock('X1', 'arrived').dueAt).toBe(at('11-20 14:00'))
  })
})
