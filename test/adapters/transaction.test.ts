import { describe, expect, it } from 'vitest'
import { type Step, stepsOf } from '../../functions/adapters/dynamodb/transaction.ts'
import type { Commit } from '../../shared/ports/store.ts'
import {
  aCall,
  aChange,
  aCommit,
  anEffect,
  anObligation,
  aRecord,
  aRepair,
  START,
  theLoaner,
  theUnit,
} from '../support/repair-fixtures.ts'

const repair = aRepair()
/** Everything but the ledger that a decision can carry: ten contacts, five mails to each, a page. */
const FULL: Partial<Commit> = {
  effects: Array.from({ length: 51 }, (_, seq) => anEffect(repair, seq)),
  take: [aCall('call'), theUnit('U-1'), theLoaner('L-1')],
  release: ['unit/U-2', 'loaner/L-2'],
  record: aRecord(),
}
const obligations = (count: number) =>
  Array.from({ length: count }, (_, n) => anObligation({ id: `repair/${repair.id}/R6/responded/${n}` }))
const writes = (changes: Partial<Commit>): readonly Step[] => stepsOf('table', aCommit(repair, changes), START)
const sortKeys = (steps: readonly Step[]): string[] =>
  steps.map(({ write: { Put, Delete, Update } }) => String((Put?.Item ?? Delete?.Key ?? Update?.Key)?.sk))
const linesIn = (steps: readonly Step[]): number => sortKeys(steps).filter((sk) => sk.startsWith('OBLIGATION#')).length
const owes = (steps: readonly Step[]): boolean => sortKeys(steps).includes('OWED')

describe('the writes of a save', () => {
  const room = 100 - writes(FULL).length

  it('leave room for the ledger of a repair that was refused twice, beside everything else', () => {
    // R: 6 clocks a round, one more on site.
    expect(room).toBeGreaterThanOrEqual(3 * 7 + 11)
  })

  it.each([0, 1, room - 1, room])('hold all of %i lines', (count) => {
    const steps = writes({ ...FULL, lines: aChange(obligations(count)) })
    expect(linesIn(steps)).toBe(count)
    expect(owes(steps)).toBe(false)
    expect(steps).toHaveLength(100 - room + count)
  })

  it.each([room + 1, room + 2, 99, 400])(
    'never are more than 100, and say that the rest of %i lines is owed',
    (count) => {
      const some = obligations(count)
      for (const lines of [aChange(some), aChange([], some)]) {
        const steps = writes({ ...FULL, lines })
        expect(steps).toHaveLength(100)
        expect(linesIn(steps)).toBe(room - 1)
        expect(owes(steps)).toBe(true)
      }
    },
  )

  it('name each item once', () => {
    const steps = writes({ ...FULL, lines: aChange(obligations(20), [anObligation({ clause: 'C2' })]) })
    const keys = steps.map(({ write: { Put, Delete, Update } }) => Put?.Item ?? Delete?.Key ?? Update?.Key)
    expect(new Set(keys.map((key) => `${key?.pk} ${key?.sk}`)).size).toBe(steps.length)
  })
})
