import { describe, expect, it } from 'vitest'
import { allowedActions } from '../../../../shared/repair/allowed.ts'
import { at, engineer, Play } from '../../../support/play.ts'

const ZHANG = engineer('zhang')
const back = { type: 'takeBack', reason: 'wrong button' } as const
const work = { cause: 'cable', done: 'mended' }

describe('a tap can be taken back for five minutes', () => {
  const arrived = () => new Play('R', at('11-20 02:13')).does(ZHANG, { type: 'arrive' }, at('11-20 02:20'))

  it('[R6] what it had kept is open again, and what it had started never began; both events stay', () => {
    const play = arrived().does(ZHANG, back, at('11-20 02:25'))
    expect(play.repair.stage).toBe('response')
    expect(play.outcome('R6', 'arrived')).toBe('open')
    expect(play.clock('R5', 'repaired')).toMatchObject({ state: 'fallenAway', endedBecause: 'takenBack' })
    expect([play.of('arrived').length, play.of('takenBack').length]).toEqual([1, 1])
    play.does(ZHANG, { type: 'arrive' }, at('11-20 09:00'))
    expect(play.repair.clocks.find(({ id }) => id === 'R5/repaired/1.2')).toMatchObject({
      state: 'open',
      startedAt: at('11-20 09:00'),
    })
  })
  it('[R5] an answer that never was is due at its time', () => {
    const play = new Play('R', at('11-20 02:13')).does(ZHANG, { type: 'respond' }, at('11-20 02:20'))
    play.does(ZHANG, back, at('11-20 02:22'))
    expect(play.until(at('11-20 02:22:59')).outcome('R5', 'responded')).toBe('open')
    expect(play.until(at('11-20 02:23')).outcome('R5', 'responded')).toBe('broken')
  })
  it('at five minutes yes, a second later no', () => {
    expect(arrived().does(ZHANG, back, at('11-20 02:25')).of('takenBack')).toHaveLength(1)
    expect(() => arrived().does(ZHANG, back, at('11-20 02:25:01'))).toThrow(/5 minutes/)
  })
  it('by whoever tapped, and only the last tap', () => {
    expect(allowedActions(arrived().repair, engineer('li'))).not.toContain('takeBack')
    const play = arrived().does(ZHANG, back, at('11-20 02:21'))
    expect(allowedActions(play.repair, ZHANG)).not.toContain('takeBack')
  })
  it('[R7] done by mistake: the repair is due again, and nobody is asked to confirm', () => {
    const play = arrived().does(ZHANG, { type: 'complete', ...work }, at('11-20 03:00'))
    expect(play.outcome('R7', 'repaired')).toBe('kept')
    play.does(ZHANG, back, at('11-20 03:01'))
    expect([play.repair.stage, play.outcome('R7', 'repaired'), play.outcome('R5', 'repaired')]).toEqual([
      'repair',
      'open',
      'open',
    ])
  })
})

describe('[R5] a refused repair reopens every promise that it had kept, whatever started it', () => {
  it('three hours on site run on, without the time the unit stood repaired; a second visit is a promise of its own', () => {
    const play = new Play('R', at('11-20 02:13')).does(ZHANG, { type: 'arrive' }, at('11-20 02:20'))
    play.does(ZHANG, { type: 'complete', ...work }, at('11-20 03:20'))
    play.does({ kind: 'customer', id: 'contact' }, { type: 'notFixed', what: 'still dark' }, at('11-20 05:20'))
    expect(play.clock('R5', 'repaired')).toMatchObject({ state: 'open', dueAt: at('11-20 07:20') })
    play.does(ZHANG, { type: 'arrive' }, at('11-20 06:00'))
    expect(play.clock('R5', 'repaired', 2)).toMatchObject({ state: 'open', dueAt: at('11-20 09:00') })
    play.until(at('11-20 07:20'))
    expect([play.outcome('R5', 'repaired'), play.outcome('R5', 'repaired', 2)]).toEqual(['broken', 'open'])
  })
})

describe('a promise that was superseded by mistake', () => {
  it('[N6] [N2] stands again when the severity is changed back, from the report on', () => {
    const AGREED = { agreedBy: 'Zhang', how: 'phone' } as const
    const play = new Play('N', at('11-20 10:00'), 'major').does(ZHANG, { type: 'acknowledge' }, at('11-20 10:01'))
    const change = (severity: string, when: string) =>
      play.does(ZHANG, { type: 'changeSeverity', severity, reason: 'r', ...AGREED }, at(when))
    change('ordinary', '11-20 10:02')
    expect([play.outcome('N6', 'arrived'), play.outcome('N2', 'arrived')]).toEqual(['superseded', 'open'])
    change('major', '11-20 10:03')
    expect([play.outcome('N6', 'arrived'), play.outcome('N2', 'arrived')]).toEqual(['open', 'superseded'])
    expect(play.clock('N6', 'arrived').dueAt).toBe(at('11-20 12:00'))
    expect(play.until(at('11-20 10:05')).outcome('N6', 'responded')).toBe('broken')
    change('ordinary', '11-20 10:06')
    expect([play.outcome('N6', 'arrived'), play.outcome('N2', 'arrived')]).toEqual(['superseded', 'open'])
    // A breach under a severity that was the customer's word stays a breach.
    expect(play.outcome('N6', 'responded')).toMatch(/^broken/)
  })
  it('[N6] a severity rises at once and falls only with the customer’s or the manager’s yes', () => {
    const play = new Play('N', at('11-20 10:00'), 'major')
    const lower = { type: 'changeSeverity', severity: 'ordinary', reason: 'r' } as const
    const dispatcher = { kind: 'staff', id: 'd', name: 'd' } as const
    expect(() => play.does(dispatcher, lower)).toThrow(/a lower severity .* needs/)
    play.does({ ...dispatcher, manager: true }, lower)
    expect(play.of('severityChanged')).toMatchObject([{ approver: 'd' }])
    play.does(dispatcher, { ...lower, severity: 'major' })
    expect(play.repair.severity).toBe('major')
  })
})

it('[C24] passed on at the limit by the system itself is passed on in time, a moment later too; after a standstill it is late', () => {
  const at20 = (ms: number) => new Date(Date.parse(at('11-20 10:20')) + ms).toISOString()
  const desk = { kind: 'staff', id: 'd', name: 'd' } as const
  const late = (ms: number) => {
    const play = new Play('C', at('11-20 10:00'), 'ordinary').does(desk, { type: 'takeAtDesk' })
    play.now = at20(ms)
    return play.until(at20(ms)).outcome('C24', 'passedOn')
  }
  expect([late(0), late(100), late(5000)]).toEqual(['kept', 'kept', 'kept'])
  expect(late(5001)).toMatch(/^broken/)
})
