import { describe, expect, it } from 'vitest'
import { BadRequestError } from '../../../../shared/kernel/errors.ts'
import { act } from '../../../../shared/repair/act.ts'
import { waysIn } from '../../../../shared/repair/features/on-call/offers.ts'
import { at, engineer, Play, person } from '../../../support/play.ts'

const REPORT = at('11-20 10:00')
const NOW = at('11-20 10:01')
const FAR = engineer('far')
const open = () => new Play('R', REPORT, 'urgent').repair

describe('whoever the directory does not know', () => {
  it.each(['acknowledge', 'takeOver'] as const)(
    '%s: refused, by whatever way it comes, and nothing is recorded',
    (type) => {
      expect(() => act(open(), { type }, {}, FAR, NOW)).toThrow(BadRequestError)
      expect(() => act(open(), { type }, {}, FAR, NOW)).toThrow(/knows nobody with the id "far"/)
      expect(act(open(), { type }, { person: person('far') }, FAR, NOW).events).not.toEqual([])
    },
  )
})

describe('from outside', () => {
  const taken = (reason?: string) =>
    act(
      open(),
      { type: 'takeOver', ...(reason && { reason }) },
      { person: person('far'), outside: true, manager: person('boss') },
      FAR,
      NOW,
    )
  it('a reason is owed, and the manager is told', () => {
    expect(() => taken()).toThrow(/^reason: is missing/)
    expect(taken('next door').events).toMatchObject([
      { type: 'assigned', person: { id: 'far' }, how: 'takenOver', reason: 'next door', outside: true },
      { type: 'asked', person: { id: 'boss' }, about: 'takenOver' },
    ])
    // It says nothing of how the repair stands: nobody is the sooner climbed to.
    expect(taken('next door').state.heard).toEqual({ at: NOW, asked: 0 })
  })
  it('there is nothing but that, while there is work', () => {
    const play = new Play('R', REPORT, 'urgent')
    expect(waysIn(play.repair, FAR)).toEqual(['takeOver'])
    play.does(engineer('zhang'), { type: 'solveRemotely', cause: 'x', done: 'y' }, NOW)
    expect(waysIn(play.repair, FAR)).toEqual([])
    expect(waysIn({ ...open(), assignee: person('far') }, FAR)).toEqual([])
  })
})
