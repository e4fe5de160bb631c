import { afterEach, describe, expect, test, vi } from 'vitest'
import { slowText } from '../support/attack-strings.ts'
import { composingFiles, writtenExpressions } from '../support/own-expressions.ts'

/** At 8,000 characters an expression that looks at each once takes microseconds; one that tries every pair takes longer than this. */
const LONGEST_MS = 15

/** Each stood in our sources once; `recheck` calls them vulnerable, and nothing else of what stands there now. */
const SUPER_LINEAR = [
  /^([^×*]+?)(?:\s*[×*]\s*|\s+(?:[xX]\s*)?)(\d{1,4})$/,
  /\/+$/,
  /\B(?=(\d{3})+$)/g,
  /\s*(?:\.\.|~|～|至|\bto\b)\s*/,
]

describe('every expression of ours takes time in proportion to the text:', () => {
  const written = writtenExpressions()
  test('all that stand in the sources are found', () => expect(written.length).toBeGreaterThan(100))
  test.each(written.map(({ at, pattern }) => [at, pattern] as const))('%s', (_, pattern) =>
    expect(slowText(pattern, LONGEST_MS)).toBeUndefined(),
  )

  describe('put together', () => {
    afterEach(() => vi.unstubAllGlobals())
    test.each(composingFiles())('in %s', async (file) => {
      const made: RegExp[] = []
      const Recording = new Proxy(RegExp, {
        construct(target, given, as) {
          const pattern: RegExp = Reflect.construct(target, given, as)
          made.push(pattern)
          return pattern
        },
      })
      vi.resetModules()
      vi.stubGlobal('RegExp', Recording)
      const { createRouter } = await import(/* @vite-ignore */ `../../${file}`)
      createRouter?.([{ method: 'GET', path: '/v1/contracts/{contract}/clauses/{clause}', target: undefined }])
      vi.unstubAllGlobals()
      expect(made.length).toBeGreaterThan(0)
      for (const pattern of made) expect(slowText(pattern, LONGEST_MS), String(pattern)).toBeUndefined()
    })
  })
})

test.each(SUPER_LINEAR)('what tries every pair of places is found: %s', (pattern) =>
  expect(slowText(pattern, LONGEST_MS)).toBeDefined(),
)
