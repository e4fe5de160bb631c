import { describe, expect, test } from 'vitest'
import type { ClockTerm, Plan } from '../../../shared/plan/plan.ts'
import { limitOf, strictestPlan, strictestSeverity, termsFor } from '../../../shared/plan/terms.ts'
import type { Clock, Pause } from '../../../shared/promise/clock.ts'
import { clockId, driving, newClock, previewClocks, promisedClock, redated } from '../../../shared/promise/start.ts'
import { at, C, clock, H, N, R, SHANGHAI, term } from './documents.ts'

const NIGHT = at('2026-11-20 02:13')

describe('limits', () => {
  test('[H4] [N6] at once is what the plan plans it as', () => {
    expect(limitOf(H, term(H, 'H4', 'standard', 'responded'), false)).toBe('PT5M')
    expect(limitOf({ ...N, now: 'PT3M' }, term(N, 'N6', 'major', 'responded'), true)).toBe('PT3M')
  })
  test('[H14] sending the unit in changes the limit of the clocks that say so, and of no other', () => {
    const repair = term(H, 'H14', 'standard', 'repaired')
    expect([limitOf(H, repair, false), limitOf(H, repair, true)]).toEqual(['PT48H', 'P7D'])
    expect(limitOf(N, term(N, 'N3', 'major', 'repaired'), true)).toBe('PT48H')
  })
})

describe('severities', () => {
  test('a severity has its own clocks and those for any', () => {
    const fromReport = termsFor(C, 'critical').filter(({ from }) => from === 'reported')
    expect(fromReport.map(({ clause, until }) => `${clause} ${until}`)).toEqual([
      'C2 responded',
      'C3 arrived',
      'C4 repaired',
      'C9 dispatched',
      'C15 repaired',
    ])
  })
  test('the strictest is assumed when nobody said, or said something else', () => {
    expect([H, C, R, N].map(strictestSeverity)).toEqual(['standard', 'critical', 'urgent', 'major'])
    expect(() => strictestSeverity({ ...R, severities: [] })).toThrow(RangeError)
  })
})

describe('the strictest plan', () => {
  test('promises the shortest first response at its strictest severity', () => {
    expect(strictestPlan([C, R]).id).toBe('R')
    expect(strictestPlan([R, C, H]).id).toBe('H')
  })
  test('at equal response the next milestone decides, and a promise beats none: N proposes within 1 h, H does not', () => {
    expect(strictestPlan([H, C, R, N]).id).toBe('N')
    expect(strictestPlan([N, H]).id).toBe('N')
  })
  test('the last milestone decides where all others are alike; plans alike in everything: the first', () => {
    const slower: Plan = {
      ...R,
      id: 'slower',
      clocks: R.clocks.map((one) => (one.clause === 'R7' ? { ...one, limit: 'P2D' } : one)),
    }
    expect(strictestPlan([slower, R]).id).toBe('R')
    expect(strictestPlan([R, { ...R, id: 'same' }]).id).toBe('R')
  })
  test('limits in months compare too', () => {
    const months = (id: string, limit: string): Plan => ({
      ...H,
      id,
      clocks: H.clocks.map((one) => ({ ...one, limit })),
    })
    expect(strictestPlan([months('long', 'P2M'), months('short', 'P45D')]).id).toBe('short')
  })
  test('needs a plan', () => {
    expect(() => strictestPlan([])).toThrow(RangeError)
  })
})

describe('the clocks a report starts', () => {
  const rows = (clocks: readonly Clock[]) => clocks.map((one) => `${one.id} ${one.dueAt}${one.drives ? ' drives' : ''}`)

  test('[R5] [R6] both promises are kept on record, the shorter one drives', () => {
    expect(rows(previewClocks(R, 'urgent', NIGHT, SHANGHAI))).toEqual([
      `R5/responded/1 ${at('2026-11-20 02:23')} drives`,
      `R6/responded/1 ${at('2026-11-20 02:28')}`,
      `R6/triaged/1 ${at('2026-11-20 02:43')} drives`,
      `R6/arrived/1 ${at('2026-11-21 02:13')} drives`,
      `R7/repaired/1 ${at('2026-11-21 14:13')} drives`,
    ])
  })

  test('[R5] [R6] technical help: R6 is the shorter', () => {
    const [r5, r6] = previewClocks(R, 'help', NIGHT, SHANGHAI)
    expect([r5?.drives, r6?.drives]).toEqual([false, true])
  })

  test('[N7] a clock that starts later is not among them', () => {
    expect(previewClocks(N, 'ordinary', NIGHT, SHANGHAI).map(({ id }) => id)).toEqual([
      'N2/arrived/1',
      'N3/repaired/1',
      'N4/responded/1',
      'N5/responded/1',
      'N5/proposed/1',
    ])
  })

  test('a clock begins open, unpaused and unwarned', () => {
    const repair = term(H, 'H14', 'standard', 'repaired')
    expect(newClock(H, repair, 2, NIGHT, SHANGHAI, true)).toEqual({
      id: 'H14/repaired/2',
      term: repair,
      round: 2,
      limit: 'P7D',
      startedAt: NIGHT,
      dueAt: at('2026-11-28 00:00'),
      unknownYears: [],
      pauses: [],
      drives: false,
      state: 'open',
      warned: [],
    })
  })
})

describe('a clock that ends at a date we gave', () => {
  const dated: ClockTerm = {
    clause: 'C28',
    from: 'scheduled',
    until: 'repaired',
    limit: 'promised',
    window: '5x8',
    pausable: true,
  }
  const first = promisedClock(dated, 2, NIGHT, at('2026-11-25 10:00'))

  test('[C28] is due then, whatever the hours of work', () => {
    expect(first).toEqual({
      id: 'C28/repaired/2',
      term: { ...dated, window: '7x24' },
      round: 2,
      limit: 'PT127H47M',
      startedAt: NIGHT,
      dueAt: at('2026-11-25 10:00'),
      promised: [at('2026-11-25 10:00')],
      unknownYears: [],
      pauses: [],
      drives: false,
      state: 'open',
      warned: [],
    })
  })
  test('[C28] a new date moves it, warns anew and ends the waits before it; the same date is none', () => {
    expect(redated(first, at('2026-11-25 10:00'))).toBe(first)
    const over: Pause = { from: NIGHT, to: at('2026-11-21 02:13'), why: 'customer', reason: 'locked' }
    const still: Pause = { from: at('2026-11-22 02:13'), why: 'customer', reason: 'locked' }
    expect(redated({ ...first, warned: [0.5], pauses: [over, still] }, at('2026-11-23 10:00'))).toMatchObject({
      limit: 'PT79H47M',
      dueAt: at('2026-11-23 10:00'),
      promised: [at('2026-11-25 10:00'), at('2026-11-23 10:00')],
      warned: [],
      pauses: [still],
    })
  })
  test('[C28] before it is given it has no length, and a report starts none', () => {
    expect(() => limitOf(C, dated, false)).toThrow(RangeError)
    const odd: Plan = { ...C, clocks: [{ ...dated, from: 'reported' }] }
    expect(previewClocks(odd, 'critical', NIGHT, SHANGHAI)).toEqual([])
    expect(strictestPlan([odd, C]).id).toBe('C')
  })
  test('what starts again within a round counts on', () => {
    expect([clockId('C28', 'advised', 1), clockId('C28', 'advised', 1, 1), clockId('C28', 'advised', 2, 3)]).toEqual([
      'C28/advised/1',
      'C28/advised/1',
      'C28/advised/2.3',
    ])
  })
})

describe('which clock drives', () => {
  test('the open one due first, per milestone and round', () => {
    const r5 = clock(R, 'R5', 'urgent', 'responded', NIGHT)
    const r6 = clock(R, 'R6', 'urgent', 'responded', NIGHT)
    expect(driving([r6, r5])).toEqual(new Set([r5.id]))
    expect(driving([{ ...r5, state: 'broken' }, r6])).toEqual(new Set([r6.id]))
    const second: Clock = { ...r6, id: 'R6/responded/2', round: 2 }
    expect(driving([r5, r6, second])).toEqual(new Set([r5.id, second.id]))
  })
  test('[R5] [R7] a clock with a loaner as its way out competes with one without', () => {
    const r7 = clock(R, 'R7', 'urgent', 'repaired', NIGHT)
    const r5 = clock(R, 'R5', 'urgent', 'repaired', at('2026-11-20 10:00'))
    expect(driving([r7, r5])).toEqual(new Set([r5.id]))
    expect(driving([r7, { ...r5, dueAt: at('2026-11-22 00:00') }])).toEqual(new Set([r7.id]))
  })
  test('due together: the first in the list', () => {
    const r5 = clock(R, 'R5', 'urgent', 'responded', NIGHT)
    const twin: Clock = { ...r5, id: 'X1/responded/1' }
    expect(driving([twin, r5])).toEqual(new Set([twin.id]))
    expect(driving([])).toEqual(new Set())
  })
})
