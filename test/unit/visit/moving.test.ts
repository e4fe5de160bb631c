import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor } from '../../../shared/kernel/actor.ts'
import { BadRequestError } from '../../../shared/kernel/errors.ts'
import { later } from '../../../shared/kernel/instant.ts'
import type { VisitAction } from '../../../shared/visit/actions.ts'
import { allowedActions } from '../../../shared/visit/allowed.ts'
import { fold } from '../../../shared/visit/event-rules.ts'
import { at } from '../../support/play.ts'
import { CUSTOMER, engineer, Play, STAFF, work } from './play.ts'

const HOUR = 3_600_000
const WHO: readonly Actor[] = [STAFF, CUSTOMER, engineer('li'), engineer('coordinator'), engineer('stranger')]

/** Any action, at any time, with a date within some forty days. */
const actions = fc.record({
  who: fc.constantFrom(...WHO),
  wait: fc.integer({ min: 0, max: 72 }),
  ahead: fc.integer({ min: -24, max: 40 * 24 }),
  type: fc.constantFrom<VisitAction['type']>(
    'agree',
    'reschedule',
    'choose',
    'noneFits',
    'propose',
    'missed',
    'done',
    'confirm',
    'cannot',
    'note',
  ),
  beyond: fc.constantFrom(undefined, 'late', 'agreed'),
})

describe('a visit that is moved, whoever moves it', () => {
  it('moves no promise: its works are due when their contract says so, and a later date is never agreed in silence', () => {
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 25 }), (many) => {
        const play = new Play()
        const due = new Map(play.owed.map(({ key, dueAt }) => [key, dueAt]))
        for (const { who, wait, ahead, type, beyond } of many) {
          play.until(later(play.now, wait * HOUR))
          if (!allowedActions(play.state, who, play.now).includes(type)) continue
          const from = later(play.now, ahead * HOUR)
          const action = {
            type,
            from,
            first: from,
            slot: play.state.proposal?.slots[0]?.from ?? from,
            agreedBy: 'x',
            how: 'phone',
            reason: 'r',
            why: 'other',
            found: 'f',
            text: 't',
            ...(beyond && { beyond }),
          }
          try {
            play.does(who, action as unknown as VisitAction, { person: { id: 'li', name: 'li' } })
          } catch (error) {
            if (!(error instanceof BadRequestError)) throw error
          }
        }
        for (const one of play.state.works) expect(one.dueAt).toBe(due.get(one.key))
        for (const event of play.events)
          if (
            event.type === 'agreed' &&
            event.slot.to > (due.get('C17/full-inspection-1/hall') ?? '') &&
            event.at <= (due.get('C17/full-inspection-1/hall') ?? '')
          )
            expect(event.late).toBe(true)
        expect(fold(play.events)).toMatchObject({
          stage: play.state.stage,
          works: play.state.works,
          seq: play.state.seq,
        })
      }),
      { numRuns: 150 },
    )
  })

  it('the same tap twice is one; the same id for something else is something else', () => {
    const play = new Play().to('05-12 12:00')
    const agree = { id: 'a', type: 'agree', from: at('05-20 09:30', 2027), agreedBy: '唐宇', how: 'phone' } as const
    play.does(STAFF, agree)
    const { length } = play.events
    play.does(STAFF, agree)
    expect(play.events).toHaveLength(length)
  })

  it('works end, move and are added under it: it ends with the last', () => {
    const play = new Play().to('05-12 12:00')
    const other = work('C11/inspection-1/hall', at('05-02 00:00', 2027), at('06-02 00:00', 2027))
    play.owed.push(other)
    play.does(STAFF, { type: 'addWork', work: other.key }, { work: other })
    expect(play.state.works).toHaveLength(2)
    play.owed = play.owed.slice(1)
    play.until(play.now)
    expect(play.state.works.map(({ key }) => key)).toEqual([other.key])
    play.owed = []
    play.until(play.now)
    expect(play.state).toMatchObject({ stage: 'ended', ended: { how: 'fallenAway' } })
  })

  it('hasty: what is not to be done yet is left out, and a date before it may be done is refused', () => {
    const play = new Play().to('05-12 12:00')
    const early = work('C15/check-2027/hall', at('08-01 00:00', 2027), at('09-01 00:00', 2027))
    play.owed.push(early)
    play.does(STAFF, { type: 'addWork', work: early.key }, { work: early })
    const agree = { type: 'agree', from: at('05-20 09:30', 2027), agreedBy: '唐宇', how: 'phone' } as const
    expect(() => play.does(STAFF, agree)).toThrow('C15/check-2027/hall')
    play.does(STAFF, { type: 'dropWork', work: early.key, reason: '八月再办' }).does(STAFF, agree)
    expect(allowedActions(play.state, STAFF, play.now)).not.toContain('done')
    play.to('05-20 10:00').does(STAFF, { type: 'done', found: '已办' })
    expect(play.state.done?.keys).toEqual(['C17/full-inspection-1/hall'])
  })
})
