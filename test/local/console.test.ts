import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { at } from '../support/play.ts'
import { World } from '../support/world.ts'

const BUILT = join(import.meta.dirname, '../../dist/console')
const isBuilt = existsSync(join(BUILT, 'index.html'))
if (!isBuilt) console.warn('\n*** SKIPPED: the console is not built; npm run console builds it ***\n')

/** What a first visit loads before anything shows. */
const BUDGET = 350_000
/** Of which the board, which is drawn without Ant Design, takes this much. */
const BOARD = 125_000

describe.skipIf(!isBuilt)('the console as it is built', () => {
  const page = isBuilt ? readFileSync(join(BUILT, 'index.html'), 'utf8') : ''
  const fileOf = (name: string) => readFileSync(join(BUILT, 'assets', name))
  /** With what they import before they run; what is imported later is none of the first load. */
  const withImports = (names: readonly string[]): string[] => {
    const imported = names.flatMap((name) =>
      name.endsWith('.js')
        ? [
            ...fileOf(name)
              .toString()
              .matchAll(/(?:from|import)"\.\/([^"]+)"/g),
          ].map(([, file = '']) => file)
        : [],
    )
    const all = [...new Set([...names, ...imported])]
    return all.length === names.length ? all : withImports(all)
  }
  /** A sheet that is switched off is fetched once it is switched on. */
  const named = withImports(
    [...page.matchAll(/(?:src|href)="\/console\/assets\/([^"]+)"(?! disabled)/g)].map(([, name = '']) => name),
  )
  /** What its components and its sheet are in. */
  const antDesign = isBuilt
    ? readdirSync(join(BUILT, 'assets')).filter((name) => /anticon|--ant-color/.test(fileOf(name).toString()))
    : []
  const compressed = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + brotliCompressSync(fileOf(name)).length, 0)

  it('the first load is within its budget, compressed with brotli', () => {
    const board = brotliCompressSync(page).length + compressed(named)
    expect(named.some((name) => name.endsWith('.js')) && named.some((name) => name.endsWith('.css'))).toBe(true)
    expect(board).toBeGreaterThan(50_000)
    expect(board).toBeLessThanOrEqual(BOARD)
    expect(board + compressed(antDesign)).toBeLessThanOrEqual(BUDGET)
  })

  it('the board is there without Ant Design, in few files, and what it will ask is asked by the first of them', () => {
    expect(antDesign.filter((name) => name.endsWith('.js'))).not.toEqual([])
    expect(antDesign.filter((name) => name.endsWith('.css'))).toHaveLength(1)
    expect(named.filter((name) => antDesign.includes(name))).toEqual([])
    const scripts = named.filter((name) => name.endsWith('.js'))
    expect(scripts.length).toBeLessThanOrEqual(4)
    expect(fileOf(scripts[0] ?? '').toString()).toContain('/api/board')
    expect(fileOf(scripts[0] ?? '').length).toBeLessThan(1500)
  })

  it('every room answers with the one page, which is asked for each time; a file by its name is kept for good', async () => {
    const world = await World.start(at('11-20 02:13'))
    const home = await fetch(world.url, { redirect: 'manual' })
    expect([home.status, home.headers.get('location')]).toEqual([303, '/console'])
    for (const path of [
      '/console',
      '/console/board',
      '/console/repairs/261120-0001',
      '/console/no/such/place',
      '/console/board/%E0',
    ]) {
      const answer = await fetch(`${world.url}${path}`)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      expect(await answer.text()).toBe(page)
    }
    for (const name of readdirSync(join(BUILT, 'assets'))) {
      expect(name).toMatch(/-[0-9A-Za-z]{8}\.(js|css|svg)$/)
      const answer = await fetch(`${world.url}/console/assets/${name}`)
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(answer.headers.get('content-type')).toMatch(/^(text\/(javascript|css); charset=utf-8|image\/svg\+xml)$/)
      await answer.body?.cancel()
    }
  })

  it('runs the files of this host and nothing that stands in a page', async () => {
    const world = await World.start(at('11-20 02:13'))
    const policy = (await fetch(`${world.url}/console/board`)).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self'; style-src 'self';")
    expect(policy).not.toMatch(/unsafe|nonce|https?:|\*/)
    expect(page.replaceAll(/<script (type="module" )?src="[^"]+"><\/script>/g, '')).not.toMatch(
      /<script|<style|style=|\son\w+=/,
    )
  })

  it.each(['nothing.js', '..%2findex.html', 'x', '%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json'])(
    'there is no file %s to be had',
    async (name) => {
      const world = await World.start(at('11-20 02:13'))
      expect((await fetch(`${world.url}/console/assets/${name}`)).status).toBe(404)
    },
  )
})
