import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later } from '../../../shared/kernel/instant.ts'
import { PROMISE_STATES } from '../../../shared/promise/promised.ts'
import type { UpgradeAction } from '../../../shared/upgrade/actions.ts'
import { UPGRADE_ACTIONS, UPGRADE_OFFERS } from '../../../shared/upgrade/offers.ts'
import { at } from '../../support/play.ts'
import { BACKUP, FROM, MANAGER, Play, PROPOSAL, UNTIL } from './play.ts'

const tick = (step: number) => ({ type: 'tick', step }) as const
const FINISH = { type: 'finish', result: '完成', minutes: 2, disturbed: '切换' } as const

describe('an upgrade that goes as planned', () => {
  it('keeps every promise, each proved by the event that ended it', () => {
    const play = new Play().ready().must(tick(1), tick(2), tick(3), FINISH)
    expect(play.stage).toBe('done')
    expect(play.promises).toEqual({ agreed: 'kept', backup: 'kept', window: 'kept', undisturbed: 'kept' })
    const proofs = play.lines.map(({ what, evidence }) => [what, play.log.find(({ seq }) => seq === evidence)?.type])
    expect(proofs).toEqual([
      ['upgrade:agreed', 'agreed'],
      ['upgrade:backup', 'backedUp'],
      ['upgrade:window', 'finished'],
      ['upgrade:undisturbed', 'finished'],
    ])
    expect(play.folded).toEqual(play.state)
  })

  it('tells the customer of each turn, and nobody of ours more than they need', () => {
    const play = new Play().ready().must(tick(1), tick(2), tick(3), FINISH)
    const told = play.said.map(({ channel, values }) => `${channel} ${values.turn ?? values.asked}`)
    expect(told).toEqual([
      'sms assigned',
      'contact proposed',
      'contact agreed',
      'sms agreed',
      'contact begun',
      'contact done',
    ])
  })

  it('is in time at the end of its window to the very instant, and late a moment later', () => {
    const inTime = new Play().ready().must(tick(1), tick(2), tick(3)).until(UNTIL).must(FINISH)
    expect(inTime.promises.window).toBe('kept')
    const late = new Play().ready().must(tick(1), tick(2), tick(3)).until(later(UNTIL, 1)).must(FINISH)
    expect(late.state.promises.find(({ key }) => key === 'window/1')).toMatchObject({
      state: 'broken',
      brokenAt: UNTIL,
      endedAt: later(UNTIL, 1),
      lateBy: 'PT0.001S',
    })
  })

  it('begins at the first instant of its window, and not a moment before', () => {
    const play = new Play().agreed().until(later(FROM, -1)).must(BACKUP)
    expect(play.does(tick(1))).toContain('has not come yet')
    expect(play.until(FROM).does(tick(1))).toBeUndefined()
  })

  it('is rolled back in one tap at any time until it is closed, and that too keeps what was promised', () => {
    const play = new Play().ready()
    expect(play.does({ type: 'rollBack', reason: '没开始' })).toContain('does not fit')
    play.must(tick(1), tick(2))
    expect(play.lines.filter(({ rolledBackBecause }) => rolledBackBecause)).toEqual([])
    play.must({ type: 'rollBack', reason: '新固件丢包' })
    const back = { rolledBackAt: play.now, rolledBackBecause: '新固件丢包', rolledBackEvidence: play.state.seq }
    expect(play.stage).toBe('rollingBack')
    expect(play.does(tick(3))).toContain('it is rolled back')
    play.must({ type: 'finish', result: '已恢复 7.2', minutes: 5, disturbed: '切换两次' })
    expect([play.stage, play.promises.window, play.promises.undisturbed]).toEqual(['rolledBack', 'kept', 'kept'])
    expect(play.said.flatMap(({ values }) => values.turn ?? []).slice(-2)).toEqual(['rolledBack', 'restored'])
    const lines = play.lines.map(({ what, rolledBackAt, rolledBackBecause, rolledBackEvidence, evidence }) => ({
      ...{ what, rolledBackAt, rolledBackBecause, rolledBackEvidence },
      isItself: evidence === rolledBackEvidence,
    }))
    expect(lines).toEqual([
      { what: 'upgrade:agreed', isItself: false },
      { what: 'upgrade:backup', isItself: false },
      { what: 'upgrade:window', ...back, isItself: false },
      { what: 'upgrade:undisturbed', ...back, isItself: false },
    ])
  })

  it('disturbs longer than agreed: that promise is broken when it is said, whichever way', () => {
    const on = new Play().ready().must(tick(1), { type: 'disturb', what: '外网', minutes: 6 })
    expect(on.promises.undisturbed).toBe('broken')
    const end = new Play().ready().must(tick(1), tick(2), tick(3), { ...FINISH, minutes: 6 })
    expect([end.promises.undisturbed, end.promises.window]).toEqual(['broken', 'kept'])
    // What was on record before is not talked away at the end.
    const less = new Play()
      .ready()
      .must(tick(1), { type: 'disturb', what: '外网', minutes: 9 }, tick(2), tick(3), FINISH)
    expect([less.state.disturbed, less.promises.undisturbed]).toEqual([9, 'broken'])
    expect(less.folded).toEqual(less.state)
  })
})

describe('what a plan does not promise is not asked for', () => {
  const { bound: _, ...nothing } = { bound: undefined }
  it('without a clause about upgrades there is no line, and only the customer’s word and the window count', () => {
    const play = new Play({ bound: undefined as never, ...nothing })
    play.must({ ...PROPOSAL, rollback: '切回' }, { type: 'agree' }).until(FROM)
    play.busy = [{ from: FROM, until: UNTIL }]
    expect(play.does(tick(1))).toBeUndefined()
    expect(play.lines).toEqual([])
  })
})

describe('whatever people do, in whatever order', () => {
  const actions: readonly UpgradeAction[] = [
    PROPOSAL,
    { ...PROPOSAL, from: at('12-22 01:00'), until: at('12-22 03:00') },
    { type: 'agree', agreedBy: '努尔兰', how: 'phone' },
    { type: 'decline', reason: '没空' },
    { type: 'disagree', what: '没有同意过' },
    BACKUP,
    { type: 'waiveBackup', reason: '不支持导出' },
    tick(1),
    tick(2),
    tick(3),
    { type: 'rollBack', reason: '失败' },
    { type: 'disturb', what: '外网', minutes: 3 },
    FINISH,
    { type: 'callOff', reason: '客户取消' },
    { type: 'sayAfterwards', outcome: 'done', result: '已做' },
    { type: 'sayAfterwards', outcome: 'notDone', result: '没做' },
  ]

  it('every line has one standing, none that is broken is mended, the fold is the state, and nothing begins unagreed', () => {
    const step = fc.record({ action: fc.constantFrom(...actions), hours: fc.integer({ min: 0, max: 60 }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const play = new Play()
        const [broken, ended] = [new Set<string>(), new Set<string>()]
        for (const { action, hours } of steps) {
          play.until(later(play.now, hours * 3_600_000))
          play.does(action, MANAGER)
          for (const { key, state, endedAt, startedAt, dueAt } of play.state.promises) {
            expect(PROMISE_STATES).toContain(state)
            expect(startedAt <= dueAt).toBe(true)
            if (state === 'kept') expect(endedAt !== undefined && endedAt <= dueAt).toBe(true)
            if (broken.has(key)) expect(state).toBe('broken')
            if (state === 'broken') broken.add(key)
            // What has ended begins no more: another time is another line.
            if (ended.has(key)) expect(state).not.toBe('open')
            if (endedAt !== undefined) ended.add(key)
          }
          expect(play.folded).toEqual(play.state)
        }
        play.until(later(play.now, 400 * 24 * 3_600_000))
        const begun = play.log.find(({ type }) => type === 'begun')
        if (begun) expect(play.log.some(({ type, seq }) => type === 'agreed' && seq < begun.seq)).toBe(true)
        if (play.state.ended) expect(play.lines.filter(({ state }) => state === 'open')).toEqual([])
        else expect(play.asked.length).toBeGreaterThan(0)
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  it('names every action once', () => {
    expect(UPGRADE_ACTIONS.filter((type) => !UPGRADE_OFFERS[type].name.zh || !UPGRADE_OFFERS[type].name.en)).toEqual([])
  })
})
