import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../../shared/plan/plan.ts'
import { allowedActions } from '../../../../shared/repair/allowed.ts'
import { fold } from '../../../../shared/repair/evolve.ts'
import { at, engineer, Play, planOf, STAFF } from '../../../support/play.ts'

const REPORT = at('11-20 10:00')
const TAKEN = at('11-20 10:02')
const ZHANG = engineer('zhang')
const work = { cause: 'muted', done: 'unmuted' }

/** The engineer on duty is paged at the report; the desk takes it two minutes later. */
const taken = (severity = 'critical', plan: 'C' | Plan = 'C') =>
  new Play(plan, REPORT, severity).does(STAFF, { type: 'takeAtDesk' }, TAKEN)

describe('[C24] the service desk tries first', () => {
  it('nobody is paged any more while it does, and its time limit is a promise of its own', () => {
    const play = taken().until(at('11-20 10:21'))
    expect(play.pages()).toEqual(['zhang@10:00'])
    expect(play.repair.desk).toEqual({ person: 'dispatcher', until: at('11-20 10:22') })
    expect(play.clock('C24', 'passedOn').dueAt).toBe(at('11-20 10:22'))
  })
  it('just before its limit it is still the desk’s; at the limit it goes to an engineer at once', () => {
    expect(taken().until(at('11-20 10:21:59')).repair.desk).toBeDefined()
    const play = taken().until(at('11-20 10:22'))
    expect(play.of('passedOn')).toMatchObject([{ because: 'timeUp', by: { kind: 'system' } }])
    expect(play.of('paged').at(-1)).toMatchObject({ reason: 'desk', person: { id: 'zhang' }, at: at('11-20 10:22') })
    expect(play.repair.desk).toBeUndefined()
    expect(play.outcome('C24', 'passedOn')).toBe('kept')
  })
  it('after a standstill the breach is on record, and the engineers are paged all the same', () => {
    const late = taken()
    late.now = at('11-20 10:30')
    late.until(at('11-20 10:30'))
    expect(late.outcome('C24', 'passedOn')).toBe('broken by PT8M')
    expect(late.of('paged').at(-1)?.at).toBe(at('11-20 10:30'))
  })
  it('it passes on earlier when it knows that an engineer is needed', () => {
    const play = taken().does(STAFF, { type: 'passOn', note: 'lamp is dead' }, at('11-20 10:05'))
    expect(play.of('passedOn')).toMatchObject([{ because: 'asked', note: 'lamp is dead' }])
    expect(play.of('paged').at(-1)).toMatchObject({ reason: 'desk', at: at('11-20 10:05') })
  })
  it('it may answer and solve it: then no engineer is asked, and its own promise is kept', () => {
    const play = taken().does(STAFF, { type: 'respond' }, at('11-20 10:04'))
    expect(play.repair.assignee).toBeUndefined()
    play.does(STAFF, { type: 'solveRemotely', ...work, how: 'phone' }, at('11-20 10:12'))
    expect([play.outcome('C2', 'responded'), play.outcome('C24', 'passedOn')]).toEqual(['kept', 'kept'])
    expect(play.until(at('11-20 12:00')).pages()).toEqual(['zhang@10:00'])
    expect(play.repair).toMatchObject({ stage: 'confirmation', solvedBy: 'phone' })
    expect(play.repair.desk).toBeUndefined()
  })
  it('sending someone ends its turn: a visit needs an engineer', () => {
    const play = taken().does(STAFF, { type: 'goOnSite' }, at('11-20 10:05'))
    expect(play.repair.desk).toBeUndefined()
    expect(play.of('paged').at(-1)).toMatchObject({ reason: 'desk', at: at('11-20 10:05') })
  })
  it('an engineer who sets to work has it, and nobody else is paged', () => {
    const play = taken().does(ZHANG, { type: 'respond' }, at('11-20 10:05'))
    expect(play.repair.assignee?.id).toBe('zhang')
    expect(play.until(at('11-20 10:40')).pages()).toEqual(['zhang@10:00'])
  })
  it('a promise never suffers: it is passed on at the first warning of any that drives', () => {
    const { clocks, rules = [], ...plan } = planOf('C')
    const slow: Plan = {
      ...plan,
      clocks: clocks.map((term) => (term.until === 'passedOn' ? { ...term, limit: 'PT4H' } : term)),
      rules: rules.map((rule) => (rule.rule === 'desk' ? { ...rule, within: 'PT4H' } : rule)),
    }
    // C9 of a system that is down: half of its hour.
    expect(taken('critical', slow).repair.desk?.until).toBe(at('11-20 10:30'))
    expect(taken('critical', slow).until(at('11-20 10:30')).pages()).toEqual(['zhang@10:00', 'zhang@10:30'])
    // C2 and C9 of an ordinary fault: half of two hours.
    expect(taken('ordinary', slow).repair.desk?.until).toBe(at('11-20 11:00'))
  })
  it('it is the desk’s to take once, before an engineer has it, and only where the plan has a desk', () => {
    const offered = (play: Play) => allowedActions(play.repair, STAFF).includes('takeAtDesk')
    expect(offered(new Play('C', REPORT))).toBe(true)
    expect(offered(new Play('R', REPORT))).toBe(false)
    expect(allowedActions(new Play('C', REPORT).repair, ZHANG)).not.toContain('takeAtDesk')
    expect(offered(taken())).toBe(false)
    expect(offered(taken().until(at('11-20 10:22')))).toBe(false)
    expect(offered(new Play('C', REPORT).does(ZHANG, { type: 'acknowledge' }, TAKEN))).toBe(false)
  })
  it('nor while a broken promise is being chased', () => {
    const play = new Play('C', REPORT, 'critical').until(at('11-20 11:00'))
    expect(play.repair.paging?.reason).toBe('breach')
    expect(allowedActions(play.repair, STAFF)).not.toContain('takeAtDesk')
  })
  it('its own warnings wake no engineer', () => {
    const play = taken().until(at('11-20 10:21'))
    expect(play.of('clockWarned').map(({ clock, person }) => [clock, person])).toEqual([
      ['C24/passedOn/1', undefined],
      ['C24/passedOn/1', undefined],
    ])
  })
  it('a plan may promise how soon an engineer has it: whoever takes it keeps that', () => {
    const plan = planOf('C')
    const [first] = plan.clocks
    if (!first) throw new Error('plan C has no clock')
    const soon: Plan = { ...plan, clocks: [{ ...first, clause: 'X1', until: 'passedOn', limit: 'PT5M' }] }
    const play = new Play(soon, REPORT, 'critical').doesFirst(ZHANG, { type: 'acknowledge' }, at('11-20 10:05'))
    expect(play.outcome('X1', 'passedOn')).toBe('kept')
  })
  it('a refused repair may go to the desk again', () => {
    const play = taken().does(STAFF, { type: 'solveRemotely', ...work, how: 'phone' }, at('11-20 10:12'))
    play.does({ kind: 'customer' }, { type: 'notFixed', what: 'silent again' }, at('11-20 11:00'))
    expect(allowedActions(play.repair, STAFF)).toContain('takeAtDesk')
    play.does(STAFF, { type: 'takeAtDesk' }, at('11-20 11:01'))
    expect(play.clock('C24', 'passedOn', 2).dueAt).toBe(at('11-20 11:21'))
  })
  it('the state is the fold of the archive', () => {
    const play = taken().does(ZHANG, { type: 'respond' }, at('11-20 10:30'))
    expect(fold(play.events)).toEqual(play.repair)
  })
})
