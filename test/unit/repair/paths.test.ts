import { describe, expect, it } from 'vitest'
import { act } from '../../../shared/repair/act.ts'
import { allowedActions } from '../../../shared/repair/allowed.ts'
import { isPausable } from '../../../shared/repair/clocks/moving.ts'
import { join } from '../../../shared/repair/decide.ts'
import { fold } from '../../../shared/repair/evolve.ts'
import { at, CUSTOMER, engineer, Play, person, STAFF } from '../../support/play.ts'

const REPORT = at('11-20 02:13')
const ZHANG = engineer('zhang')
const AGREED = { agreedBy: 'Zhang', how: 'phone' } as const
const work = { cause: 'loose cable', done: 'fixed the cable' }

describe('waiting for the customer', () => {
  const PAUSE = { type: 'pause', reason: 'site closed', agreedBy: 'Zhang', how: 'phone' } as const
  const reached = () => new Play('R', REPORT).does(ZHANG, { type: 'respond' }, at('11-20 02:14'))

  it('stops exactly the clocks that the plan lets stop, for exactly that time, and the record says why', () => {
    const play = reached().does(ZHANG, PAUSE, at('11-20 02:20'))
    expect(play.clock('R7', 'repaired').dueAt).toBe(at('11-22 14:13'))
    play.does(ZHANG, { type: 'resume' }, at('11-20 02:30'))
    expect(play.explanation('R6', 'arrived')).toBe('24 h from 02:13 → 11-21 02:13; paused 02:20–02:30 → 11-21 02:23')
    expect(play.clock('R6', 'arrived')).toMatchObject({
      dueAt: at('11-21 02:23'),
      moves: [{ from: at('11-21 02:13'), because: 'paused', agreement: expect.any(Number) }, { because: 'resumed' }],
    })
    expect(play.until(at('11-21 02:22:59')).outcome('R6', 'arrived')).toBe('open')
    expect(play.until(at('11-21 02:23')).outcome('R6', 'arrived')).toBe('broken')
  })
  it('needs a customer who was reached, and who of them agreed', () => {
    const play = new Play('R', REPORT).does(ZHANG, { type: 'acknowledge' }, at('11-20 02:14'))
    expect(() => play.does(ZHANG, PAUSE)).toThrow(/nobody has spoken with the customer yet/)
    const unsaid = { type: 'pause', reason: 'x' } as never
    expect(() => reached().does(ZHANG, unsaid)).toThrow(/agreedBy: a pause needs .*\n?.*how: /s)
  })
  it('an answer waits for nobody, whatever the plan says', () => {
    const play = new Play('R', REPORT).does(ZHANG, { type: 'arrive' }, at('11-20 02:14'))
    const pausable = play.repair.plan.clocks.map((clock) => ({ ...clock, pausable: true }))
    const other = new Play({ ...play.repair.plan, clocks: pausable }, REPORT).does(ZHANG, { type: 'depart' }, REPORT)
    expect(isPausable({ ...other.clock('R5', 'responded'), state: 'open' })).toBe(false)
    expect(isPausable(other.clock('R7', 'repaired'))).toBe(true)
  })
  it('ends by itself, after the plan’s usual time or the one agreed, and says so to whoever has it', () => {
    const play = reached().does(ZHANG, PAUSE, at('11-20 02:20')).until(at('11-21 02:19:59'))
    expect(play.of('resumed')).toEqual([])
    play.until(at('11-21 02:20'))
    expect(play.of('resumed')).toMatchObject([{ because: 'over' }])
    expect(play.of('asked')).toMatchObject([
      { about: 'progress', at: at('11-20 09:00'), person: { id: 'zhang' } }, // the working day before
      { about: 'pauseOver', at: at('11-21 02:20'), person: { id: 'zhang' } },
    ])
    const agreed = reached().does(ZHANG, { ...PAUSE, until: at('11-20 09:00') }, at('11-20 02:20'))
    expect(agreed.until(at('11-20 09:00')).of('resumed')).toHaveLength(1)
  })
  it('lasts no longer than the plan lets it', () => {
    const at7 = at('11-27 02:20')
    reached().does(ZHANG, { ...PAUSE, until: at7 }, at('11-20 02:20'))
    const longer = { ...PAUSE, until: at('11-27 02:20:01') }
    expect(() => reached().does(ZHANG, longer, at('11-20 02:20'))).toThrow(/until: a pause of plan R lasts at most P7D/)
  })
  it('was never agreed, says the customer: as if it had not been, and the manager is asked', () => {
    const play = reached().does(ZHANG, PAUSE, at('11-20 02:20'))
    const lookedUp = { manager: person('manager') }
    play.does(CUSTOMER, { type: 'disagree', what: 'nobody asked me' }, at('11-20 03:00'), lookedUp)
    expect(play.clock('R7', 'repaired').dueAt).toBe(at('11-21 14:13'))
    expect(play.of('asked')).toMatchObject([{ about: 'disagreed', person: { id: 'manager' } }])
    expect(play.repair.pauses).toEqual([])
    expect(allowedActions(play.repair, CUSTOMER)).not.toContain('disagree')
  })
  it('while it lasts nothing that stands still is warned of or broken', () => {
    const play = reached()
      .does(ZHANG, { ...PAUSE, until: at('11-26 12:00') }, at('11-20 02:20'))
      .until(at('11-26 12:00'))
    expect(play.of('clockBroken')).toEqual([])
    expect(play.of('clockWarned')).toEqual([])
  })
  it('in working hours only the working time counts: a pause over night moves nothing', () => {
    const play = new Play('N', at('11-20 16:00'), 'ordinary').does(ZHANG, { type: 'respond' }, at('11-20 16:05'))
    play.does(ZHANG, { type: 'pause', reason: 'closed', agreedBy: 'Zhang', how: 'phone' }, at('11-20 18:00'))
    play.does(ZHANG, { type: 'resume' }, at('11-23 09:00'))
    expect(play.clock('N2', 'arrived').dueAt).toBe(at('11-23 11:00'))
    play.does(ZHANG, { type: 'pause', reason: 'meeting', agreedBy: 'Zhang', how: 'phone' }, at('11-23 09:30'))
    play.does(ZHANG, { type: 'resume' }, at('11-23 10:00'))
    expect(play.clock('N2', 'arrived').dueAt).toBe(at('11-23 11:30'))
  })
  it('ends by itself when the engineer arrives', () => {
    const play = new Play('R', REPORT).does(ZHANG, { type: 'respond' }, at('11-20 02:14'))
    play.does(ZHANG, { type: 'pause', reason: 'closed', agreedBy: 'Zhang', how: 'phone' }, at('11-20 02:20'))
    play.does(ZHANG, { type: 'arrive' }, at('11-20 03:20'))
    expect(play.clock('R7', 'repaired').dueAt).toBe(at('11-21 15:13'))
    expect(play.outcome('R6', 'arrived')).toBe('kept')
  })
  it('a pause begun after a deadline was missed does not undo it', () => {
    const play = reached()
    // The timers of that day are late: nobody has asked since 02:14.
    const { state } = act(play.repair, PAUSE, {}, STAFF, at('11-21 02:29'))
    const stands = Object.fromEntries(state.clocks.map(({ id, state: stand }) => [id, stand]))
    expect(stands).toMatchObject({ 'R6/triaged/1': 'broken', 'R6/arrived/1': 'broken', 'R7/repaired/1': 'open' })
  })
})

describe('a visit at the time the customer asks for', () => {
  const agreed = () =>
    new Play('R', REPORT)
      .does(ZHANG, { type: 'respond' }, at('11-20 02:14'))
      .does(ZHANG, { type: 'goOnSite', visitAt: at('11-22 10:00'), agreedBy: 'Zhang', how: 'phone' }, at('11-20 02:30'))

  it('arrival is due then, and the repair clock stands still until then', () => {
    const play = agreed()
    expect(play.repair.stage).toBe('arrival')
    expect(play.clock('R6', 'arrived').dueAt).toBe(at('11-22 10:00'))
    expect(play.until(at('11-22 09:59')).of('clockBroken')).toEqual([])
    expect(play.until(at('11-22 10:00')).outcome('R6', 'arrived')).toBe('broken')
  })
  it('arriving earlier ends the wait', () => {
    const play = agreed().does(ZHANG, { type: 'arrive' }, at('11-21 10:30'))
    expect(play.outcome('R6', 'arrived')).toBe('kept')
    expect(play.clock('R7', 'repaired').dueAt).toBe(at('11-22 22:13'))
  })
  it('a wish earlier than the promise does not shorten it', () => {
    const play = new Play('R', REPORT).does(
      ZHANG,
      { type: 'goOnSite', visitAt: at('11-20 09:00'), agreedBy: 'Zhang', how: 'phone' },
      at('11-20 02:20'),
    )
    expect(play.clock('R6', 'arrived').dueAt).toBe(at('11-21 02:13'))
  })
})

describe('the customer says it is not fixed', () => {
  const refused = () =>
    new Play('R', REPORT)
      .does(ZHANG, { type: 'arrive' }, at('11-20 04:00'))
      .does(ZHANG, { type: 'complete', ...work }, at('11-20 05:00'))
      .does(CUSTOMER, { type: 'notFixed', what: 'still dark' }, at('11-20 09:00'))

  it('begins a new round: response and visit are due again, and the one who did it is asked first', () => {
    const play = refused()
    expect(play.repair).toMatchObject({ stage: 'response', round: 2 })
    expect(play.clock('R5', 'responded', 2).dueAt).toBe(at('11-20 09:10'))
    expect(play.outcome('R5', 'responded', 1)).toBe('broken by PT1H37M')
    expect(play.of('paged').at(-1)).toMatchObject({ person: { id: 'zhang' }, reason: 'notFixed' })
  })
  it('the repair clock runs on from the first report, without the time it stood repaired', () => {
    const play = refused()
    expect(play.outcome('R7', 'repaired')).toBe('open')
    expect(play.clock('R7', 'repaired').dueAt).toBe(at('11-21 18:13'))
    play
      .does(ZHANG, { type: 'arrive' }, at('11-20 10:00'))
      .does(ZHANG, { type: 'complete', ...work }, at('11-20 11:00'))
    expect(play.outcome('R7', 'repaired')).toBe('kept')
    expect(play.repair.clocks.filter(({ id }) => id.startsWith('R7/'))).toHaveLength(1)
  })
  it('a call about a unit that counts as repaired says the same', () => {
    const play = new Play('R', REPORT).does(ZHANG, { type: 'solveRemotely', ...work }, at('11-20 02:20'))
    const call = { callId: 'call-2', channel: 'api', at: at('11-20 08:00'), symptoms: 'dark again' } as const
    const { state } = join(play.repair, call, [], undefined, at('11-20 08:00'))
    expect(state).toMatchObject({ stage: 'response', round: 2, calls: [{ callId: 'call-1' }, { callId: 'call-2' }] })
  })
})

describe('ordinary ends and changes', () => {
  it('a joined call that is stricter raises the severity, a milder one does not', () => {
    const play = new Play('R', REPORT, 'serious')
    const call = { callId: 'call-2', channel: 'api', at: REPORT, symptoms: 'worse' } as const
    expect(join(play.repair, call, [], 'urgent', REPORT).state.severity).toBe('urgent')
    expect(join(play.repair, call, [], 'help', REPORT).state.severity).toBe('serious')
    expect(join(play.repair, call, [], 'nonsense', REPORT).state.severity).toBe('serious')
  })
  it('another severity replaces the clocks: those that no longer apply are superseded, limits follow', () => {
    const play = new Play('N', REPORT, 'major')
    play.does(
      STAFF,
      { type: 'changeSeverity', severity: 'ordinary', reason: 'only one user', ...AGREED },
      at('11-20 02:15'),
    )
    expect(play.outcome('N6', 'responded')).toBe('superseded')
    expect(play.clock('N2', 'arrived').startedAt).toBe(REPORT)
    expect(play.clock('N5', 'responded').drives).toBe(true)
    const help = new Play('R', REPORT, 'urgent')
    help.does(STAFF, { type: 'changeSeverity', severity: 'help', reason: 'question', ...AGREED }, at('11-20 02:15'))
    expect(help.clock('R5', 'responded').dueAt).toBe(at('11-20 02:33'))
  })
  it('what stands again by another severity, its round long over, fell away by that change', () => {
    const play = new Play('N', REPORT, 'ordinary')
      .does(STAFF, { type: 'changeSeverity', severity: 'major', reason: 'all users' }, at('11-20 02:15'))
      .does(ZHANG, { type: 'solveRemotely', cause: 'c', done: 'd' }, at('11-20 02:20'))
      .does(CUSTOMER, { type: 'notFixed', what: 'again' }, at('11-20 02:30'))
      .does(STAFF, { type: 'changeSeverity', severity: 'ordinary', reason: 'one user', ...AGREED }, at('11-20 02:35'))
    const first = play.repair.clocks.find(
      ({ term, round }) => term.clause === 'N2' && term.until === 'arrived' && round === 1,
    )
    expect(first).toMatchObject({ state: 'fallenAway', endedBecause: 'severityChanged' })
    expect(play.events.find(({ seq }) => seq === first?.evidence)?.type).toBe('severityChanged')
  })
  it('withdrawn: nothing is due any more', () => {
    const play = new Play('R', REPORT).does(
      STAFF,
      { type: 'withdraw', reason: 'wrong number', agreedBy: 'Zhang', how: 'phone' },
      at('11-20 02:20'),
    )
    expect(play.repair.closed?.how).toBe('withdrawn')
    expect(play.repair.clocks.map(({ state }) => state)).toEqual(play.repair.clocks.map(() => 'fallenAway'))
    const { length } = play.events
    expect(play.until(at('12-20 00:00')).events).toHaveLength(length)
  })
  it('a reserved loaner that is not needed any more is free again', () => {
    const play = new Play('R', REPORT).does(ZHANG, { type: 'arrive' }, at('11-20 04:00')).until(at('11-21 07:01'))
    expect(play.repair.loaner?.state).toBe('reserved')
    expect(play.does(ZHANG, { type: 'complete', ...work }, at('11-21 08:00')).repair.loaner?.state).toBe('released')
  })
  it('a customer who does not answer is reminded, again and again, and never confirmed for', () => {
    const play = new Play('R', REPORT).does(ZHANG, { type: 'solveRemotely', ...work }, at('11-20 02:20'))
    play.until(at('12-20 02:20'))
    expect(
      play
        .of('confirmationReminded')
        .map((event) => event.at)
        .slice(0, 3),
    ).toEqual([at('11-21 02:20'), at('11-23 02:20'), at('11-26 02:20')])
    expect(play.repair.stage).toBe('confirmation')
  })
  it('what is allowed follows from the stage and from who asks', () => {
    const play = new Play('R', REPORT)
    expect(allowedActions(play.repair, CUSTOMER)).toEqual(['attach', 'say', 'complain', 'withdraw'])
    expect(allowedActions(play.repair, ZHANG)).not.toContain('complete')
    expect(allowedActions(play.repair, ZHANG)).not.toContain('withdraw')
    play.does(ZHANG, { type: 'solveRemotely', ...work }, at('11-20 02:20'))
    expect(allowedActions(play.repair, CUSTOMER)).toEqual(['confirm', 'notFixed', 'attach', 'say', 'complain'])
    play.does(CUSTOMER, { type: 'confirm' }, at('11-20 08:00'))
    expect(allowedActions(play.repair, ZHANG)).toEqual([])
  })
  it('the state is the fold of the archive', () => {
    const play = new Play('C', REPORT)
      .does(ZHANG, { type: 'arrive' }, at('11-20 04:00'))
      .does(ZHANG, { type: 'notSolved', reason: 'part' }, at('11-20 05:00'))
      .does(ZHANG, { type: 'lendLoaner' }, at('11-20 09:00'))
      .does(ZHANG, { type: 'complete', ...work }, at('11-25 05:00'))
      .does(CUSTOMER, { type: 'confirm', rating: 4 }, at('11-25 09:00'))
    expect(fold(play.events)).toEqual(play.repair)
    expect(play.events.map(({ seq }) => seq)).toEqual(play.events.map((_, index) => index + 1))
  })
})
