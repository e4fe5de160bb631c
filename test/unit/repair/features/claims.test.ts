import { describe, expect, it } from 'vitest'
import type { ClockTerm } from '../../../../shared/plan/plan.ts'
import { allowedActions } from '../../../../shared/repair/allowed.ts'
import { lossOf } from '../../../../shared/repair/features/claims/offers.ts'
import type { Repair } from '../../../../shared/repair/state/repair.ts'
import { at, CUSTOMER, engineer, Play, planOf, STAFF } from '../../../support/play.ts'

const REPORT = at('11-20 02:13')
const ZHANG = engineer('zhang')
const MANAGER = { kind: 'staff', id: 'boss', name: 'Ms Sun' } as const
const work = { cause: 'board', done: 'reseated' }
const claimsOf = ({ claims = [] }: Repair) => claims.map(({ clause, basis, clock }) => [clause, basis, clock])

describe('[R8] every breach is on record with its length', () => {
  const late = () => new Play('R', REPORT, 'urgent').until(at('11-20 02:28'))

  it('a claim from the breach on, one for each promise', () => {
    expect(new Play('R', REPORT, 'urgent').until(at('11-20 02:22:59')).repair.claims).toBeUndefined()
    expect(claimsOf(late().repair)).toEqual([
      ['R8', 'delay', 'R5/responded/1'],
      ['R8', 'delay', 'R6/responded/1'],
    ])
    expect(late().repair.claims?.map(({ id, at: since }) => [id, since])).toEqual([
      [1, at('11-20 02:23')],
      [2, at('11-20 02:28')],
    ])
  })
  it('its length grows until the promise is fulfilled, and is final then', () => {
    const play = late()
    const loss = (now: string) => play.repair.claims?.slice(0, 1).map((claim) => lossOf(play.repair, claim, now))
    expect(loss(at('11-20 02:25'))).toEqual([{ length: 'PT2M', final: false }])
    play.does(ZHANG, { type: 'respond' }, at('11-20 03:00'))
    expect(loss(at('11-25 00:00'))).toEqual([{ length: 'PT37M', final: true }])
  })
  it('a breach that a person’s act brings to light counts the same', () => {
    const play = new Play('R', REPORT, 'urgent').doesFirst(ZHANG, { type: 'respond' }, at('11-20 02:23:01'))
    expect(claimsOf(play.repair)).toEqual([['R8', 'delay', 'R5/responded/1']])
    expect(play.repair.claims?.map((claim) => lossOf(play.repair, claim, at('11-21 00:00')))).toEqual([
      { length: 'PT1S', final: true },
    ])
  })
  it('a broken repair clock that the customer reopens goes on, without a second claim', () => {
    const play = new Play('R', REPORT, 'urgent').does(ZHANG, { type: 'arrive' }, at('11-20 02:20'))
    play.does(ZHANG, { type: 'complete', ...work }, at('11-21 15:13'))
    const [claim] = play.repair.claims?.filter(({ clock }) => clock === 'R7/repaired/1') ?? []
    expect(claim && lossOf(play.repair, claim, play.now)).toEqual({ length: 'PT1H', final: true })
    play.does(CUSTOMER, { type: 'notFixed', what: 'dark' }, at('11-21 16:13'))
    expect(claim && lossOf(play.repair, claim, at('11-21 17:13'))).toEqual({ length: 'PT3H', final: false })
    expect(play.repair.claims?.filter(({ clock }) => clock === 'R7/repaired/1')).toHaveLength(1)
  })
  it('a breach that comes to light when it is over counts as well', () => {
    const plan = planOf('R')
    const visit: ClockTerm = {
      clause: 'X1',
      severities: ['serious'],
      from: 'reported',
      until: 'arrived',
      limit: 'PT1H',
      window: '7x24',
      pausable: true,
    }
    const play = new Play({ ...plan, clocks: [...plan.clocks, visit] }, REPORT, 'help')
      .does(ZHANG, { type: 'arrive' }, at('11-20 04:13'))
      .does(STAFF, { type: 'changeSeverity', severity: 'serious', reason: 'in use' }, at('11-20 05:00'))
    const [claim] = play.repair.claims?.filter(({ clock }) => clock === 'X1/arrived/1') ?? []
    expect(claim && lossOf(play.repair, claim, play.now)).toEqual({ length: 'PT1H', final: true })
    expect(play.clock('X1', 'arrived').brokenAt).toBe(at('11-20 03:13'))
  })
  it('a promise of a plan that never held caused no loss', () => {
    const play = late()
    const [claim] = play.repair.claims ?? []
    const clocks = play.repair.clocks.map((clock) => ({ ...clock, state: 'waived' as const }))
    expect(claim && lossOf({ clocks }, claim, play.now)).toBeUndefined()
  })
})

describe('[N4] no response within 24 hours: the loss is ours', () => {
  it('only that promise counts, not the others of the plan', () => {
    const play = new Play('N', REPORT, 'ordinary').until(at('11-21 02:12:59'))
    expect(play.of('clockBroken').length).toBeGreaterThan(0)
    expect(play.repair.claims).toBeUndefined()
    expect(claimsOf(play.until(at('11-21 02:13')).repair)).toEqual([['N4', 'delay', 'N4/responded/1']])
  })
})

describe('[N12] direct loss from a manufacturing defect in warranty', () => {
  const claim = { type: 'claim', basis: 'defect', what: 'router burnt', amountFen: 120_000 } as const
  const open = (origin?: 'manufacture' | 'design' | 'user') =>
    new Play('N', REPORT).does(ZHANG, { type: 'solveRemotely', ...work, ...(origin && { origin }) }, at('11-20 02:15'))

  it('is claimed with what was lost, by the clause', () => {
    expect(open('manufacture').does(STAFF, claim).repair.claims).toEqual([
      { id: 1, clause: 'N12', basis: 'defect', what: 'router burnt', at: at('11-20 02:15'), amountFen: 120_000 },
    ])
    expect(open('design').does(STAFF, claim).repair.claims).toHaveLength(1)
    expect(open().does(STAFF, claim).repair.claims).toHaveLength(1)
  })
  it('not for a fault of another origin, and not out of warranty', () => {
    expect(() => open('user').does(STAFF, claim)).toThrow(
      'basis: N12 covers defects of ours; this fault was found to come from user',
    )
    expect(() => open().does(STAFF, claim, at('11-20 02:15'), { inWarranty: false })).toThrow(
      "basis: N12 covers defect in warranty, and this unit's had ended at the report",
    )
    expect(open().does(STAFF, claim, at('11-20 02:15'), { inWarranty: true }).repair.claims).toHaveLength(1)
  })
  it('a plan without such a clause says what it does bear', () => {
    expect(() => new Play('R', REPORT).does(STAFF, claim)).toThrow(
      'basis: plan R bears no loss by defect, only by delay, injury',
    )
    expect(allowedActions(new Play('H', REPORT).repair, STAFF)).not.toContain('claim')
  })
})

describe('[R18] injury by a quality defect', () => {
  const injured = () =>
    new Play('R', REPORT).does(
      STAFF,
      { type: 'claim', basis: 'injury', what: 'battery burnt a hand' },
      at('11-20 02:20'),
    )

  it('is flagged and recorded, and settled by a manager with reason and amount', () => {
    expect(injured().repair.claims).toMatchObject([{ id: 1, clause: 'R18', basis: 'injury' }])
    const play = injured().does(MANAGER, {
      type: 'settleClaim',
      claim: 1,
      outcome: 'paid',
      amountFen: 50_000,
      reason: 'insured',
    })
    expect(play.repair.claims).toMatchObject([
      { settled: { at: at('11-20 02:20'), outcome: 'paid', amountFen: 50_000, reason: 'insured' } },
    ])
    expect(play.of('claimSettled')).toMatchObject([{ by: MANAGER }])
  })
  it('only once, and only what was claimed', () => {
    const settle = (claim: number) => ({ type: 'settleClaim', claim, outcome: 'refused', reason: 'no' }) as const
    expect(() => injured().does(MANAGER, settle(2))).toThrow('claim: must be one not yet settled: 1')
    const settled = injured().does(MANAGER, settle(1))
    expect(allowedActions(settled.repair, MANAGER)).not.toContain('settleClaim')
  })
  it('also after the repair is closed', () => {
    const play = injured()
      .does(ZHANG, { type: 'solveRemotely', ...work }, at('11-20 02:21'))
      .does(CUSTOMER, { type: 'confirm' }, at('11-20 09:00'))
    expect(allowedActions(play.repair, MANAGER)).toContain('settleClaim')
    play.does(MANAGER, { type: 'settleClaim', claim: 1, outcome: 'paid', reason: 'insured' }, at('12-20 09:00'))
    expect(play.repair).toMatchObject({ stage: 'closed', claims: [{ settled: { outcome: 'paid' } }] })
  })
})
