import { describe, expect, it } from 'vitest'
import { later } from '../../../shared/kernel/instant.ts'
import type { Clock } from '../../../shared/promise/clock.ts'
import { isHasty } from '../../../shared/repair/hasty.ts'
import { aClock, START } from '../../support/repair-fixtures.ts'

const ended = (until: Clock['term']['until'], seconds: number, evidence: number, more: Partial<Clock> = {}): Clock => {
  const clock = aClock()
  return {
    ...clock,
    id: `${until}/${evidence}`,
    term: { ...clock.term, until },
    state: 'kept',
    endedAt: later(START, seconds * 1000),
    evidence,
    ...more,
  }
}

describe('a promise ended within a minute of another step', () => {
  const responded = ended('responded', 0, 1)
  it.each([
    [0, true],
    [59.999, true],
    [60, false],
  ])('%s s apart: %s', (seconds, hasty) => {
    const arrived = ended('arrived', seconds, 2)
    expect(isHasty(arrived, [responded, arrived])).toBe(hasty)
    expect(isHasty(responded, [responded, arrived])).toBe(hasty)
  })

  it('is nothing strange where one call answered and solved it, or whoever came had not called', () => {
    const solved = ended('repaired', 0, 1)
    expect(isHasty(solved, [responded, solved])).toBe(false)
    const came = ended('arrived', 0, 1)
    expect(isHasty(came, [responded, came])).toBe(false)
  })

  it('is where one tap says that someone came and repaired', () => {
    const [came, repaired] = [ended('arrived', 0, 3), ended('repaired', 0, 3)]
    expect([came, repaired].map((clock) => isHasty(clock, [came, repaired]))).toEqual([true, true])
  })

  it('counts within a round, among what people did, not among what a manager waived', () => {
    const arrived = ended('arrived', 1, 2)
    expect(isHasty(arrived, [arrived, { ...responded, round: 2 }])).toBe(false)
    expect(isHasty(arrived, [arrived, { ...responded, state: 'waived' }])).toBe(false)
    expect(isHasty(arrived, [arrived, ended('loaned', 1, 3)])).toBe(false)
  })
})
