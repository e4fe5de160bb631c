import { expect, test } from 'vitest'
import { searchWords } from '../../../shared/directory/find.ts'

test.each([
  ['138 0013 8001', ['13800138001']],
  ['+86 138-0013-8001', ['13800138001']],
  ['0086 138 0013 8001', ['13800138001']],
  ['0931-8123456', ['09318123456']],
  ['8123 4567', ['81234567']],
  ['400-810-1234', ['4008101234']],
  ['86-138-0013-8001', ['13800138001']],
  ['2025-0117', ['2025-0117']],
  // Too short to be somebody's number: a piece of a serial.
  ['0117', ['0117']],
  ['城东所  记录仪', ['城东所', '记录仪']],
  ['ＢＷＣ－5', ['bwc-5']],
  ['  ', []],
])('what is typed, %s, is looked for as %j', (written, words) => {
  expect(searchWords(written)).toEqual(words)
})
