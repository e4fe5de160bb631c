import { beforeEach, expect, test, vi } from 'vitest'
import { fixedKeys, type Keys, keysFrom, oneFits } from '../../../functions/adapters/keys.ts'

let now: number
let kept: readonly string[]
const read = vi.fn(async () => kept)
let keys: Keys
beforeEach(() => {
  now = 0
  kept = ['old']
  read.mockReset().mockImplementation(async () => kept)
  keys = keysFrom(read, () => now)
})
const accepts = (given: string) => oneFits(keys, (text) => text === given)
/** What an operator does: the new one first, what it replaces beside it. */
const rotate = (name: string) => {
  kept = [name, ...kept].slice(0, 2)
}

test('a secret is read when it is first needed, and then kept', async () => {
  expect(read).not.toHaveBeenCalled()
  expect([await accepts('old'), await accepts('old')]).toEqual([true, true])
  expect(read).toHaveBeenCalledTimes(1)
})

test('one that was replaced meanwhile is found the moment something is signed by the new one; the old one counts on', async () => {
  await accepts('old')
  rotate('new')
  now = 30_000
  expect([await accepts('new'), await accepts('old')]).toEqual([true, true])
  expect(read).toHaveBeenCalledTimes(2)
})

test('a flood of wrong signatures reads it once in 30 seconds, and keeps nobody waiting who signs rightly', async () => {
  await accepts('old')
  now = 30_000
  const flood = Array.from({ length: 1000 }, () => accepts('forged'))
  expect(new Set(await Promise.all([...flood]))).toEqual(new Set([false]))
  expect(read).toHaveBeenCalledTimes(2)
  now = 59_999
  expect([await accepts('forged'), await accepts('old')]).toEqual([false, true])
  expect(read).toHaveBeenCalledTimes(2)
  rotate('new')
  expect(await accepts('new')).toBe(false)
  now = 60_000
  expect(await accepts('new')).toBe(true)
})

test.each([
  [299_999, true],
  [300_000, false],
])('one that was taken back is accepted for five minutes at most: after %i ms %s', async (ms, isAccepted) => {
  await accepts('old')
  rotate('new')
  rotate('newer')
  now = ms
  expect(await accepts('old')).toBe(isAccepted)
})

test('where it cannot be read anew, what is known counts on; where it never was, that is said', async () => {
  await accepts('old')
  read.mockRejectedValue(new Error('not now'))
  now = 300_000
  expect([await accepts('old'), await accepts('new')]).toEqual([true, false])
  await expect(keysFrom(read).all()).rejects.toThrow('not now')
})

test('a secret that nothing replaces is what it is', async () => {
  expect(await fixedKeys('a', 'b').all()).toEqual(['a', 'b'])
  expect(await oneFits(fixedKeys('a'), (text) => text === 'b')).toBe(false)
})
