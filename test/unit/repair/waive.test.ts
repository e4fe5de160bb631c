import { describe, expect, it } from 'vitest'
import { allowedActions } from '../../../shared/repair/allowed.ts'
import { at, engineer, Play } from '../../support/play.ts'

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
