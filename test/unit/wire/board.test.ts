import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Column, packed, unpacked, unpackerOf } from '../../../shared/kernel/packed.ts'

const COLUMNS: readonly Column[] = ['id', 'count', 'isOn', ['next', 'clause', 'warnAt'], 'note']

describe('rows that are packed', () => {
  it('are what they were, whatever is absent', () => {
    const value = { id: fc.string(), count: fc.integer(), isOn: fc.boolean(), note: fc.string() }
    const next = fc.record({ clause: fc.string(), warnAt: fc.array(fc.string()) }, { requiredKeys: ['clause'] })
    const row = fc.record({ ...value, next }, { requiredKeys: [], noNullPrototype: true })
    fc.assert(
      fc.property(row, (one) => {
        const sent = JSON.parse(JSON.stringify(packed(one, COLUMNS)))
        expect(unpacked(sent, COLUMNS)).toEqual(one)
        const { id, count, isOn, next, note } = unpackerOf<typeof one>(COLUMNS)(sent)
        expect({ id, count, isOn, next, note }).toEqual(one)
      }),
    )
  })

  it('hold what their columns name, and nothing else', () => {
    expect(packed({ id: 'a', secret: 'b', next: { clause: 'R5', other: 1 } }, COLUMNS)).toEqual([
      'a',
      null,
      null,
      ['R5', null],
      null,
    ])
  })
})
