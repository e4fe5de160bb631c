import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../../../functions/adapters/digest.ts'
import { chainOf, firstDifference } from '../../../shared/evidence/chain.ts'
import { canonical } from '../../../shared/kernel/canonical.ts'

describe('canonical JSON', () => {
  test('does not depend on the order of keys, leaves out what is undefined, keeps the order of lists', () => {
    expect(canonical({ b: [2, 1, { d: 1, c: '中' }], a: undefined, aa: null })).toBe(
      '{"aa":null,"b":[2,1,{"c":"中","d":1}]}',
    )
  })
})

describe('a chain', () => {
  const records = fc.array(fc.record({ id: fc.string(), state: fc.constantFrom('kept', 'broken') }), { minLength: 1 })

  test('has one link per record and one for its seed', () => {
    expect(chainOf({ customer: 'x' }, [], sha256)).toEqual([sha256('{"customer":"x"}')])
    const [first, second] = chainOf('seed', [{ a: 1 }], sha256)
    expect(second).toBe(sha256(`${first}{"a":1}`))
  })
  test('parts from the record on that was changed, never before', () => {
    fc.assert(
      fc.property(records, fc.nat(), (list, at) => {
        const index = at % list.length
        const changed = list.with(index, { id: 'changed', state: `${list[index]?.state}!` as 'kept' })
        const [one, other] = [chainOf('s', list, sha256), chainOf('s', changed, sha256)]
        expect(firstDifference(one, other)).toBe(index + 1)
        expect(one.at(-1)).not.toBe(other.at(-1))
      }),
    )
  })
  test('parts where a record was added, taken out, or two were swapped', () => {
    const of = (list: readonly string[]) => chainOf('s', list, sha256)
    expect(firstDifference(of(['a', 'b']), of(['a', 'b', 'c']))).toBe(3)
    expect(firstDifference(of(['a', 'b', 'c']), of(['a', 'c']))).toBe(2)
    expect(firstDifference(of(['a', 'b']), of(['b', 'a']))).toBe(1)
    expect(firstDifference(of(['a', 'b']), of(['a', 'b']))).toBeUndefined()
    expect(firstDifference(chainOf('s', ['a'], sha256), chainOf('t', ['a'], sha256))).toBe(0)
  })
})
