import { describe, expect, it } from 'vitest'
import type { Actor } from '../../../../shared/kernel/actor.ts'
import { allowedActions, obstacle } from '../../../../shared/repair/allowed.ts'
import { at, CUSTOMER, engineer, Play, STAFF } from '../../../support/play.ts'

const REPORT = at('11-20 10:00')
const ZHANG = engineer('zhang')
const MANAGER: Actor = { kind: 'staff', id: 'manager', name: 'manager', manager: true }
const work = { cause: 'rule base', done: 'reloaded' }
const agreed = {
  verdict: 'power board dead',
  handling: 'repair at the factory',
  agreedBy: 'Ms Qian',
  how: 'phone',
} as const

describe('[N16] sent in by agreement, otherwise an approved visit', () => {
  const responded = (plan: 'N' | 'H' = 'N') =>
    new Play(plan, REPORT).does(ZHANG, { type: 'respond' }, at('11-20 10:03'))

  it('sending in needs verdict, handling and agreement; each that is missing is named', () => {
    const { verdict, handling, ...yes } = agreed
    expect(() => responded().does(ZHANG, { type: 'sendIn', ...yes })).toThrow(
      'verdict: N16 asks what is wrong with the hardware; handling: N16 asks what was agreed to do with it',
    )
    const play = responded().does(ZHANG, { type: 'sendIn', ...agreed, note: 'by courier' })
    expect(play.of('sentIn')).toMatchObject([{ ...agreed, note: 'by courier' }])
    expect(play.outcome('N6', 'arrived')).toBe('fallenAway')
  })
  it('nobody sets out before the visit is approved; who approved it and the parts drawn are on record', () => {
    expect(allowedActions(responded().repair, ZHANG)).toContain('goOnSite')
    expect(obstacle(responded().repair, 'goOnSite')).toBeUndefined()
    for (const type of ['depart', 'arrive'] as const) {
      expect(allowedActions(responded().repair, ZHANG)).not.toContain(type)
      expect(obstacle(responded().repair, type)?.en).toBe('the visit is to be approved first: ask for it with goOnSite')
    }
    const play = responded().does(MANAGER, { type: 'goOnSite', parts: ['FAN-2', 'PSU-1'] })
    expect(play.of('visitDecided')).toMatchObject([{ approvedBy: 'manager', parts: ['FAN-2', 'PSU-1'] }])
    expect(allowedActions(play.repair, ZHANG)).toEqual(expect.arrayContaining(['depart', 'arrive']))
  })
  it('a visit that waits for approval is not asked for again, and it is said for whom it waits', () => {
    const asked = new Play('N', REPORT, 'ordinary').does(ZHANG, { type: 'respond' }, at('11-20 10:03'))
    const { repair } = asked.does(ZHANG, { type: 'goOnSite' }, at('11-20 10:04'), {
      manager: { id: 'm', name: '刘芳' },
    })
    expect(allowedActions(repair, ZHANG)).not.toContain('goOnSite')
    for (const type of ['goOnSite', 'depart', 'arrive'] as const)
      expect(obstacle(repair, type)).toEqual({
        zh: '上门还在等刘芳批准',
        en: 'the visit waits for the approval of 刘芳',
      })
  })
  it('an approved visit at another time is not yet on its way', () => {
    const play = responded().does(MANAGER, {
      type: 'goOnSite',
      visitAt: at('11-23 14:00'),
      agreedBy: 'Zhang',
      how: 'phone',
    })
    expect(play.of('dispatched')).toEqual([])
    expect(allowedActions(play.repair, ZHANG)).toEqual(expect.arrayContaining(['depart', 'arrive']))
  })
  it('a refused repair asks for approval again', () => {
    const play = responded().does(MANAGER, { type: 'goOnSite' }).does(ZHANG, { type: 'arrive' })
    play.does(ZHANG, { type: 'complete', ...work }, at('11-20 11:00')).does(CUSTOMER, { type: 'notFixed', what: 'no' })
    expect(allowedActions(play.repair, ZHANG)).not.toContain('arrive')
  })
  it('other plans ask for none of it', () => {
    expect(allowedActions(responded('H').repair, ZHANG)).toEqual(expect.arrayContaining(['depart', 'arrive']))
    expect(responded('H').does(ZHANG, { type: 'sendIn', agreedBy: 'Zhang', how: 'phone' }).of('sentIn')).toHaveLength(1)
    expect(responded('H').does(ZHANG, { type: 'goOnSite' }).of('visitDecided')).toHaveLength(1)
  })
  it('whoever decides that somebody goes does not say that they have left', () => {
    const decided = responded('H').does(ZHANG, { type: 'goOnSite' })
    expect([decided.of('dispatched'), decided.repair.stage]).toEqual([[], 'arrival'])
    expect(decided.does(ZHANG, { type: 'depart' }).of('dispatched')).toHaveLength(1)
  })
})

describe('[C10] remote access only with the end user’s consent, when the phone has failed', () => {
  const remotely = { type: 'solveRemotely', ...work, how: 'remote' } as const
  const fresh = () => new Play('C', REPORT).does(ZHANG, { type: 'respond' }, at('11-20 10:03'))
  const consented = () =>
    fresh().does(
      ZHANG,
      { type: 'accessRemotely', consentBy: 'Ms Qian', phoneTried: 'restarted twice' },
      at('11-20 10:10'),
    )

  it('solved over a remote connection without consent on record is refused, with what to do', () => {
    expect(() => fresh().does(ZHANG, remotely)).toThrow(
      "how: C10 asks for the end user's consent first; record it with accessRemotely (consentBy, phoneTried)",
    )
    const play = consented().does(ZHANG, remotely, at('11-20 10:30'))
    expect(play.of('remoteAccess')).toMatchObject([{ consentBy: 'Ms Qian', phoneTried: 'restarted twice' }])
    expect(play.repair).toMatchObject({
      solvedBy: 'phone',
      remoteAccess: { consentBy: 'Ms Qian', at: at('11-20 10:10') },
    })
  })
  it('solved by telephone needs none', () => {
    expect(fresh().does(ZHANG, { type: 'solveRemotely', ...work, how: 'phone' }).repair.stage).toBe('confirmation')
  })
  it('consent is for one time: after a refused repair it is asked again', () => {
    const play = consented().does(ZHANG, remotely).does(CUSTOMER, { type: 'notFixed', what: 'no' }, at('11-20 11:00'))
    expect(play.repair.remoteAccess).toBeUndefined()
    expect(() => play.does(ZHANG, remotely)).toThrow('C10')
  })
  it('it is offered once, where the plan asks for it, and to whoever has the repair', () => {
    expect(allowedActions(fresh().repair, ZHANG)).toContain('accessRemotely')
    expect(allowedActions(fresh().repair, engineer('li'))).not.toContain('accessRemotely')
    expect(allowedActions(fresh().repair, STAFF)).toContain('accessRemotely')
    expect(allowedActions(consented().repair, ZHANG)).not.toContain('accessRemotely')
    expect(allowedActions(new Play('H', REPORT).repair, ZHANG)).not.toContain('accessRemotely')
  })
})
