import { createHash } from 'node:crypto'
import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { type Mutant, marked, ROOT } from './mutants.ts'
import { Runner, sourceOf } from './runner.ts'

/** What can notice a mutant: examples and properties of functions, and stories on the real path. */
const TESTS = 'test/{unit,scenarios}/**/*.test.ts'
/** What no test stands on; of this folder only that by which mutants have their numbers matters. */
const NO_GROUND = /\.test\.ts$|^test\/mutate\/(?!mutants\.ts)/
const KEPT = join(ROOT, 'node_modules/.cache/mutate.json')

interface Entry {
  /** Of the test file and of everything it may stand on. */
  readonly digest: string
  readonly ms: number
  /** Empty for one that fails in this setting, where nothing is changed: it proves nothing. */
  readonly numbers: readonly number[]
}
/** By test file: which mutants' places its tests come to, and how long they take. */
export type ReachMap = Readonly<Record<string, Entry>>

/** Runs what has changed since the last time; the rest is remembered. */
export async function drawMap(mutants: readonly Mutant[]): Promise<ReachMap> {
  const ground = digestOf(
    globSync(['{shared,functions,web,infra,workflows,test}/**/*.{ts,yaml}', 'package-lock.json'], { cwd: ROOT })
      .filter((file) => !NO_GROUND.test(file))
      .sort(),
  )
  const digests = globSync(TESTS, { cwd: ROOT })
    .sort()
    .map((test) => [test, digestOf([test], ground)] as const)
  const kept = read()
  const known = digests.filter(([test, digest]) => kept[test]?.digest === digest)
  const wanted = digests.filter(([test, digest]) => kept[test]?.digest !== digest)
  console.error(`which tests come where: ${known.length} known, ${wanted.length} to run`)
  const drawn = wanted.length > 0 ? await draw(mutants, wanted) : {}
  const map = { ...Object.fromEntries(known.map(([test]) => [test, kept[test]])), ...drawn } as ReachMap
  mkdirSync(join(KEPT, '..'), { recursive: true })
  writeFileSync(KEPT, JSON.stringify(map))
  return map
}

async function draw(mutants: readonly Mutant[], tests: readonly (readonly [string, string])[]): Promise<ReachMap> {
  const places = Map.groupBy(
    mutants.map((mutant, number) => ({ mutant, number })),
    ({ mutant }) => mutant.file,
  )
  const folder = mkdtempSync(join(tmpdir(), 'mutate-'))
  process.env.MARKS = folder
  const runner = new Runner('marks.ts', (file, source) => marked(source, places.get(file) ?? []))
  try {
    const ran = await runner.run(
      tests.map(([test]) => test),
      false,
    )
    for (const test of ran.failed) console.error(`left out, fails unchanged: ${test}`)
    const numbers = new Map(
      readdirSync(folder)
        .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
        .map((one: { path: string; numbers: number[] }) => [relative(ROOT, one.path), one.numbers] as const),
    )
    const msOf = new Map(ran.modules.map((one) => [relative(ROOT, one.moduleId), one.diagnostic().duration]))
    return Object.fromEntries(
      tests.map(([test, digest]) => {
        const reached = ran.failed.includes(test) ? [] : (numbers.get(test) ?? [])
        return [test, { digest, ms: Math.round(msOf.get(test) ?? 0), numbers: reached }]
      }),
    )
  } finally {
    await runner.close()
    rmSync(folder, { recursive: true })
  }
}

function digestOf(files: readonly string[], ground = ''): string {
  const hash = createHash('sha256').update(ground)
  for (const file of files) hash.update(file).update(sourceOf(file))
  return hash.digest('hex')
}

function read(): Partial<ReachMap> {
  try {
    return JSON.parse(readFileSync(KEPT, 'utf8'))
  } catch {
    return {}
  }
}
