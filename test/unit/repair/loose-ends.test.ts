import { describe, expect, it } from 'vitest'
import type { Actor } from '../../../shared/kernel/actor.ts'
import { allowedActions } from '../../../shared/repair/allowed.ts'
import { at, CUSTOMER, engineer, latestPlanOf, Play, person } from '../../support/play.ts'

const REPORT = at('11-20 10:00') // a Friday
const ZHANG = engineer('zhang')
const MANAGER: Actor = { kind: 'staff', id: 'manager', name: 'manager', manager: true }
const work = { cause: 'power board', done: 'resoldered' }

const asked = (play: Play, about: string) =>
  play.of('asked').flatMap((event) => (event.about === about ? [[event.at, event.person?.id, event.count]] : []))

describe('[N16] a visit that went ahead is approved afterwards, and the manager is asked until it is', () => {
  /** A major fault: the engineer goes at once. */
  const gone = () =>
    new Play(latestPlanOf('N'), REPORT, 'major')
      .does(ZHANG, { type: 'respond' }, at('11-20 10:03'))
      .does(ZHANG, { type: 'goOnSite' }, at('11-20 10:05'), { manager: person('manager') })
  const chase = (play: Play) => asked(play, 'visitApproval')

  it('every morning, not a second earlier, beside what else is asked', () => {
    const play = gone().does(ZHANG, { type: 'arrive' }, at('11-20 11:00'))
    expect(chase(play.until(at('11-21 08:59:59')))).toEqual([])
    play.until(at('11-22 09:00'))
    expect(chase(play)).toEqual([
      [at('11-21 09:00'), 'manager', 1],
      [at('11-22 09:00'), 'manager', 2],
    ])
    expect(asked(play, 'progress').map(([when, who]) => [when, who])).toEqual([
      [at('11-21 09:00'), 'zhang'],
      [at('11-22 09:00'), 'zhang'],
    ])
  })
  it.each(['approveVisit', 'declineVisit'] as const)('till they say so: %s', (type) => {
    const play = gone().does(ZHANG, { type: 'arrive' }, at('11-20 11:00')).until(at('11-21 09:00'))
    const action = type === 'approveVisit' ? ({ type } as const) : ({ type, reason: 'no need' } as const)
    play.does(MANAGER, action, at('11-21 10:00')).until(at('11-25 12:00'))
    expect(chase(play)).toHaveLength(1)
    expect(allowedActions(play.repair, MANAGER)).not.toContain('approveVisit')
  })
  it('also once the repair is closed', () => {
    const play = gone().does(ZHANG, { type: 'arrive' }, at('11-20 11:00'))
    play.does(ZHANG, { type: 'complete', ...work }, at('11-20 11:30')).does(CUSTOMER, { type: 'confirm' })
    expect(play.repair.stage).toBe('closed')
    expect(chase(play.until(at('11-22 12:00'))).map(([when]) => when)).toEqual([at('11-21 09:00'), at('11-22 09:00')])
    play.does(MANAGER, { type: 'approveVisit' }, at('11-22 13:00')).until(at('11-30 12:00'))
    expect(chase(play)).toHaveLength(2)
    expect(play.of('visitApproved')).toMatchObject([{ afterwards: true }])
  })
  it('also when the repair was refused', () => {
    const play = gone().does(ZHANG, { type: 'arrive' }, at('11-20 11:00'))
    play.does(ZHANG, { type: 'complete', ...work }, at('11-20 11:30')).does(CUSTOMER, { type: 'notFixed', what: 'no' })
    expect(chase(play.until(at('11-21 09:00')))).toHaveLength(1)
  })
  it('nobody is asked about a visit whose tap was taken back, or that was approved before', () => {
    const back = gone().does(ZHANG, { type: 'takeBack' }, at('11-20 10:06'))
    expect(chase(back.until(at('11-22 12:00')))).toEqual([])
    const approved = new Play(latestPlanOf('N'), REPORT, 'ordinary')
      .does(ZHANG, { type: 'respond' }, at('11-20 10:03'))
      .does(ZHANG, { type: 'goOnSite' }, at('11-20 10:05'), { manager: person('manager') })
      .does(MANAGER, { type: 'approveVisit' }, at('11-20 10:07'))
    expect(chase(approved.until(at('11-22 12:00')))).toEqual([])
  })
})
