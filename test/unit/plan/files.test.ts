import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import * as z from 'zod'
import { readDirectoryFile } from '../../../infra/directory-file.ts'
import { DOCUMENTS, loadPlans, readPlans } from '../../../infra/plans.ts'
import { InvalidPlanError, planJsonSchema } from '../../../shared/wire/plan.ts'
import { planProblem } from '../../../shared/wire/plan-file/words.ts'
import { document } from './documents.ts'

const folder = mkdtempSync(join(tmpdir(), 'plans-'))
afterAll(() => rmSync(folder, { recursive: true }))

const R = readFileSync(join(DOCUMENTS, 'R.yaml'), 'utf8')
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
/** The line of R on which a text stands. */
const lineOf = (part: string): number => R.slice(0, R.indexOf(part)).split('\n').length

const problemsIn = (...files: string[]): readonly string[] => {
  try {
    readPlans(files)
  } catch (error) {
    if (error instanceof InvalidPlanError) return error.problems
    throw error
  }
  return []
}

describe('a file that is wrong is refused', () => {
  test('with file, line and column, what is wrong and what to write instead, all at once in the order of the file', () => {
    const bad = file(
      'bad.yaml',
      R.replace('warnAt: [0.5, 0.8]', 'warnAt: [0.5, 80]')
        .replace('until: responded, limit: PT10M', 'untill: responded, limit: PT10M')
        .replace('rule: liability, for: delay', 'rule: liabilty, for: delay')
        .replace('title:\n  zh: 执法记录仪售后服务承诺\n  en: Body-worn recorders\n', ''),
    )
    const shift = -3 // the title is gone
    const r5 = lineOf('until: responded, limit: PT10M') + shift
    expect(problemsIn(bad)).toEqual([
      `${bad}:4:1: title: is missing`,
      `${bad}:${lineOf('warnAt') + shift}:15: warnAt[1]: Too big: expected number to be <1`,
      `${bad}:${r5}:71: clauses[4].rules[0].untill (R5): is not a key we know; did you mean until?`,
      `${bad}:${lineOf('rule: liability, for: delay') + shift}:11: clauses[7].rules[0].rule (R8): "liabilty" is not a rule; did you mean liability?`,
    ])
  })

  const grown = ['a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]']
  for (const [one, next] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].map((pair) => [...pair]))
    grown.push(`${next}: &${next} [${Array(9).fill(`*${one}`).join(', ')}]`)

  test.each([
    [
      'aliases of aliases',
      grown.join('\n'),
      'refers by aliases (*name) to too much: write it out',
      '别名（*名字）层层引用太多：请直接写出来',
    ],
    [
      'an alias of nothing',
      'id: *nothing',
      'has an alias (*name) without its &name',
      '有别名（*名字）没有对应的 &名字',
    ],
    ['51 brackets', `id: ${'['.repeat(51)}${']'.repeat(51)}`, 'is nested too deep', '嵌套太深'],
    ['100,000 brackets', '['.repeat(100_000), 'is nested too deep', '嵌套太深'],
    ['list items in list items', `${'- '.repeat(51)}x`, 'is nested too deep', '嵌套太深'],
    [
      'ever more columns',
      Array.from({ length: 300 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
      'is nested too deep',
      '嵌套太深',
    ],
    ['more than 1 MB', `# ${'x'.repeat(1_048_576)}`, 'is over 1 MB', '文件超过 1 MB'],
  ])('that unfolds without end (%s), in a sentence', (_, text, en, zh) => {
    const bad = file('grown.yaml', text)
    expect(problemsIn(bad)).toEqual([`${bad}:1:1: ${en}`])
    expect(planProblem(problemsIn(bad)[0] ?? '')).toBe(`${bad}:1:1：${zh}`)
    expect(() => readDirectoryFile(bad)).toThrow(
      expect.objectContaining({ faults: [{ at: expect.stringContaining('grown.yaml:1:1'), zh, en }] }),
    )
  })

  test('not for brackets in a text, nor for 50 in each other: those are read', () => {
    const texts = Array.from({ length: 200 }, () => '  - "[[[{{{"').join('\n')
    expect(problemsIn(file('texts.yaml', `${R}\nx:\n${texts}\n  - see [1\n`)).join()).toContain(
      'x: is not a key we know',
    )
    const deep = problemsIn(file('deep.yaml', `${R}\nx: ${'['.repeat(50)}${']'.repeat(50)}\n`))
    expect(deep.join()).toContain('x: is not a key we know')
  })

  test('whose clause is one of another plan too: kept and broken are counted by clause', () => {
    const other = file('other.yaml', R.replace('id: R\n', 'id: X\n'))
    const first = file('first.yaml', R)
    expect(problemsIn(first, other)[0]).toBe(
      `${other}:1:1: clause R1 is one of plan R (${first}) too: begin the ids with the plan's own`,
    )
    expect(
      problemsIn(first, file('second.yaml', R.replace('version: 1', 'version: 2').replace('2024-01-01', '2025-01-01'))),
    ).toEqual([])
  })

  test('where its parts contradict each other, at the part to change', () => {
    const bad = file('contrary.yaml', R.replace('severities: [help]', 'severities: [hlep]'))
    expect(problemsIn(bad)).toEqual([
      `${bad}:${lineOf('severities: [help]')}:37: clauses[4].rules[1].severities[0] (R5): severity hlep is not one of this plan's: urgent, serious, help`,
    ])
  })

  test('in the order of the file, whatever was looked at first', () => {
    const bad = file(
      'order.yaml',
      R.replace('warnAt: [0.5, 0.8]', 'warnAt: [0.8, 0.5]').replace('id: serious', 'id: urgent'),
    )
    const places = problemsIn(bad).map((line) => line.slice(bad.length + 1).replace(/:.*?: /, ' '))
    expect(places).toEqual([
      `${lineOf('id: serious')} severities[1].id: urgent is there already`,
      `${lineOf('warnAt')} warnAt: must ascend`,
      expect.stringMatching(/severity serious is not one of this plan's/),
    ])
  })

  test('when it is no YAML at all', () => {
    const bad = file('broken.yaml', R.replace('kind: rule', 'kind: rule: clock'))
    const [problem, ...others] = problemsIn(bad)
    expect(problem).toMatch(new RegExp(`^${bad}:${lineOf('kind: rule')}:\\d+: .*Keys of one level stand in one column`))
    expect(others).toEqual([])
  })

  test('when a key stands there twice, which would silently drop the first', () => {
    const bad = file('twice.yaml', R.replace('version: 1\n', 'version: 1\nversion: 2\n'))
    expect(problemsIn(bad)).toEqual([expect.stringMatching(/twice\.yaml:6:1: Map keys must be unique/)])
  })

  test('when it is empty', () => {
    expect(problemsIn(file('empty.yaml', ''))).toEqual([
      `${join(folder, 'empty.yaml')}:1:1: the file: must be a group of keys`,
    ])
  })

  test('together with the others: every problem of every file', () => {
    const one = file('one.yaml', R.replace('kind: rule', 'kind: rul'))
    const two = file('two.yaml', R.replace('kind: clock', 'kind: clok'))
    expect(problemsIn(one, two).map((line) => line.split(':')[0])).toEqual([one, two])
    expect(() => readPlans([one])).toThrow(/one\.yaml is not valid:\n {2}/)
  })

  test('what stands elsewhere in the file by an anchor is shown where it is used', () => {
    const bad = file(
      'anchor.yaml',
      R.replace('workingHours:', 'workingHours: &hours').replace('warnAt: [0.5, 0.8]', 'warnAt: *hours'),
    )
    expect(problemsIn(bad)[0]).toMatch(new RegExp(`^${bad}:${lineOf('warnAt')}:1: warnAt\\[0\\]: must be a number`))
  })
})

describe('several versions of a plan', () => {
  const version = (number: number, from: string) =>
    file(`R.v${number}.yaml`, R.replace('version: 1', `version: ${number}`).replace('2024-01-01', from))

  test('are read side by side, in order of id and version', () => {
    const [tenth, second] = [version(10, '2028-01-01'), version(2, '2027-01-01')]
    const plans = readPlans([tenth, second, join(DOCUMENTS, 'R.yaml'), join(DOCUMENTS, 'H.yaml')])
    expect(plans.map(({ id, version: number }) => `${id}${number}`)).toEqual(['H1', 'R1', 'R2', 'R10'])
  })

  test('must differ in number', () => {
    const copy = file('copy.yaml', R)
    expect(problemsIn(join(DOCUMENTS, 'R.yaml'), copy)).toEqual([
      `${copy}:1:1: plan R version 1 is there already, in shared/plan/documents/R.yaml: raise version`,
    ])
  })

  test('must take effect in their order', () => {
    const early = version(2, '2024-01-01')
    expect(problemsIn(join(DOCUMENTS, 'R.yaml'), early)).toEqual([
      `${early}:1:1: version 2 of plan R takes effect on 2024-01-01, version 1 (shared/plan/documents/R.yaml) on 2024-01-01: the higher version must take effect later`,
    ])
    expect(problemsIn(join(DOCUMENTS, 'R.yaml'), version(2, '2024-01-02'))).toEqual([])
  })
})

describe('the folder of plans', () => {
  test('holds the four documents, in their first version and those that took its place', () => {
    expect(loadPlans().map(({ id, version }) => `${id}${version}`)).toEqual(
      ['C', 'H', 'N', 'R'].flatMap((plan) => [1, 2, 3, 4].map((version) => `${plan}${version}`)),
    )
  })

  test('is another where the setting PLANS says so', () => {
    vi.stubEnv('PLANS', join(import.meta.dirname, '../../../docs/examples/plans'))
    onTestFinished(() => void vi.unstubAllEnvs())
    expect(loadPlans().map(({ id }) => id)).toEqual(['P'])
  })

  test('has the JSON Schema as it stands: `npm run plans -- schema shared/plan/documents/plan.schema.json`', () => {
    const committed: unknown = JSON.parse(readFileSync(join(DOCUMENTS, 'plan.schema.json'), 'utf8'))
    expect(committed).toEqual(JSON.parse(JSON.stringify(planJsonSchema())))
  })

  test('names the schema at the top of each file, so that editors find it', () => {
    for (const name of readdirSync(DOCUMENTS).filter((each) => each.endsWith('.yaml'))) {
      expect(readFileSync(join(DOCUMENTS, name), 'utf8')).toMatch(
        /^# yaml-language-server: \$schema=\.\/plan\.schema\.json\n/,
      )
    }
  })

  test('has a schema by which the four documents are right and a misspelt key is wrong', () => {
    const schema = z.fromJSONSchema(planJsonSchema() as z.core.JSONSchema.JSONSchema)
    for (const id of ['H', 'C', 'R', 'N'] as const) expect(schema.safeParse(document(id)).error).toBeUndefined()
    expect(schema.safeParse({ ...(document('R') as object), colour: 'red' }).success).toBe(false)
  })

  test('explains every key to the author, but for those that name themselves', () => {
    const silent = new Set<string>()
    const walk = (node: unknown, key?: string): void => {
      if (typeof node !== 'object' || node === null) return
      const { properties, ...rest } = node as { properties?: Record<string, { description?: string }> }
      for (const [name, child] of Object.entries(properties ?? {})) {
        if (child.description === undefined) silent.add(name)
        walk(child, name)
      }
      for (const child of Object.values(rest)) if (key !== 'properties') walk(child)
    }
    walk(planJsonSchema())
    const selfExplaining = ['id', 'name', 'title', 'zh', 'en', 'from', 'to', 'warranty', 'parts', 'labour', 'travel']
    const others = ['percentOfContractPrice', 'with', 'for', 'within', 'roles', 'part']
    expect([...silent].filter((name) => ![...selfExplaining, ...others].includes(name))).toEqual([])
  })
})
