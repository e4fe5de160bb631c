import { describe, expect, it } from 'vitest'
import { isFitLoaner } from '../../../../shared/repair/features/loaner/offers.ts'
import { at, CUSTOMER, engineer, Play, planOf, STAFF } from '../../../support/play.ts'

const REPORT = at('11-20 02:13')
const ZHANG = engineer('zhang')
const work = { cause: 'board', done: 'reseated' }
const used = { serial: 'L-1', model: 'M1', name: 'loaner', used: true }
const fresh = { serial: 'L-2', model: 'M1', name: 'loaner' }

describe('[R7] a brand-new loaner', () => {
  const due = (loaners: readonly (typeof fresh)[]) => {
    const play = new Play('R', REPORT).does(ZHANG, { type: 'arrive' }, at('11-20 02:30'))
    play.loaners = loaners
    return play.until(at('11-21 14:13'))
  }
  it('a used one does not count: it is not reserved, and the shortage shows', () => {
    expect(due([used]).of('loanerReserved')).toEqual([])
    expect(due([used]).of('noLoanerFree').length).toBeGreaterThan(0)
    expect(due([used, fresh]).of('loanerReserved')).toMatchObject([{ serial: 'L-2', because: 'R7' }])
  })
  it('other plans lend what they have', () => {
    expect(isFitLoaner({ plan: planOf('C') }, used)).toBe(true)
    expect(isFitLoaner({ plan: planOf('R') }, used)).toBe(false)
    expect(isFitLoaner({ plan: planOf('C'), unit: { serial: 'S', model: 'M2' } }, used)).toBe(false)
  })
})

describe('[C4] [C15] a loaner when it is not solved in 1 working day', () => {
  it('both promises run side by side, one of them pages, and one loaner keeps both', () => {
    const play = new Play('C', REPORT).does(ZHANG, { type: 'arrive' }, at('11-20 02:30'))
    expect([play.clock('C4', 'repaired').dueAt, play.clock('C15', 'repaired').dueAt]).toEqual([
      at('11-23 18:00'),
      at('11-23 18:00'),
    ])
    expect([play.clock('C4', 'repaired').drives, play.clock('C15', 'repaired').drives]).toEqual([true, false])
    play.until(at('11-23 17:59'))
    expect(play.of('loanerReserved')).toHaveLength(1)
    play.does(ZHANG, { type: 'lendLoaner' })
    expect([play.outcome('C4', 'repaired'), play.outcome('C15', 'repaired')]).toEqual(['kept', 'kept'])
  })
  it('at close of business it is still in time, just after it both are broken', () => {
    const repaired = (instant: string) =>
      new Play('C', REPORT)
        .does(ZHANG, { type: 'arrive' }, at('11-20 02:30'))
        .doesFirst(ZHANG, { type: 'complete', ...work }, instant)
    expect(repaired(at('11-23 18:00')).outcome('C15', 'repaired')).toBe('kept')
    const late = repaired(at('11-23 18:00:01'))
    expect([late.outcome('C4', 'repaired'), late.outcome('C15', 'repaired')]).toEqual([
      'broken by PT1S',
      'broken by PT1S',
    ])
  })
  it('a fault reported before the term: the working day is counted in the customer’s zone', () => {
    expect(new Play('C', at('08-31 23:30'), 'ordinary', 'Asia/Urumqi').clock('C15', 'repaired').dueAt).toBe(
      at('09-01 20:00'),
    )
    expect(new Play('C', at('02-28 10:00')).clock('C15', 'repaired').dueAt).toBe(at('03-02 18:00'))
  })
})

describe('a loaner still lent when the repair closes', () => {
  const closed = () =>
    new Play('C', REPORT)
      .does(ZHANG, { type: 'arrive' }, at('11-20 02:30'))
      .does(ZHANG, { type: 'notSolved', reason: 'part' })
      .does(ZHANG, { type: 'lendLoaner' }, at('11-20 09:00'))
      .does(ZHANG, { type: 'complete', ...work }, at('11-21 09:00'))
      .does(CUSTOMER, { type: 'confirm' }, at('11-21 10:00'))
  it('stays lent, and can be brought back after', () => {
    expect(closed().repair).toMatchObject({ stage: 'closed', loaner: { state: 'lent' } })
    expect(closed().does(STAFF, { type: 'returnLoaner' }, at('11-22 10:00')).repair.loaner?.state).toBe('returned')
  })
})
