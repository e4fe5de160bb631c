import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serviceReport } from '../../../shared/message/report.ts'
import { changedObligations, lateMs, positionOf, subjectOfLine, tallyOf } from '../../../shared/promise/lines.ts'
import type { Obligation } from '../../../shared/promise/obligation.ts'
import { PROMISE_STATES } from '../../../shared/promise/promised.ts'
import { obligationsOf } from '../../../shared/repair/lines.ts'
import type { Repair } from '../../../shared/repair/state/repair.ts'
import { summaryOf } from '../../../shared/repair/summary.ts'
import { at, CUSTOMER, engineer, Play, planOf, STAFF } from '../../support/play.ts'
import { aClock, anObligation, aPerson, aPlan, aRepair, minute, START } from '../../support/repair-fixtures.ts'

const NIGHT = at('11-20 02:13')
const ZHANG = engineer('zhang')
const WORK = { cause: 'c', done: 'd' } as const

const lineOf = (repair: Repair, id: string): Obligation => {
  const line = obligationsOf(repair).find((each) => each.id.endsWith(`/${id}`))
  if (!line) throw new Error(`no line ${id}; there are ${obligationsOf(repair).map((each) => each.id)}`)
  return line
}
/** The only clock of a repair. */
const only = (clock: Parameters<typeof aClock>[0], repair: Partial<Repair> = {}): Obligation | undefined =>
  obligationsOf(aRepair({ ...repair, clocks: [aClock(clock)] }))[0]

describe("a repair's lines", () => {
  it('name clause, plan, subject and month of each clock', () => {
    expect(only({}, { contract: 'K-1', assignee: aPerson() })).toEqual({
      id: 'repair/261120-0001/R6/responded/1',
      clause: 'R6',
      plan: 'R',
      planVersion: 1,
      what: 'responded',
      repair: '261120-0001',
      unit: 'BWC-2025-0117',
      site: 'lanting-east',
      customer: 'lanting-police',
      contract: 'K-1',
      engineer: 'chen-wei',
      engineerName: '陈伟',
      startedAt: START,
      dueAt: minute(15),
      month: '2026-11',
      state: 'open',
    })
  })

  it('leave out what is not known', () => {
    const { customer: _c, site: _s, unit: _u, ...unknown } = aRepair({ clocks: [aClock()] })
    const [line] = obligationsOf(unknown)
    expect(Object.keys(line ?? {})).toEqual(
      expect.not.arrayContaining(['customer', 'site', 'unit', 'contract', 'engineer', 'lateBy', 'liability']),
    )
  })

  it.each([
    ['Asia/Shanghai', '2026-11-30T16:00:00.000Z', '2026-11'],
    ['Asia/Shanghai', '2026-11-30T16:00:00.001Z', '2026-12'],
    ['America/New_York', '2026-12-01T05:00:00.000Z', '2026-11'],
    ['America/New_York', '2026-12-01T05:00:00.001Z', '2026-12'],
    ['Asia/Shanghai', '2028-02-29T16:00:00.000Z', '2028-02'],
    ['Asia/Shanghai', '2026-12-31T16:00:00.001Z', '2027-01'],
  ])('count in the month where the customer is: %s %s is %s', (timezone, dueAt, month) => {
    expect(only({ dueAt }, { timezone })?.month).toBe(month)
  })

  it('show what a plan that was only assumed promised as superseded, under that plan', () => {
    const before = { plan: 'N', planVersion: 2, state: 'kept' } as const
    const assumed = aClock({ state: 'superseded', endedBecause: 'identified', before })
    expect(obligationsOf(aRepair({ clocks: [assumed] }))).toMatchObject([
      { state: 'superseded', endedBecause: 'identified', plan: 'N', planVersion: 2 },
    ])
  })

  it('show the first due instant of what has moved', () => {
    const moves = [
      { from: minute(15), to: minute(60), because: 'agreed', agreement: 4 },
      { from: minute(60), to: minute(90), because: 'agreed', agreement: 6 },
    ]
    expect(only({ dueAt: minute(90), moves })).toMatchObject({ dueAt: minute(90), firstDueAt: minute(15) })
  })

  it('of a repair opened before plans had rules are as good', () => {
    const { rules: _, ...plan } = aPlan()
    expect(obligationsOf(aRepair({ plan }))).toHaveLength(2)
  })

  it('stay with the unit that was reported when a new one takes its place', () => {
    const replacement = { clause: 'R2', because: 'failures', state: 'done', with: 'notWorse' } as const
    const repair = aRepair({ replacement: { ...replacement, warranty: 'restarts', serial: 'NEW-1', old: 'OLD-1' } })
    expect(obligationsOf({ ...repair, unit: { serial: 'NEW-1' } }).map(({ unit }) => unit)).toEqual(['OLD-1', 'OLD-1'])
  })

  it('say who approved a waiver', () => {
    const waived = {
      state: 'waived',
      waivedBecause: '客户同意',
      waivedBy: '刘芳',
      endedAt: minute(3),
      evidence: 7,
    } as const
    expect(only(waived)).toMatchObject(waived)
  })
})

describe('who answers for a line', () => {
  it('is whoever has the repair while it is open, and whoever had it when it was kept', () => {
    const play = new Play('R', NIGHT, 'urgent')
    expect(lineOf(play.repair, 'R5/responded/1').engineer).toBeUndefined()
    play.does(ZHANG, { type: 'acknowledge' }, at('11-20 02:14'))
    expect(lineOf(play.repair, 'R5/responded/1')).toMatchObject({ state: 'open', engineer: 'zhang' })
    play.does(ZHANG, { type: 'respond' }, at('11-20 02:15'))
    play.does(ZHANG, { type: 'handOver', person: 'li', reason: 'r' }, at('11-20 02:16'), {
      target: { id: 'li', name: 'li' },
    })
    play.does(engineer('li'), { type: 'acknowledge' }, at('11-20 02:17'))
    expect(lineOf(play.repair, 'R5/responded/1')).toMatchObject({ state: 'kept', engineer: 'zhang' })
    expect(lineOf(play.repair, 'R6/arrived/1')).toMatchObject({ state: 'open', engineer: 'li' })
  })

  it('[R8] of a breach is whoever had it then, not who ends it late; nobody before anyone had taken it', () => {
    const play = new Play('R', NIGHT, 'urgent').until(at('11-20 02:30'))
    play.does(ZHANG, { type: 'acknowledge' }, at('11-20 02:31')).does(ZHANG, { type: 'respond' }, at('11-20 02:33'))
    const line = lineOf(play.repair, 'R5/responded/1')
    expect(line).toMatchObject({ state: 'broken', lateBy: 'PT10M', liability: true })
    expect(line.engineer).toBeUndefined()
    expect(lineOf(play.repair, 'R6/triaged/1')).toMatchObject({ state: 'open', engineer: 'zhang' })
  })

  it.each([
    ['11-20 02:22', 'fallenAway', undefined],
    ['11-20 02:23', 'fallenAway', undefined],
    ['11-20 02:24', 'broken', 'PT1M'],
  ])('[R5] withdrawn at %s, a response due at 02:23 and never given is %s, and nowhere done', (then, state, lateBy) => {
    const play = new Play('R', NIGHT, 'urgent').until(at(then))
    play.does(STAFF, { type: 'withdraw', reason: 'r', agreedBy: 'Zhang', how: 'phone' }, at(then))
    const line = lineOf(play.repair, 'R5/responded/1')
    expect(line).toMatchObject({ state, endedBecause: 'withdrawn', endedAt: at(then) })
    expect(line.lateBy).toBe(lateBy)
    const report = serviceReport(play.repair, play.events)
    expect(report.promises.some(({ reachedAt }) => reachedAt !== undefined)).toBe(false)
    const row = summaryOf(play.repair).broken
    expect(row?.endedBecause).toBe(state === 'broken' ? 'withdrawn' : undefined)
    play.does(STAFF, { type: 'reopen', reason: 'r' }, at('11-20 02:40'))
    expect(lineOf(play.repair, 'R5/responded/1')).not.toHaveProperty('endedBecause')
  })

  it('is nobody again for a promise that runs on after a refused repair', () => {
    const play = new Play('H', at('11-20 10:00'))
    play.does(ZHANG, { type: 'acknowledge' }).does(ZHANG, { type: 'solveRemotely', ...WORK }, at('11-20 10:03'))
    expect(lineOf(play.repair, 'H14/repaired/1')).toMatchObject({ state: 'kept', engineer: 'zhang' })
    play.does(CUSTOMER, { type: 'notFixed', what: 'w' }, at('11-20 11:00'))
    const line = lineOf(play.repair, 'H14/repaired/1')
    expect(line).toMatchObject({ state: 'open' })
    expect(line).not.toHaveProperty('engineer')
    expect(line).not.toHaveProperty('evidence')
    play.does(STAFF, { type: 'withdraw', reason: 'r', agreedBy: 'Zhang', how: 'phone' }, at('11-20 11:01'))
    expect(lineOf(play.repair, 'H14/repaired/1')).not.toHaveProperty('engineer')
  })
})

describe('whose loss a breach is', () => {
  const broken = { state: 'broken', brokenAt: minute(15) } as const
  const liability = (clauses?: string[]) =>
    aPlan({ rules: [{ rule: 'liability', for: 'delay', clause: 'R8', ...(clauses && { clauses }) }] })

  it('[N4] is ours where the clock says so', () => {
    const term = { ...aClock().term, broken: 'liability' } as const
    expect(only({ ...broken, term })?.liability).toBe(true)
    expect(only({ term })?.liability).toBeUndefined()
    expect(only(broken)?.liability).toBeUndefined()
  })

  it('[R8] is ours for every breach, or for those of the clauses that the plan names', () => {
    expect(only(broken, { plan: liability() })?.liability).toBe(true)
    expect(only(broken, { plan: liability(['R6']) })?.liability).toBe(true)
    expect(only(broken, { plan: liability(['R7']) })?.liability).toBeUndefined()
    expect(only({ state: 'kept' }, { plan: liability() })?.liability).toBeUndefined()
    const defect = aPlan({ rules: [{ rule: 'liability', for: 'defect', clause: 'N12' }] })
    expect(only(broken, { plan: defect })?.liability).toBeUndefined()
  })

  it('[R8] [N4] follows the four commitments', () => {
    const late = (plan: 'R' | 'N') => new Play(plan, at('11-18 10:00')).until(at('11-20 12:00')).repair
    expect(lineOf(late('R'), 'R6/arrived/1').liability).toBe(true)
    expect(lineOf(late('N'), 'N4/responded/1').liability).toBe(true)
    expect(lineOf(late('N'), 'N5/responded/1').liability).toBeUndefined()
    expect(planOf('R').rules).toContainEqual(expect.objectContaining({ rule: 'liability', clause: 'R8' }))
  })
})

describe('a change of the ledger', () => {
  it('writes what is new or differs, and takes out what is no more', () => {
    const [same, other, gone] = [anObligation(), anObligation({ what: 'triaged' }), anObligation({ clause: 'C2' })]
    const [kept, fresh] = [{ ...other, state: 'kept' } as const, anObligation({ clause: 'R7' })]
    expect(changedObligations([same, other, gone], [{ ...same }, kept, fresh])).toEqual({
      put: [kept, fresh],
      remove: [gone],
    })
    expect(changedObligations([{ ...same, engineer: 'x' }], [same]).put).toEqual([same])
    expect(changedObligations([same], [same])).toEqual({ put: [], remove: [] })
  })

  it('step by step leads to what the end says', () => {
    const play = new Play('R', NIGHT, 'urgent')
    const stored = new Map<string, Obligation>()
    let before: readonly Obligation[] = []
    const keep = () => {
      const after = obligationsOf(play.repair)
      const { put, remove } = changedObligations(before, after)
      for (const { id } of remove) stored.delete(id)
      for (const line of put) stored.set(line.id, line)
      before = after
    }
    keep()
    play.does(ZHANG, { type: 'acknowledge' }, at('11-20 02:20'))
    keep()
    play.does(ZHANG, { type: 'goOnSite' }, at('11-20 02:40'))
    keep()
    play.until(at('11-22 00:00'))
    keep()
    expect([...stored.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
      obligationsOf(play.repair).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    )
  })
})

describe('a tally', () => {
  const line = fc
    .record({ state: fc.constantFrom(...PROMISE_STATES), late: fc.option(fc.nat(1e9)) })
    .map(({ state, late }): Obligation => {
      const lateBy = state === 'broken' && late !== null ? { lateBy: `PT${late}S` } : {}
      return { ...anObligation(), state: state as Obligation['state'], ...lateBy }
    })

  it('kept + broken + waived + superseded + fallen away + open = due, and the worst delay is the longest', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const { due, worstLateMs, ...ends } = tallyOf(lines)
        expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(due)
        expect(due).toBe(lines.length)
        expect(worstLateMs).toBe(Math.max(0, ...lines.map(lateMs)))
      }),
    )
  })
})

describe('where a line is filed', () => {
  it('is its repair, else its contract', () => {
    expect(subjectOfLine(anObligation({ contract: 'K-1' }))).toBe('repair/261120-0001')
    expect(subjectOfLine({ contract: 'HT/2026/1' })).toBe('contract/HT/2026/1')
  })
  it('sorts by due instant, then id', () => {
    const positions = [
      anObligation({ dueAt: minute(9) }),
      anObligation({ dueAt: minute(10) }),
      anObligation({ clause: 'A1' }),
    ]
    expect(
      positions
        .map(positionOf)
        .toSorted()
        .map((position) => position.split('_')[1]?.split('/')[2]),
    ).toEqual(['R6', 'R6', 'A1'])
  })
})
