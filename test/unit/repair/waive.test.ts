import { describe, expect, it } from 'vitest'
import { allowedActions } from '../../../shared/repair/allowed.ts'
import { at, CUSTOMER, engineer, Play } from '../../support/play.ts'

const REPORT = at('11-20 02:13')
const MANAGER = { kind: 'staff', id: 'boss', name: 'Ms Sun', manager: true } as const
const waive = (clock: string) => ({ type: 'waive', clock, reason: 'customer on holiday' }) as const
const fresh = () => new Play('R', REPORT, 'urgent')

describe('a manager lets off a promise', () => {
  it('with reason and approver on record; it warns and pages no more', () => {
    const play = fresh().does(MANAGER, waive('R6/arrived/1'), at('11-20 02:20'))
    expect(play.clock('R6', 'arrived')).toMatchObject({
      state: 'waived',
      waivedBecause: 'customer on holiday',
      waivedBy: 'Ms Sun',
      endedAt: at('11-20 02:20'),
    })
    const { evidence = 0 } = play.clock('R6', 'arrived')
    expect(play.events[evidence - 1]).toMatchObject({ seq: evidence, type: 'clockEnded', approver: 'Ms Sun' })
    play.until(at('11-22 00:00'))
    expect(play.of('clockBroken').map(({ clock }) => clock)).not.toContain('R6/arrived/1')
  })
  it('just before the deadline, and at it; not once it is broken', () => {
    const due = at('11-20 02:23')
    expect(fresh().doesFirst(MANAGER, waive('R5/responded/1'), at('11-20 02:22:59')).outcome('R5', 'responded')).toBe(
      'waived',
    )
    expect(fresh().doesFirst(MANAGER, waive('R5/responded/1'), due).outcome('R5', 'responded')).toBe('waived')
    expect(() => fresh().doesFirst(MANAGER, waive('R5/responded/1'), at('11-20 02:23:01'))).toThrow(
      'clock: "R5/responded/1" is broken already, and a broken promise stays on record; open are R6/responded/1',
    )
  })
  it('what is not there, or has ended, is named', () => {
    expect(() => fresh().does(MANAGER, waive('R9/x'))).toThrow('clock: there is no "R9/x"; open are R5/responded/1')
    const play = fresh().does(engineer('zhang'), { type: 'respond' }, at('11-20 02:15'))
    expect(() => play.does(MANAGER, waive('R5/responded/1'))).toThrow('clock: "R5/responded/1" has ended as kept')
  })
  it('a waived promise stays so through other severities and refused repairs', () => {
    const play = fresh().does(MANAGER, waive('R7/repaired/1'), at('11-20 02:20'))
    play.does(MANAGER, { type: 'changeSeverity', severity: 'help', reason: 'x' }, at('11-20 02:21'))
    expect(play.outcome('R7', 'repaired')).toBe('waived')
  })
  it('engineers do not', () => {
    expect(allowedActions(fresh().repair, engineer('zhang'))).not.toContain('waive')
    expect(allowedActions(fresh().repair, MANAGER)).toContain('waive')
  })
})

describe('a manager withdraws a repair, and the customer says that it is not over', () => {
  const withdraw = { type: 'withdraw', reason: 'reported by mistake' } as const
  const reopen = { type: 'reopen', reason: 'it is still dark' } as const
  const again = (play: Play, when: string) => play.does(CUSTOMER, reopen, at(when))

  it('what was waived with it runs on as if it had never been; a promise missed meanwhile is broken', () => {
    const play = fresh().does(MANAGER, withdraw, at('11-20 02:16'))
    expect(play.clock('R7', 'repaired')).toMatchObject({ state: 'waived', waivedBy: 'Ms Sun' })
    again(play, '11-20 02:40')
    const { state, dueAt, startedAt, waivedBy, waivedBecause } = play.clock('R7', 'repaired')
    expect([state, startedAt, dueAt]).toEqual(['open', REPORT, at('11-21 14:13')])
    expect([waivedBy, waivedBecause]).toEqual([undefined, undefined])
    expect(play.clock('R6', 'responded')).toMatchObject({ state: 'broken', brokenAt: at('11-20 02:40') })
    play.does(engineer('zhang'), { type: 'respond' }, at('11-20 02:43'))
    expect(play.outcome('R6', 'responded')).toBe('broken by PT15M')
  })
  it('what a manager had waived by itself stays waived', () => {
    const play = fresh().does(MANAGER, waive('R7/repaired/1'), at('11-20 02:14'))
    again(play.does(MANAGER, withdraw, at('11-20 02:16')), '11-20 02:17')
    expect(play.clock('R7', 'repaired')).toMatchObject({ state: 'waived', waivedBecause: 'customer on holiday' })
    expect(play.outcome('R6', 'arrived')).toBe('open')
  })
  it('a breach goes on, as long as it truly takes', () => {
    const play = fresh().does(MANAGER, withdraw, at('11-20 02:25'))
    expect(play.outcome('R5', 'responded')).toBe('broken by PT2M')
    again(play, '11-20 03:00').does(engineer('zhang'), { type: 'respond' }, at('11-20 03:23'))
    expect(play.outcome('R5', 'responded')).toBe('broken by PT1H')
  })
  it('each time it is withdrawn, once more', () => {
    const play = again(fresh().does(MANAGER, withdraw, at('11-20 02:16')), '11-20 02:17')
    again(play.does(MANAGER, withdraw, at('11-20 02:18')), '11-20 02:19')
    expect(play.outcome('R7', 'repaired')).toBe('open')
    expect(play.repair.withdrawn).toBeUndefined()
  })
})
