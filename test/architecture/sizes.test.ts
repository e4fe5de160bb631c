import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const LONGEST = 250

/** Tables of words and schemas, which only grow by lines alike, and what still waits for a cut along a joint of its own. */
const LONGER: readonly string[] = [
  'functions/adapters/dynamodb/directory.ts',
  'functions/adapters/dynamodb/subject-store.ts',
  'infra/local/engine/interpreter.ts',
  'infra/local/host.ts',
  'shared/evidence/rows.ts',
  'shared/message/sms-wordings.ts',
  'shared/wire/openapi.ts',
  'shared/wire/repairs.ts',
  'web/pages/fields.ts',
  'web/pages/report.ts',
  'web/texts.ts',
]

const filesOf = (pattern: string): readonly string[] => {
  const files = globSync(pattern, { cwd: ROOT })
  expect(files.length).toBeGreaterThan(200)
  return files
}
const linesOf = (file: string): number => readFileSync(join(ROOT, file), 'utf8').trimEnd().split('\n').length

it('a file of the product is read at one go: it has at most 250 lines, and no other joins those that have more', () => {
  const files = filesOf('{shared,functions,workflows,infra,web}/**/*.{ts,tsx}')
  expect(files.filter((file) => linesOf(file) > LONGEST && !LONGER.includes(file))).toEqual([])
})

it('a folder of tests is of one capability: it holds at most 15 files', () => {
  const folders = Map.groupBy(filesOf('test/**/*.{ts,js,txt,yaml}'), dirname)
  expect([...folders].filter(([, found]) => found.length > 15).map(([folder]) => folder)).toEqual([])
})
