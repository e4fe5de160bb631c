import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../../shared/plan/plan.ts'
import { at, engineer, latestPlanOf, Play, person, STAFF } from '../../../support/play.ts'

const REPORT = at('11-20 10:00')
const ZHANG = engineer('zhang')
const LI = engineer('li')
const PLAN = latestPlanOf('H')
/** One that has no standard plan: nobody goes without one for the case. */
const STRICT: Plan = {
  ...PLAN,
  rules: (PLAN.rules ?? []).map((rule) =>
    rule.rule === 'emergencyPlan' ? { rule: 'emergencyPlan', clause: rule.clause } : rule,
  ),
}
const WORDS = 'use the spare monitor'
const responded = (plan = PLAN) => new Play(plan, REPORT).does(ZHANG, { type: 'respond' }, at('11-20 10:03'))
const given = (play: Play) => play.of('emergencyPlanGiven').map(({ to, text, from }) => [to.id, text, from])

describe('[H5] what the phone cannot solve goes to the field with an emergency plan', () => {
  it('the standard one of the commitment, where nobody writes one; that it was given is on record', () => {
    const play = responded().does(ZHANG, { type: 'goOnSite' })
    expect(given(play)).toEqual([
      ['zhang', { zh: expect.stringContaining('备用设备'), en: expect.stringMatching(/spare|back-?up/i) }, undefined],
    ])
    expect(play.repair.emergencyPlan).toMatchObject({ to: { id: 'zhang' } })
  })
  it.each(['depart', 'arrive'] as const)('whoever only taps %s has it too', (type) => {
    expect(given(responded().does(ZHANG, { type }))).toHaveLength(1)
  })
  it('the words for this case, or what helped in a repair like it', () => {
    expect(given(responded().does(ZHANG, { type: 'goOnSite', emergencyPlan: WORDS }))).toEqual([
      ['zhang', WORDS, undefined],
    ])
    const knowledge = { text: 'cable → fixed', from: '261101-0001' }
    const play = responded().does(ZHANG, { type: 'goOnSite', knowledge: '261101-0001' }, REPORT, { knowledge })
    expect(given(play)).toEqual([['zhang', 'cable → fixed', '261101-0001']])
  })
  it('whoever takes the visit over is given it as well, each once', () => {
    const play = responded().does(ZHANG, { type: 'goOnSite', emergencyPlan: WORDS })
    play.does(LI, { type: 'takeOver' }, at('11-20 10:20')).does(LI, { type: 'arrive' }, at('11-20 11:00'))
    expect(given(play)).toEqual([
      ['zhang', WORDS, undefined],
      ['li', WORDS, undefined],
    ])
  })
  it('a dispatcher sends someone: they are given it when they take it', () => {
    const play = new Play(PLAN, REPORT).does(STAFF, { type: 'goOnSite', emergencyPlan: WORDS }, at('11-20 10:01'))
    expect(given(play)).toEqual([['zhang', WORDS, undefined]])
  })
  it('without a standard plan nobody goes without one', () => {
    const missing = 'emergencyPlan: H5 asks for an emergency plan for whoever goes'
    for (const type of ['goOnSite', 'depart', 'arrive'] as const)
      expect(() => responded(STRICT).does(ZHANG, { type })).toThrow(missing)
    const play = responded(STRICT).does(ZHANG, { type: 'goOnSite', emergencyPlan: WORDS })
    expect(given(play.does(ZHANG, { type: 'arrive' }))).toHaveLength(1)
  })
  it('nothing is given where nobody goes: solved by phone, sent in, or goods to be made good', () => {
    const byPhone = responded().does(ZHANG, { type: 'solveRemotely', cause: 'c', done: 'd' })
    const sentIn = responded().does(ZHANG, { type: 'sendIn', agreedBy: 'Gao', how: 'phone' })
    const goods = new Play(PLAN, REPORT, undefined, undefined, 'delivery').does(ZHANG, { type: 'arrive' })
    for (const play of [byPhone, sentIn, goods]) expect(given(play)).toEqual([])
    expect(given(new Play(latestPlanOf('R'), REPORT).does(ZHANG, { type: 'arrive' }))).toEqual([])
  })
  it('a tap taken back takes the plan with it, and a second visit has its own', () => {
    const back = responded().does(ZHANG, { type: 'goOnSite', emergencyPlan: WORDS }).does(ZHANG, { type: 'takeBack' })
    expect(back.repair.emergencyPlan).toBeUndefined()
    const again = back.does(ZHANG, { type: 'goOnSite', emergencyPlan: 'by hand' })
    expect(given(again).at(-1)).toEqual(['zhang', 'by hand', undefined])
  })
  it('waits with the visit for the manager where a plan asks for both', () => {
    const both: Plan = {
      ...PLAN,
      rules: [...(PLAN.rules ?? []), { rule: 'sendIn', visitNeedsApproval: true, clause: 'N16' }],
      severities: [{ id: 'worst', name: { zh: '重', en: 'worst' }, short: { zh: '重', en: 'W' } }, ...PLAN.severities],
    }
    const play = new Play(both, REPORT, 'standard').does(ZHANG, { type: 'respond' }, at('11-20 10:03'))
    play.does(ZHANG, { type: 'goOnSite', emergencyPlan: WORDS }, at('11-20 10:04'), { manager: person('manager') })
    expect(given(play)).toEqual([])
    play.does({ kind: 'staff', id: 'manager', name: 'manager', manager: true }, { type: 'approveVisit' })
    expect(given(play)).toEqual([['zhang', WORDS, undefined]])
  })
})
