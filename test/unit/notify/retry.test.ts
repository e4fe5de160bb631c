import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later, millisBetween } from '../../../shared/kernel/instant.ts'
import { idOf, type Subject, subjectOf } from '../../../shared/kernel/subject.ts'
import { inTurns, nextTryAt } from '../../../shared/message/retry.ts'
import { at } from '../plan/documents.ts'

const NOW = at('2026-11-20 02:13')
const MINUTE = 60_000

describe('a message that was refused', () => {
  it.each([
    [0, 1],
    [8, 1],
    [16, 2],
    [60, 7.5],
    [120, 15],
    [1439, 15],
  ])('%i minutes old is tried again in %d minutes', (old, minutes) => {
    expect(millisBetween(NOW, nextTryAt(later(NOW, -old * MINUTE), NOW))).toBe(minutes * MINUTE)
  })

  it('is tried some hundred times in a day', () => {
    let tries = 0
    for (let now = NOW; millisBetween(NOW, now) < 24 * 60 * MINUTE; now = nextTryAt(NOW, now)) tries++
    expect(tries).toBeGreaterThan(90)
    expect(tries).toBeLessThan(130)
  })
})

describe('turns', () => {
  const of = (...ids: string[]) => ids.map((id, seq) => ({ about: subjectOf('repair', id), seq }))

  it('one of each repair, then the second of each, each in its order', () => {
    expect(inTurns(of('a', 'a', 'a', 'b', 'a', 'c', 'b'), 5).map(({ about, seq }) => `${idOf(about)}${seq}`)).toEqual([
      'a0',
      'b3',
      'c5',
      'a1',
      'b6',
    ])
  })

  it('leave nobody out for whom there is room, and none has two more than one who has less than all', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd')), fc.nat(12), (ids, most) => {
        const waiting = of(...ids)
        const taken = inTurns(waiting, most)
        expect(taken).toHaveLength(Math.min(most, waiting.length))
        const count = (some: readonly { about: Subject }[], id: string) =>
          some.filter(({ about }) => idOf(about) === id).length
        for (const id of ids)
          for (const other of ids)
            if (count(taken, id) < count(waiting, id))
              expect(count(taken, other)).toBeLessThanOrEqual(count(taken, id) + 1)
      }),
    )
  })
})
