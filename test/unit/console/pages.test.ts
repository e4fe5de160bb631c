import { expect, it } from 'vitest'
import { openPages } from '../../../web/console/app/repair/pages.ts'

it('after "not repaired" only those asked since are shown: who took it the first time did answer', () => {
  const first = ['paged', 'paged', 'acknowledged', 'notFixed'].map((type, seq) => ({ type, seq }))
  expect(openPages(first)).toEqual([])
  const again = [...first, { type: 'paged', seq: 4 }, { type: 'paged', seq: 5 }]
  expect(openPages(again).map(({ seq }) => seq)).toEqual([4, 5])
  expect(openPages(again.slice(0, 2)).map(({ seq }) => seq)).toEqual([0, 1])
})
