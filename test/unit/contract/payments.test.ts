import { describe, expect, it } from 'vitest'
import { linesOf } from '../../../shared/contract/due.ts'
import { fold } from '../../../shared/contract/evolve.ts'
import { needsOf } from '../../../shared/contract/lines.ts'
import { plans } from '../../support/plans.ts'
import { Play } from './play.ts'

const found = plans.find(({ id, version }) => id === 'H' && version === 2)
if (!found) throw new Error('no H version 2')
/** Payment alone. */
const document = { ...found, clauses: found.clauses.filter(({ id }) => id === 'H20') }
const ACCEPTED = { signedOn: '2026-11-02', acceptedOn: '2026-11-10' }
const standing = (play: Play) =>
  Object.fromEntries((play.state.payments ?? []).map(({ key, state }) => [key.slice(4), state]))

describe('[H20] what the customer owes us', () => {
  it('is due by its stages, asked of coordinator and manager when it is past due, and never a line of the ledger', () => {
    const play = new Play('2026-11-10 12:00', ACCEPTED, document)
    expect(Object.keys(standing(play))).toHaveLength(3)
    // Two months after 10 November is Sunday 10 January 2027: until the end of Monday.
    expect(play.to('2027-01-12 00:00').asked()).toEqual([])
    expect(standing(play).trial).toBe('open')
    expect(play.to('2027-01-12 08:59').asked()).toEqual([])
    expect(standing(play).trial).toBe('pastDue')
    expect(play.to('2027-01-22 12:00').asked()).toEqual([
      '01-12 09:00 payment 1 chen-wei liu-fang',
      '01-13 09:00 payment 1 chen-wei liu-fang',
      '01-14 09:00 payment 1 chen-wei liu-fang',
      '01-21 09:00 payment 1 chen-wei liu-fang',
    ])
    expect(linesOf(play.state)).toEqual([])
    play.record('trial', 'contract', 'H20')
    expect(standing(play).trial).toBe('paid')
    expect(play.state.chased).toBeUndefined()
    expect(play.to('2027-11-10 12:00').asked()).toEqual([])
    expect({ ...fold(play.id, play.events), version: play.state.version }).toEqual(play.state)
  })

  it('paid before it is due it is never asked for; all paid, nothing is waited for', () => {
    const play = new Play('2026-11-10 12:00', ACCEPTED, document)
    for (const { key } of play.state.payments ?? []) play.record(key.slice(4), 'contract', 'H20')
    expect(new Set(Object.values(standing(play)))).toEqual(new Set(['paid']))
    expect(play.next()).toBeUndefined()
    expect(play.to('2030-01-01 00:00').asked()).toEqual([])
  })

  it('a manager may do without it; a day of acceptance that moves moves it, and none takes it away', () => {
    const play = new Play('2027-01-12 12:00', ACCEPTED, document)
    expect(standing(play).trial).toBe('pastDue')
    play.dated({ acceptedOn: '2027-01-04' })
    expect(standing(play).trial).toBe('open')
    play.to('2027-03-09 12:00').asked()
    expect(standing(play).trial).toBe('pastDue')
    play.say({ type: 'waived', reason: '折抵' }, 'H20', 'trial')
    expect(standing(play).trial).toBe('waived')
    const { acceptedOn: _, ...contract } = play.bound.contract
    play.bind({ contract })
    expect(Object.values(standing(play)).toSorted()).toEqual(['fallenAway', 'fallenAway', 'waived'])
    expect(play.next()).toBeUndefined()
  })

  it('entered at night long past due, it is asked for in the morning', () => {
    const play = new Play('2027-01-18 23:00', ACCEPTED, document)
    expect(play.asked()).toEqual([])
    expect(play.to('2027-01-19 09:00').asked()).toEqual(['01-19 09:00 payment 1 chen-wei liu-fang'])
  })

  it('due before the contract was entered here, nobody can say whether it was paid; an earlier acceptance that is entered later excuses nobody', () => {
    const filed = (acceptedOn: string) =>
      new Play('2027-01-18 12:00', { signedOn: '2026-11-02' }, document)
        .say({ type: 'filed', signedOn: '2026-11-02', ...(acceptedOn && { acceptedOn }) })
        .dated({ acceptedOn: '2026-11-10' })
    expect(standing(filed('2026-11-10')).trial).toBe('notRecorded')
    // By the day of then it was due on 18 January, at its end; or nobody knew.
    for (const day of ['2026-11-18', '']) expect(standing(filed(day)).trial).toBe('pastDue')
  })

  it('due before the version that says so was agreed, nobody can say whether it was paid', () => {
    const play = new Play('2027-01-18 12:00', ACCEPTED, { ...document, clauses: [] })
    play.bind({ document }).say({ type: 'moved', needed: [] })
    expect(standing(play).trial).toBe('notRecorded')
    const again = new Play('2027-01-18 12:00', ACCEPTED, document).say({ type: 'moved', needed: needsOf(document) })
    expect(standing(again).trial).toBe('pastDue')
  })
})
