import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseAst } from 'vite'
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

const LONGEST_FUNCTION = 60
/** By file and name, with why they are longer. */
const LONGER_FUNCTIONS: Readonly<Record<string, string>> = {
  'infra/local/host.ts hostOn': 'each part of the embedded system is put together once, and each needs others',
  'web/console/app/outside/live.ts follow': 'a page of the console, which is still being built',
  'web/console/app/repair/forms.tsx Actions': 'as above',
}

const filesOf = (pattern: string): readonly string[] => {
  // What is made by a command is read by nobody.
  const files = globSync(pattern, { cwd: ROOT }).filter((file) => !file.startsWith('web/console/generated/'))
  expect(files.length).toBeGreaterThan(200)
  return files
}
const linesOf = (file: string): number => readFileSync(join(ROOT, file), 'utf8').trimEnd().split('\n').length

it('a file of the product is read at one go: it has at most 250 lines, and no other joins those that have more', () => {
  const files = filesOf('{shared,functions,workflows,infra,web}/**/*.{ts,tsx}')
  expect(files.filter((file) => linesOf(file) > LONGEST).toSorted()).toEqual(LONGER)
})

it('a function of the product is read at one go: it has at most 60 lines, and no other joins those that have more', () => {
  const longer = filesOf('{shared,functions,workflows,infra,web}/**/*.{ts,tsx}').flatMap(longFunctionsOf)
  expect(longer.toSorted()).toEqual(Object.keys(LONGER_FUNCTIONS))
})

it('a folder of tests is of one capability: it holds at most 15 files', () => {
  const folders = Map.groupBy(filesOf('test/**/*.{ts,js,txt,yaml}'), dirname)
  expect([...folders].filter(([, found]) => found.length > 15).map(([folder]) => folder)).toEqual([])
})

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly id?: { readonly name?: string }
  readonly key?: { readonly name?: string }
}

function longFunctionsOf(file: string): readonly string[] {
  const source = readFileSync(join(ROOT, file), 'utf8')
  const isLong = ({ start, end }: Node) => source.slice(start, end).split('\n').length > LONGEST_FUNCTION
  const named = functionsIn(parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }))
  return named.filter(([node]) => isLong(node)).map(([, name]) => `${file} ${name}`)
}

/** Every function, by its own name or that of what it stands in. */
function functionsIn(node: unknown, within = 'unnamed'): readonly (readonly [Node, string])[] {
  if (Array.isArray(node)) return node.flatMap((one) => functionsIn(one, within))
  if (typeof node !== 'object' || node === null) return []
  const { type, id, key } = node as Node
  const name = id?.name ?? key?.name ?? within
  const inside = Object.values(node).flatMap((one) => functionsIn(one, name))
  return /Function(Declaration|Expression)$/.test(type) ? [[node as Node, name], ...inside] : inside
}
