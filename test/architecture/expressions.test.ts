import { check } from 'recheck'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { composingFiles, writtenExpressions } from '../support/own-expressions.ts'

/** Each stood in our sources once. */
const SUPER_LINEAR = [
  /^([^×*]+?)(?:\s*[×*]\s*|\s+(?:[xX]\s*)?)(\d{1,4})$/,
  /\/+$/,
  /\B(?=(\d{3})+$)/g,
  /\s*(?:\.\.|~|～|至|\bto\b)\s*/,
]

/** Characters read decide, never the time it took: on a busy machine a second passes over what is linear. */
const BY_COUNT = { randomSeed: 1, timeout: null, attackTimeout: null, incubationTimeout: null } as const

/**
 * What recheck says of an expression: `safe`, or `vulnerable` with a text that shows it. It decides by automata, and where an
 * expression looks ahead, by search.
 */
const verdictOn = async ({ source, flags }: RegExp): Promise<string> => {
  const found = await check(source, flags, BY_COUNT)
  return found.status === 'vulnerable' ? `${found.status}: ${found.attack.pattern}` : found.status
}

/** So many at once: each is a process. */
const verdictsOn = async (patterns: readonly RegExp[], atOnce = 4): Promise<string[]> => {
  const left = [...patterns.entries()]
  const verdicts = new Array<string>(patterns.length)
  const work = async () => {
    for (let next = left.pop(); next; next = left.pop()) verdicts[next[0]] = await verdictOn(next[1])
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return verdicts
}

describe('every expression of ours takes time in proportion to the text:', () => {
  test('those that stand in the sources', { timeout: 900_000 }, async () => {
    const written = [...new Map(writtenExpressions().map((one) => [String(one.pattern), one])).values()]
    expect(written.length).toBeGreaterThan(100)
    const verdicts = await verdictsOn(written.map(({ pattern }) => pattern))
    const unsafe = written.flatMap(({ at, pattern }, index) =>
      verdicts[index] === 'safe' ? [] : [`${at} ${pattern} ${verdicts[index]}`],
    )
    expect(unsafe).toEqual([])
  })

  describe('put together', () => {
    afterEach(() => vi.unstubAllGlobals())
    test.each(composingFiles())('in %s', { timeout: 300_000 }, async (file) => {
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
      expect((await verdictsOn(made)).filter((verdict) => verdict !== 'safe')).toEqual([])
    })
  })
})

test.each(SUPER_LINEAR)('what tries every pair of places is found: %s', { timeout: 300_000 }, async (pattern) =>
  expect(await verdictOn(pattern)).toMatch(/^vulnerable/),
)
