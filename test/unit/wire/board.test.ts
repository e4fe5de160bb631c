import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inColumns, rowsIn } from '../../../shared/kernel/columns.ts'

const NAMES = ['id', 'count', 'isOn', 'next.clause', 'next.warnAt', 'note']

const sent = (rows: readonly object[]) => JSON.parse(JSON.stringify(inColumns(rows, NAMES)))

describe('rows in columns', () => {
  it('are what they were, however many are alike and whatever is absent', () => {
    const word = fc.constantFrom('', 'a', 'b', '无法开机')
    const next = fc.record({ clause: word, warnAt: fc.array(word) }, { requiredKeys: ['clause'] })
    const row = fc.record(
      { id: fc.string(), count: fc.integer(), isOn: fc.boolean(), next, note: word },
      { requiredKeys: ['id'], noNullPrototype: true },
    )
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(rowsIn(sent(rows), rows.length)).toEqual(rows)
      }),
    )
  })

  it('hold what their columns name, and nothing else; what many have is said once', () => {
    const rows = [1, 2, 3].map((id) => ({ id, secret: 'b', next: { clause: 'R5', other: 1 } }))
    expect(inColumns([...rows, { id: 4 }, { id: 5 }], NAMES)).toContainEqual({
      name: 'next.clause',
      values: ['R5', null],
      at: [0, 0, 0, 1, 1],
    })
    expect(inColumns(rows, NAMES)).toEqual([
      { name: 'id', values: [1, 2, 3] },
      { name: 'next.clause', values: ['R5'] },
    ])
  })
})
