import { describe, expect, it } from 'vitest'
import type { ContractState } from '../../../shared/contract/contract.ts'
import { advance } from '../../../shared/contract/decide.ts'
import { linesOf } from '../../../shared/contract/due.ts'
import { fold } from '../../../shared/contract/evolve.ts'
import { contractStory } from '../../../shared/contract/story.ts'
import type { PlanDocument } from '../../../shared/plan/document.ts'
import type { RecurringRule } from '../../../shared/plan/rules.ts'
import { INSPECTION } from '../../support/plans.ts'
import { at, laddersOf, needing, Play, siteIn } from './play.ts'

const QUARTERLY: RecurringRule = { ...INSPECTION, of: 'contract', phases: [{ every: 'P3M', until: 'P1Y' }] }
const working = (rule: Partial<RecurringRule> = {}, version = 1): PlanDocument => {
  const [clause] = needing({ C17: {} }, version).clauses
  if (!clause) throw new Error('no clause')
  return { ...needing({}, version), clauses: [{ ...clause, rules: [{ ...QUARTERLY, ...rule }] }] }
}
/** Accepted on 2 November 2026: due on 2 February, 3 May (the 2nd is a Sunday), 2 August, 2 November 2027. */
const start = (rule: Partial<RecurringRule> = {}, changes: object = {}) =>
  new Play('2026-11-02 12:00', { signedOn: '2026-10-30', acceptedOn: '2026-11-02' }, working(rule), changes)
const done = (play: Play, number: number, about = 'contract') => play.record(`inspection-${number}`, about, 'C17')
const dueAt = (play: Play, number: number) =>
  play.state.papers.find(({ key }) => key === `C17/inspection-${number}/contract`)?.dueAt

describe('[C17] a full inspection every 3 months', () => {
  it('each time is planned a year ahead, and is a promise of its own', () => {
    const play = start()
    expect(linesOf(play.state).map(({ id, what, dueAt, month }) => [id, what, dueAt, month])).toEqual([
      ['contract/K-1/C17/inspection-1/contract', 'visit:inspection-1', at('2027-02-03 00:00'), '2027-02'],
      ['contract/K-1/C17/inspection-2/contract', 'visit:inspection-2', at('2027-05-04 00:00'), '2027-05'],
      ['contract/K-1/C17/inspection-3/contract', 'visit:inspection-3', at('2027-08-03 00:00'), '2027-08'],
      ['contract/K-1/C17/inspection-4/contract', 'visit:inspection-4', at('2027-11-03 00:00'), '2027-11'],
    ])
  })

  it('is spoken of a week before and on its last day; done in time it is kept, and the next keeps its date', () => {
    const play = start().to('2027-02-02 10:00')
    expect(play.asked()).toEqual(['01-27 09:00 soon 1 zhao-min', '02-02 09:00 lastDay 1 zhao-min'])
    expect(done(play, 1).papers()).toMatchObject({ 'C17/inspection-1/contract': 'kept!' })
    expect(dueAt(play, 2)).toBe(at('2027-05-04 00:00'))
    expect(play.to('2027-04-20 10:00').asked()).toEqual([])
  })

  it('done until 24:00 of the last day it is kept, a millisecond later it was broken; the next keeps its date all the same', () => {
    for (const [late, state] of [
      [-1, 'kept!'],
      [0, 'kept!'],
      [1, 'broken!'],
    ] as const) {
      const end = new Date(Date.parse(at('2027-02-03 00:00')) + late).toISOString()
      const play = done(start().until(end), 1)
      expect(play.papers()['C17/inspection-1/contract']).toBe(state)
      expect(dueAt(play, 2)).toBe(at('2027-05-04 00:00'))
    }
  })

  it('the forgetful one who does nothing hears of it, then the manager does; the missed one stays broken', () => {
    const play = start().to('2027-02-05 10:00')
    expect(play.papers()['C17/inspection-1/contract']).toBe('broken')
    expect(play.asked().slice(2)).toEqual([
      '02-03 09:00 late 1 zhao-min chen-wei',
      '02-04 09:00 late 1 zhao-min chen-wei liu-fang',
      '02-05 09:00 late 1 chen-wei liu-fang',
    ])
    expect(done(play.to('2027-02-20 10:00'), 1).papers()['C17/inspection-1/contract']).toBe('broken!')
  })

  it('the dishonest one who records four at once has done one: the others are not due to be done yet', () => {
    const play = start().to('2027-01-20 10:00')
    for (const number of [1, 2, 3, 4]) done(play, number)
    expect(play.papers()).toEqual({
      'C17/inspection-1/contract': 'kept!',
      'C17/inspection-2/contract': 'open',
      'C17/inspection-3/contract': 'open',
      'C17/inspection-4/contract': 'open',
    })
  })

  it('moves by what the customer agreed to on record, while it is in time; a missed one moves no more', () => {
    const agreed = { type: 'agreed', until: '2027-02-20', by: '罗老师', how: 'phone' } as const
    const play = start().to('2027-01-25 10:00')
    play.say(agreed, 'C17', 'inspection-1')
    expect(play.state.papers[0]).toMatchObject({ dueAt: at('2027-02-21 00:00'), firstDueAt: at('2027-02-03 00:00') })
    expect(dueAt(play, 2)).toBe(at('2027-05-04 00:00'))
    expect(done(play.to('2027-02-20 23:59'), 1).papers()['C17/inspection-1/contract']).toBe('kept!')

    const late = start().to('2027-02-03 08:00')
    late.say(agreed, 'C17', 'inspection-1')
    expect(late.papers()['C17/inspection-1/contract']).toBe('broken')
  })

  it('an earlier day than promised is no agreement to wait, and takes nothing from us', () => {
    const play = start().to('2027-01-25 10:00')
    play.say({ type: 'agreed', until: '2027-01-26', by: '罗老师', how: 'phone' }, 'C17', 'inspection-1')
    expect(dueAt(play, 1)).toBe(at('2027-02-03 00:00'))
  })
})

describe('what becomes of it when the contract changes', () => {
  const statesOf = (play: Play) => Object.values(play.papers())

  it('signed long ago and entered today: what was due before is nobody’s, the rest keeps its dates', () => {
    const play = new Play('2027-06-01 12:00', { acceptedOn: '2026-11-02' }, working())
    expect(Object.keys(play.papers())).toContain('C17/inspection-1/contract')
    const filed = new Play('2027-06-01 12:00', { acceptedOn: '2026-11-02' }, working({}, 2))
    filed.say({ type: 'filed', signedOn: '2026-10-30', acceptedOn: '2026-11-02' })
    // Those that had been planned without it fall away or stay broken; none is planned anew.
    expect(dueAt(filed, 3)).toBe(at('2027-08-03 00:00'))
  })

  it('accepted later than planned: each time moves with the day that it counts from, and none is doubled', () => {
    const play = start().dated({ acceptedOn: '2026-12-01' })
    expect(dueAt(play, 1)).toBe(at('2027-03-02 00:00'))
    expect(Object.keys(play.papers())).toHaveLength(4)
  })

  it('moved to another version: what that asks for no more falls away; what was broken stays broken', () => {
    const play = start()
      .to('2027-02-10 10:00')
      .bind({ document: working({ id: 'check' }, 2) })
    expect(play.papers()).toMatchObject({
      'C17/inspection-1/contract': 'broken!',
      'C17/inspection-2/contract': 'fallenAway!',
    })
    expect(play.papers()['C17/check-2/contract']).toBe('open')
  })

  it('a site that is added in the middle is inspected from then on; one that leaves takes its own with it', () => {
    const [one, other] = [siteIn('Asia/Shanghai', 'east'), siteIn('Asia/Shanghai', 'west')]
    const play = start({ of: 'site' }, { sites: [one] }).to('2027-03-01 10:00')
    play.bind({ sites: [one, other] })
    expect(play.papers()).toMatchObject({ 'C17/inspection-1/east': 'broken', 'C17/inspection-2/west': 'open' })
    expect(play.papers()['C17/inspection-1/west']).toBeUndefined()
    play.bind({ sites: [other] })
    expect(play.papers()).toMatchObject({ 'C17/inspection-1/east': 'broken!', 'C17/inspection-2/east': 'fallenAway!' })
  })

  it('renewed after the warranty: it goes on, from the same anchor', () => {
    const rule = { phases: [{ every: 'P6M', until: 'warrantyEnd' }] }
    const play = start(rule)
    const last = () => linesOf(play.to('2028-06-01 12:00').state).at(-1)?.id
    const before = last()
    play.dated({ renewals: [{ from: '2028-11-03', until: '2030-11-02' }] })
    expect(before).toBeDefined()
    expect(statesOf(play).filter((state) => state === 'open').length).toBeGreaterThan(0)
  })
})

describe('a contract of many years', () => {
  it('is kept no larger than one of a few; nothing of what ended long ago is planned again', () => {
    const rule = { phases: [{ every: 'P1M', until: 'P10Y' }] }
    const play = start(rule)
    let kept: ContractState = play.state
    for (let month = 1; month <= 36; month++) {
      play.until(new Date(Date.UTC(2026, 10 + month, 1, 4)).toISOString())
      for (const { key } of play.state.papers.filter(({ state }) => state === 'open' || state === 'broken')) {
        if (month % 12 !== 0) play.record(key.split('/')[1], 'contract', 'C17')
      }
      kept = contractStory.read(contractStory.write(play.state))
    }
    expect(play.state.papers.length).toBeGreaterThan(36)
    expect(kept.papers.length).toBeLessThan(30)
    expect(kept.facts.length).toBeLessThan(30)
    const next = advance(kept, play.bound, laddersOf([]), play.now)
    expect(next.events.filter(({ type }) => type !== 'asked')).toEqual([])
    // All of it is in the log: the ledger is the same, made from that.
    expect(linesOf(fold('K-1', play.events) as ContractState)).toEqual(linesOf(play.state))
  })
})
