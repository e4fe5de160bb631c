import { expect, it } from 'vitest'
import { reopen, reopenLoaned } from '../../../shared/repair/clocks/moving.ts'
import { alreadyReached } from '../../../shared/repair/clocks/settle.ts'
import { aClock, aRepair, minute } from '../../support/repair-fixtures.ts'

it.each([
  // A date that still lies ahead is one; one that has passed when the clock begins, just then or before, is none.
  [minute(11), 'kept'],
  [minute(10), undefined],
  [minute(9), undefined],
  [undefined, undefined],
])('[C28] a clock for a date that begins at minute 10, when the date given is %s: %s', (resolutionAt, state) => {
  const given = aRepair({ milestones: { scheduled: { at: minute(5), seq: 3 } }, ...(resolutionAt && { resolutionAt }) })
  const [{ term, ...clock }, startedAt] = [aClock({ dueAt: minute(60) }), minute(10)]
  const ended = alreadyReached(given, { ...clock, startedAt, term: { ...term, from: 'notSolved', until: 'scheduled' } })
  expect(ended.map((event) => event.type === 'clockEnded' && event.outcome)).toEqual(state ? [state] : [])
})

it('[R7] what a refused repair reopens, and a loaner that is taken back: the repair clocks that it ended, and no other', () => {
  const before = aRepair({
    milestones: { loaned: { at: minute(20), seq: 7 }, repaired: { at: minute(30), seq: 9 } },
  })
  const ended = (id: string, until: 'repaired' | 'arrived', evidence: number) => {
    const { term, ...clock } = aClock({ id, state: 'kept', endedAt: minute(20), evidence })
    return { ...clock, term: { ...term, until } }
  }
  const after = aRepair({
    clocks: [
      ended('by the loaner', 'repaired', 7),
      ended('by the repair', 'repaired', 9),
      ended('by something else', 'repaired', 5),
      ended('arrival, with the loaner', 'arrived', 7),
      ended('arrival, with the repair', 'arrived', 9),
    ],
  })
  const ids = (events: ReturnType<typeof reopen>) =>
    events.map((event) => event.type === 'clockMoved' && event.clock.id)
  expect(ids(reopen(before, after, minute(40)))).toEqual(['by the repair'])
  expect(ids(reopenLoaned(before, after, minute(40)))).toEqual(['by the loaner'])
})
