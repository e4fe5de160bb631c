import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

it('a folder of tests is of one capability: it holds at most 15 files', () => {
  const files = globSync('test/**/*.{ts,js,txt,yaml}', { cwd: ROOT })
  expect(files.length).toBeGreaterThan(200)
  const folders = Map.groupBy(files, dirname)
  expect([...folders].filter(([, found]) => found.length > 15).map(([folder]) => folder)).toEqual([])
})
