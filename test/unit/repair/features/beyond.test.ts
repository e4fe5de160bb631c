import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../../shared/plan/plan.ts'
import { explain } from '../../../../shared/promise/explain.ts'
import { allowedActions } from '../../../../shared/repair/allowed.ts'
import { fold } from '../../../../shared/repair/evolve.ts'
import { workingTimeOf } from '../../../../shared/repair/state/working-time.ts'
import { at, CUSTOMER, engineer, Play, planOf, STAFF } from '../../../support/play.ts'

const ZHANG = engineer('zhang')
/** The customer's yes to a later date. */
const YES = { agreedBy: 'Ms Qian', how: 'phone' } as const
const work = { cause: 'board', done: 'board reseated' }
const FRIDAY = at('11-20 10:00')

/** A visit on Friday at 11:00 that does not solve it. */
const unsolved = (fields: { resolutionAt?: string; unremovable?: boolean } = {}, reportedAt = FRIDAY, hours = 1) =>
  new Play('C', reportedAt, 'ordinary')
    .does(ZHANG, { type: 'arrive' }, later(reportedAt, hours))
    .does(ZHANG, { type: 'notSolved', reason: 'part missing', ...fields })
const later = (instant: string, hours: number) => new Date(Date.parse(instant) + hours * 3_600_000).toISOString()

describe('[C28] not solved on site: the customer is given a date', () => {
  it('by the next working day: kept just before and at its end, broken just after', () => {
    const due = at('11-23 18:00')
    expect(unsolved().clock('C28', 'scheduled').dueAt).toBe(due)
    const promise = (instant: string) =>
      unsolved().doesFirst(ZHANG, { type: 'promiseDate', resolutionAt: at('11-30 12:00') }, instant)
    expect(promise(later(due, -1 / 3600)).outcome('C28', 'scheduled')).toBe('kept')
    expect(promise(due).outcome('C28', 'scheduled')).toBe('kept')
    expect(promise(later(due, 1 / 3600)).outcome('C28', 'scheduled')).toBe('broken by PT1S')
  })
  it.each([
    ['over the National Day holidays', at('09-30 10:00'), 'Asia/Shanghai', at('10-08 18:00')],
    ['a make-up Saturday is a working day', at('10-09 10:00'), 'Asia/Shanghai', at('10-10 18:00')],
    ['from the last day of a month', at('07-31 10:00'), 'Asia/Shanghai', at('08-03 18:00')],
    ['from a leap day, a Thursday', at('02-29 10:00', 2024), 'Asia/Shanghai', at('03-01 18:00', 2024)],
    ['by the customer’s own clock', at('11-20 10:00'), 'Asia/Urumqi', at('11-23 20:00')],
  ])('%s', (_name, reportedAt, timezone, due) => {
    const play = new Play('C', reportedAt, 'ordinary', timezone)
      .does(ZHANG, { type: 'arrive' }, later(reportedAt, 1))
      .does(ZHANG, { type: 'notSolved', reason: 'part' })
    expect(play.clock('C28', 'scheduled').dueAt).toBe(due)
  })
  it('a date given on the spot keeps it at once, and the date itself is a promise', () => {
    const play = unsolved({ resolutionAt: at('11-25 10:00') })
    expect(play.outcome('C28', 'scheduled')).toBe('kept')
    expect(play.clock('C28', 'repaired')).toMatchObject({ dueAt: at('11-25 10:00'), startedAt: at('11-20 11:00') })
    expect(play.repair.resolutionAt).toBe(at('11-25 10:00'))
  })
  it('without a date nothing is due by one', () => {
    expect(() => unsolved().clock('C28', 'repaired')).toThrow('no clock')
  })
  it('the date is chased: warned before, kept just before and at it, broken and paged just after', () => {
    const due = at('11-25 10:00')
    const solve = (instant: string) =>
      unsolved({ resolutionAt: due })
        .doesFirst(ZHANG, { type: 'complete', ...work }, instant)
        .outcome('C28', 'repaired')
    expect(solve(later(due, -1 / 3600))).toBe('kept')
    expect(solve(due)).toBe('kept')
    expect(solve(later(due, 1 / 3600))).toBe('broken by PT1S')
    const play = unsolved({ resolutionAt: due }).until(due)
    expect(play.of('clockWarned').filter(({ clause }) => clause === 'C28')).toHaveLength(2)
    expect(play.of('paged').at(-1)).toMatchObject({ reason: 'breach', clock: 'C28/repaired/1', at: due })
  })
  it('a new date moves the promise while it is open, and says so', () => {
    const play = unsolved({ resolutionAt: at('11-25 10:00') })
    play.does(
      STAFF,
      { type: 'promiseDate', resolutionAt: at('11-27 15:00'), note: 'ship delayed', ...YES },
      at('11-24 09:00'),
    )
    expect(play.clock('C28', 'repaired').dueAt).toBe(at('11-27 15:00'))
    expect(play.of('clockMoved').at(-1)).toMatchObject({
      because: 'resolutionPromised',
      clock: { id: 'C28/repaired/1' },
    })
    expect(play.explanation('C28', 'repaired')).toBe('promised at 11:00 → 11-25 10:00; new date → 11-27 15:00')
    expect(explain(play.clock('C28', 'repaired'), workingTimeOf(play.repair), 'zh-CN')).toBe(
      '11:00 承诺 → 11-25 10:00；改期 → 11-27 15:00',
    )
    expect(play.until(at('11-27 14:59')).outcome('C28', 'repaired')).toBe('open')
    expect(play.until(at('11-27 15:00')).outcome('C28', 'repaired')).toBe('broken')
  })
  it('without their yes it cannot be put off, neither by a second visit in vain; an earlier one is welcome', () => {
    const play = unsolved({ resolutionAt: at('11-25 10:00') })
    const later_ = { resolutionAt: at('11-27 15:00') }
    expect(() => play.does(ZHANG, { type: 'promiseDate', ...later_ })).toThrow('agreedBy: a later date than')
    expect(() => play.does(ZHANG, { type: 'notSolved', reason: 'part', ...later_ })).toThrow('promiseDate')
    play.does(ZHANG, { type: 'promiseDate', resolutionAt: at('11-24 10:00') }, at('11-23 09:00'))
    expect(play.clock('C28', 'repaired').dueAt).toBe(at('11-24 10:00'))
  })
  it('what is past its date is the manager’s: asked at once and daily until a new date is agreed', () => {
    const play = unsolved({ resolutionAt: at('11-24 10:00') }).until(at('11-24 10:00'))
    const asked = () => play.of('asked').filter(({ about }) => about === 'pastDate')
    expect(asked()).toMatchObject([{ at: at('11-24 10:00'), person: { id: 'manager' } }])
    play.does(engineer('manager'), { type: 'acknowledge' }, at('11-24 10:05')).until(at('11-26 09:00'))
    expect(asked().map((each) => [each.at, each.person?.id])).toEqual([
      [at('11-24 10:00'), 'manager'],
      [at('11-25 09:00'), 'manager'],
      [at('11-26 09:00'), 'manager'],
    ])
    play.does(STAFF, { type: 'promiseDate', resolutionAt: at('11-28 10:00'), ...YES }, at('11-26 10:00'))
    expect(
      play
        .until(at('11-28 09:59'))
        .of('asked')
        .filter(({ about }) => about === 'pastDate'),
    ).toHaveLength(3)
  })
  it('the same date again changes nothing', () => {
    const play = unsolved({ resolutionAt: at('11-25 10:00') })
    play.does(STAFF, { type: 'promiseDate', resolutionAt: at('11-25 10:00') }, at('11-24 09:00'))
    expect(play.of('clockMoved')).toEqual([])
  })
  it('once it has passed, a new date is another promise; the first stays broken until it is solved', () => {
    const play = unsolved({ resolutionAt: at('11-24 10:00') })
    play.does(STAFF, { type: 'promiseDate', resolutionAt: at('11-26 10:00'), ...YES }, at('11-24 12:00'))
    expect(play.outcome('C28', 'repaired')).toBe('broken')
    expect(play.repair.clocks.find(({ id }) => id === 'C28/repaired/1.2')).toMatchObject({
      state: 'open',
      dueAt: at('11-26 10:00'),
    })
    play.does(ZHANG, { type: 'complete', ...work }, at('11-25 10:00'))
    expect(play.outcome('C28', 'repaired')).toBe('broken by PT24H')
    expect(play.repair.clocks.find(({ id }) => id === 'C28/repaired/1.2')?.state).toBe('kept')
  })
  it('a second visit in vain asks for no other date while the first stands, and for one after it', () => {
    const again = (day: string) =>
      unsolved({ resolutionAt: at('11-24 10:00') }).does(ZHANG, { type: 'notSolved', reason: 'wrong part' }, at(day))
    expect(again('11-23 10:00').repair.clocks.filter(({ term }) => term.until === 'scheduled')).toHaveLength(1)
    const late = again('11-24 11:00')
    expect(late.repair.clocks.find(({ id }) => id === 'C28/scheduled/1.2')).toMatchObject({
      state: 'open',
      dueAt: at('11-25 18:00'),
    })
    late.does(ZHANG, { type: 'promiseDate', resolutionAt: at('11-30 10:00'), ...YES }, at('11-25 09:00'))
    expect(late.repair.clocks.find(({ id }) => id === 'C28/scheduled/1.2')?.state).toBe('kept')
  })
  it('waiting for the customer moves the date, as it moves the others', () => {
    const play = unsolved({ resolutionAt: at('11-25 10:00') }).does(
      ZHANG,
      { type: 'pause', reason: 'locked', agreedBy: 'Zhang', how: 'phone' },
      at('11-23 10:00'),
    )
    play.does(ZHANG, { type: 'resume' }, at('11-23 12:00'))
    expect(play.explanation('C28', 'repaired')).toBe(
      'promised at 11:00 → 11-25 10:00; paused 11-23 10:00–12:00 → 11-25 12:00',
    )
  })
  it('a refused repair leaves the date standing', () => {
    const play = unsolved({ resolutionAt: at('11-25 10:00') }).does(
      ZHANG,
      { type: 'complete', ...work },
      at('11-23 10:00'),
    )
    play.does(CUSTOMER, { type: 'notFixed', what: 'dark' }, at('11-23 11:00'))
    expect(play.clock('C28', 'repaired')).toMatchObject({ state: 'open', dueAt: at('11-25 11:00') })
    expect(play.repair.clocks.filter(({ term }) => term.limit === 'promised')).toHaveLength(1)
  })
  it('and the next visit in vain owes no other while it does', () => {
    const play = unsolved({ resolutionAt: at('11-25 10:00') })
      .does(ZHANG, { type: 'complete', ...work }, at('11-23 10:00'))
      .does(CUSTOMER, { type: 'notFixed', what: 'dark' }, at('11-23 11:00'))
      .does(ZHANG, { type: 'arrive' }, at('11-23 13:00'))
      .does(ZHANG, { type: 'notSolved', reason: 'part' })
    expect(play.outcome('C28', 'scheduled', 2)).toBe('kept')
  })
  it('a date in the past is refused, by its field', () => {
    const past = { type: 'promiseDate', resolutionAt: at('11-20 11:00') } as const
    expect(() => unsolved().does(ZHANG, past)).toThrow('resolutionAt: must be in the future')
    expect(() => unsolved({ resolutionAt: at('11-20 11:00') })).toThrow('resolutionAt: must be in the future')
  })
  it('solved before anyone named a date: none is due any more', () => {
    const play = unsolved().does(ZHANG, { type: 'complete', ...work }, at('11-20 15:00'))
    expect(play.outcome('C28', 'scheduled')).toBe('fallenAway')
  })
})

describe('[C28] a major unsolved problem goes to R&D and production', () => {
  const question = 'which board revision?'
  const asked = (answerBy = at('11-24 12:00')) =>
    unsolved().does(ZHANG, { type: 'escalate', to: 'rd', question, answerBy }, at('11-20 14:00'), {
      people: [{ id: 'rd', name: 'rd' }],
    })

  const BY_ITSELF: Plan = {
    ...planOf('C'),
    rules: (planOf('C').rules ?? []).map((rule) =>
      rule.rule === 'escalate' ? { ...rule, automatic: 'unremovable' } : rule,
    ),
  }
  it('judged major or unremovable it goes there by itself, at once and once', () => {
    for (const judged of [{ major: true }, { unremovable: true }]) {
      const play = new Play(BY_ITSELF, FRIDAY).does(ZHANG, { type: 'arrive' }, at('11-20 10:10'))
      play
        .does(ZHANG, { type: 'notSolved', reason: 'main board', ...judged }, at('11-20 11:00'))
        .until(at('11-20 15:00'))
      expect(play.of('escalated')).toMatchObject([
        { to: 'rd', question: 'main board', clause: 'C28', at: at('11-20 11:00') },
        { to: 'production', question: 'main board', clause: 'C28', at: at('11-20 11:00') },
      ])
    }
  })
  it('what is neither, goes nowhere by itself', () => {
    const play = new Play(BY_ITSELF, FRIDAY).does(ZHANG, { type: 'arrive' }, at('11-20 10:10'))
    play.does(ZHANG, { type: 'notSolved', reason: 'part' }, at('11-20 11:00')).until(at('11-24 09:00'))
    expect(play.of('escalated')).toEqual([])
  })
  it('with a date, which is a promise: kept just before and at it, broken and paged just after', () => {
    const due = at('11-24 12:00')
    expect(asked().of('escalated')).toMatchObject([{ to: 'rd', clause: 'C28', people: [{ id: 'rd' }] }])
    expect(asked().explanation('C28', 'advised')).toBe('asked at 14:00 → 11-24 12:00')
    const answer = (instant: string) => asked().doesFirst(ZHANG, { type: 'advise', answer: 'B' }, instant)
    expect(answer(later(due, -1 / 3600)).outcome('C28', 'advised')).toBe('kept')
    expect(answer(due).outcome('C28', 'advised')).toBe('kept')
    expect(answer(later(due, 1 / 3600)).outcome('C28', 'advised')).toBe('broken by PT1S')
    expect(asked().until(due).of('paged').at(-1)).toMatchObject({ reason: 'breach', clock: 'C28/advised/1' })
  })
  it('a question without a date is refused: the clause promises one', () => {
    expect(() => unsolved().does(ZHANG, { type: 'escalate', to: 'production', question })).toThrow(
      'answerBy: C28 asks by when it will be answered',
    )
    expect(() => asked(at('11-20 14:00'))).toThrow('answerBy: must be in the future')
  })
  it('a second question while the first is open: due by the earlier date, and one answer closes both', () => {
    const play = asked().does(
      ZHANG,
      { type: 'escalate', to: 'production', question: 'how many?', answerBy: at('11-23 12:00') },
      at('11-20 15:00'),
    )
    expect(play.clock('C28', 'advised').dueAt).toBe(at('11-23 12:00'))
    play.does(ZHANG, { type: 'advise', answer: 'two of B' }, at('11-23 09:00'))
    expect(play.repair.escalations?.map(({ to, answer }) => [to, answer])).toEqual([
      ['rd', 'two of B'],
      ['production', 'two of B'],
    ])
    expect(play.outcome('C28', 'advised')).toBe('kept')
    expect(allowedActions(play.repair, ZHANG)).not.toContain('advise')
  })
  it('asked again after an answer: a promise of its own', () => {
    const play = asked().does(ZHANG, { type: 'advise', answer: 'B' }, at('11-23 09:00'))
    play.does(
      ZHANG,
      { type: 'escalate', to: 'rd', question: 'B fails too', answerBy: at('11-26 12:00') },
      at('11-24 09:00'),
    )
    expect(
      play.repair.clocks.filter(({ term }) => term.until === 'advised').map(({ id, state }) => [id, state]),
    ).toEqual([
      ['C28/advised/1', 'kept'],
      ['C28/advised/1.2', 'open'],
    ])
    play.does(ZHANG, { type: 'complete', ...work }, at('11-25 10:00'))
    expect(play.repair.clocks.at(-1)).toMatchObject({ id: 'C28/advised/1.2', state: 'fallenAway' })
  })
  it('asking moves nothing else: a visit that was agreed stands', () => {
    const visitAt = at('11-24 14:00')
    const play = new Play('C', FRIDAY, 'ordinary')
      .does(ZHANG, { type: 'goOnSite', visitAt, agreedBy: 'Zhang', how: 'phone' }, at('11-20 10:20'))
      .does(ZHANG, { type: 'escalate', to: 'rd', question, answerBy: at('11-23 12:00') }, at('11-20 10:30'))
    expect(play.clock('C9', 'arrived').dueAt).toBe(visitAt)
    expect(play.clock('C4', 'repaired').pauses).toMatchObject([{ why: 'visit-agreed', to: visitAt }])
    expect(play.of('clockMoved').every(({ because }) => because === 'visitAgreed')).toBe(true)
  })
  it('whoever was asked may answer, though the repair is another’s', () => {
    expect(allowedActions(asked().repair, engineer('rd'))).toEqual(['takeOver', 'advise', 'note', 'attach'])
    expect(allowedActions(unsolved().repair, engineer('rd'))).toEqual(['takeOver', 'note', 'attach'])
  })
})

describe('[N14] experts are called in for incidents of large impact', () => {
  const REPORT = at('11-20 02:13')

  it('by themselves when a promise of a major fault is broken, once while they have not answered', () => {
    const play = new Play('N', REPORT, 'major').until(at('11-20 02:17:59'))
    expect(play.of('escalated')).toEqual([])
    play.until(at('11-20 04:13'))
    expect(play.of('escalated')).toMatchObject([
      { to: 'experts', clause: 'N14', at: at('11-20 02:18'), people: [{ id: 'expert' }], question: 'broken' },
    ])
    expect(play.of('clockBroken').length).toBeGreaterThan(2)
  })
  it('again when a promise breaks after their answer', () => {
    const play = new Play('N', REPORT, 'major').does(ZHANG, { type: 'advise', answer: 'reboot' }, at('11-20 02:30'))
    expect(play.repair.escalations).toMatchObject([{ answer: 'reboot' }])
    expect(play.until(at('11-20 02:42')).of('escalated')).toHaveLength(1)
    // The hour for a proposal ends; the half hour for a response broke with the five minutes that drove.
    expect(
      play
        .until(at('11-20 03:13'))
        .of('escalated')
        .map((event) => event.at),
    ).toEqual([at('11-20 02:18'), at('11-20 03:13')])
  })
  it('not for an ordinary fault, and not while promises are kept', () => {
    expect(new Play('N', REPORT, 'ordinary').until(at('11-20 12:00')).of('escalated')).toEqual([])
    const kept = new Play('N', REPORT, 'major').does(ZHANG, { type: 'solveRemotely', ...work }, at('11-20 02:17'))
    expect(kept.until(at('11-20 12:00')).of('escalated')).toEqual([])
  })
  it('any time by hand, whatever the severity; no date is asked for, so none is due', () => {
    const play = new Play('N', REPORT, 'ordinary')
    play.does(ZHANG, { type: 'escalate', to: 'experts', question: 'worm?' }, at('11-20 02:20'))
    expect(play.of('escalated')).toMatchObject([{ to: 'experts', by: { id: 'zhang' } }])
    expect(play.repair.clocks.some(({ term }) => term.until === 'advised')).toBe(false)
  })
  it('with nobody on the team it is on record all the same, and the breach pages as ever', () => {
    const play = new Play('N', REPORT, 'major')
    play.teams = { experts: [] }
    play.until(at('11-20 02:18'))
    expect(play.of('escalated')).toMatchObject([{ people: [] }])
    expect(play.of('paged').at(-1)).toMatchObject({ reason: 'breach' })
  })
  it('a repair under a plan without rules calls nobody', () => {
    const { rules, ...old } = planOf('N')
    const play = new Play(old as Plan, REPORT, 'major').until(at('11-20 12:00'))
    expect(play.of('escalated')).toEqual([])
    expect(play.of('claimed')).toEqual([])
  })
})

describe('[H15] a fault that cannot be removed', () => {
  it('is on record from the first time it is found so', () => {
    const play = unsolved({ unremovable: true })
    play.does(ZHANG, { type: 'notSolved', reason: 'still', unremovable: true }, at('11-23 10:00'))
    expect(play.repair.unremovableAt).toBe(at('11-20 11:00'))
    expect(unsolved().repair.unremovableAt).toBeUndefined()
    expect(fold(play.events)).toEqual(play.repair)
  })
})
