import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { DOCUMENTS, loadPlans, readPlans } from '../../../infra/plans.ts'
import { InvalidPlanError } from '../../../shared/wire/plan.ts'
import { planProblem } from '../../../shared/wire/plan-file/words.ts'

const folder = mkdtempSync(join(tmpdir(), 'never-'))
afterAll(() => rmSync(folder, { recursive: true }))

const C = readFileSync(join(DOCUMENTS, 'C.v4.yaml'), 'utf8')
const file = (text: string): string => {
  const path = join(folder, 'C.yaml')
  writeFileSync(path, text)
  return path
}
const withDay = (day: string): string => C.replace('before: warrantyEnd', `before: '${day}'`)
const problemsIn = (...files: string[]): readonly string[] => {
  try {
    readPlans(files)
  } catch (error) {
    if (error instanceof InvalidPlanError) return error.problems
    throw error
  }
  return []
}

describe('a day that never comes', () => {
  test.each([
    ['02-30', /: clauses\[\d+\]\.rules\[\d+\]\.before \(C\d+\): there is no 02-30 .*such as 02-29$/],
    ['04-31', /there is no 04-31 in any year: write a day that there is, such as 04-30$/],
    ['11-31', /such as 11-30$/],
  ])('of no month, %s, is refused where it stands', (day, says) => {
    const line = withDay(day).split(`'${day}'`)[0]?.split('\n').length
    const [problem = '', ...others] = problemsIn(file(withDay(day)))
    expect(problem).toMatch(new RegExp(`C\\.yaml:${line}:\\d+: `))
    expect(problem).toMatch(says)
    expect(planProblem(problem)).toContain(`没有 ${day} 这一天`)
    expect(others).toEqual([])
  })

  test('is none that ends a month, nor the leap day', () => {
    for (const day of ['02-29', '01-31', '04-30', '12-31']) expect(problemsIn(file(withDay(day)))).toEqual([])
  })

  test('as a plan without a warranty has no end of it: at each place that names it', () => {
    const text = C.replace('      - { rule: warranty, base: P3Y }\n', '      - { rule: knowledge }\n')
    const lines = text.split('\n').flatMap((line, index) => (line.includes('warrantyEnd') ? [index + 1] : []))
    const problems = problemsIn(file(text)).filter((problem) => problem.includes('warrantyEnd never comes'))
    expect(lines.length).toBeGreaterThan(4)
    expect(problems.map((problem) => Number(/:(\d+):\d+: /.exec(problem)?.[1]))).toEqual(lines)
    for (const problem of problems) {
      expect(problem).toContain('this plan has no warranty rule: add one, or write something else here')
      expect(planProblem(problem)).toContain('warrantyEnd 永远不会到')
    }
  })

  test('stops nobody who runs such a plan already', () => {
    const own = join(folder, 'own')
    mkdirSync(own)
    writeFileSync(join(own, 'C.yaml'), withDay('02-30'))
    expect(loadPlans(own).map(({ id }) => id)).toEqual(['C'])
  })

  test('is in none of the plans that come with it', () => {
    const files = readdirSync(DOCUMENTS).filter((name) => name.endsWith('.yaml'))
    expect(files.length).toBeGreaterThan(15)
    expect(problemsIn(...files.map((name) => join(DOCUMENTS, name)))).toEqual([])
  })
})
