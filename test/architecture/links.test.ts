import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const PAGES = ['*.md', 'docs/**/*.md', 'functions/**/*.md'].flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8')
/** What stands between fences is an example, no part of the page. */
const proseOf = (page: string): string => textOf(page).replaceAll(/^```.*?^```/gms, '')

/** Targets of links and images within the project. */
const linksOf = (page: string): readonly string[] =>
  [...proseOf(page).matchAll(/\]\(([^)\s]+)\)|\bsrc="([^"]+)"/g)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))

const headingsOf = (page: string): readonly string[] =>
  [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading)

/** Where a heading is found, as GitHub names it. */
const anchorsOf = (page: string): readonly string[] =>
  headingsOf(page).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )

function isDead(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? page : normalize(join(dirname(page), path))
  if (!existsSync(join(ROOT, file))) return true
  return anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).includes(decodeURIComponent(anchor))
}

describe('what there is to read', () => {
  it('every link of a page leads to a file that is there, and to a heading of it', () => {
    expect(PAGES.length).toBeGreaterThan(15)
    expect(PAGES.flatMap(linksOf).length).toBeGreaterThan(300)
    expect(
      PAGES.flatMap((page) =>
        linksOf(page)
          .filter((target) => isDead(page, target))
          .map((target) => `${page}: ${target}`),
      ),
    ).toEqual([])
  })

  it('is there in both languages, heading by heading', () => {
    // Each clause stands there in both.
    const pages = globSync('docs/*.md', { cwd: ROOT }).filter((page) => page !== 'docs/clauses.md')
    expect(pages.length).toBeGreaterThan(10)
    for (const page of pages)
      expect(headingsOf(page.replace('docs/', 'docs/zh-CN/')).length, page).toBe(headingsOf(page).length)
  })

  it('names no file or folder of the project that is not there', () => {
    const own = /`((?:shared|functions|workflows|infra|web|test|docs)\/[\w/.-]*)(?:#[\w-]+)?`/g
    const named = PAGES.flatMap((page) => [...proseOf(page).matchAll(own)].map(([, path = '']) => ({ page, path })))
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter(({ path }) => !existsSync(join(ROOT, path)))).toEqual([])
  })

  it.each(['docs/libraries.md', 'docs/zh-CN/libraries.md'])('%s says of each library why it is there', (page) => {
    const { dependencies, devDependencies } = JSON.parse(textOf('package.json')) as Record<string, object>
    const named = new Set(
      [...textOf(page).matchAll(/^\| (.+?) \| \S/gm)].flatMap(([, names = '']) =>
        names
          .replaceAll(/[(（].*[)）]/g, '')
          .split(/[,、]/)
          .map((name) => name.trim()),
      ),
    )
    const isNamed = (library: string) => named.has(library) || named.has(library.replace(/\/.*/, '/*'))
    const libraries = Object.keys({ ...dependencies, ...devDependencies })
    expect(libraries.length).toBeGreaterThan(30)
    // "node 24" says which.
    expect(libraries.filter((library) => library !== 'node' && !isNamed(library))).toEqual([])
  })

  it('a README is read in one go', () => {
    for (const page of ['README.md', 'README.zh-CN.md'])
      expect(Buffer.byteLength(textOf(page)), page).toBeLessThanOrEqual(12_000)
  })
})
