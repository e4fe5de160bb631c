import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathOfOurs, seeOther } from '../../../../functions/middleware/see-other.ts'

const OURS = 'https://cn.example.com/p/token'

describe('where a form leads back to', () => {
  it.each(['/console/board?q=0117', '/', '/p/AbC_-123?lang=zh-CN', '/console/repairs/261120-0001#x', '/%E6%9C%AC'])(
    '%s is a path of ours',
    (path) => expect(seeOther(path)).toEqual({ statusCode: 303, headers: { location: path }, body: '' }),
  )

  it.each([
    '/\\evil.com',
    '//evil.com',
    '/\t/evil.com',
    '/\n/evil.com',
    '/%09/evil\n',
    '\\/evil.com',
    'https://evil.com',
    'javascript:alert(1)',
    'evil.com',
    '',
    '/.//evil.com',
    '/..//evil.com',
    '/a/..//evil.com',
    '/%2e//evil.com',
    '/./\\evil.com',
    '/本地',
    '/a\r\nset-cookie: a=b',
    '/\u2028',
    ` ${'/x'}`,
    `/${'x'.repeat(2000)}`,
  ])('%j is not', (path) => {
    expect(pathOfOurs(path)).toBeUndefined()
    expect(() => seeOther(path)).toThrow()
  })

  /** Pieces that parsers of addresses fall over. */
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2f',
    '%5c',
    '%09',
    '\t',
    '\n',
    '@',
    ':',
    '?',
    '#',
    'evil.com',
    'é',
    'a',
    ' ',
  )
  const nasty = fc.array(piece, { maxLength: 12 }).map((pieces) => `/${pieces.join('')}`)

  it('whatever is let through leads to this very host, and so do the paths that it says, read again', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' }), fc.webUrl()), (asked) => {
        const path = pathOfOurs(asked)
        if (path === undefined) return
        const led = new URL(path, OURS)
        expect(led.origin).toBe('https://cn.example.com')
        // A proxy, or a browser that reads it once more, comes to the same.
        expect(new URL(led.pathname + led.search, OURS).origin).toBe('https://cn.example.com')
        expect(() => new Headers({ location: path })).not.toThrow()
      }),
      { numRuns: 20_000 },
    )
  })
})

it('no other place makes a Location', () => {
  const files = ['functions', 'infra/local', 'web'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  )
  const making = files.filter((file) => /\blocation\b['"]?\s*[:,}]/i.test(readFileSync(file, 'utf8')))
  expect(making).toEqual(['functions/middleware/see-other.ts'])
})
