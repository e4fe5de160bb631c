import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { DOCUMENTS } from '../../infra/plans.ts'

const CLI = join(import.meta.dirname, '../../infra/plans-cli.ts')
const folder = mkdtempSync(join(tmpdir(), 'plans-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

const R = join(DOCUMENTS, 'R.yaml')
const plans = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'en_US.UTF-8' },
  })
  return { status, lines: stdout.split('\n'), errors: stderr.split('\n') }
}
const changed = (name: string, ...changes: [string, string][]): string => {
  const path = join(folder, name)
  writeFileSync(
    path,
    changes.reduce((text, [from, to]) => text.replace(from, to), readFileSync(R, 'utf8')),
  )
  return path
}

describe('npm run plans --', () => {
  test('check: what is right, and ends well', () => {
    const { status, lines, errors } = plans('check', R, join(DOCUMENTS, 'H.yaml'))
    expect(lines.slice(0, 2)).toEqual([
      'H version 1, in force from 2024-01-01: 21 clauses, 14 active, 1 recorded; no problems',
      'R version 1, in force from 2024-01-01: 19 clauses, 9 active, 3 recorded; no problems',
    ])
    expect([status, errors]).toEqual([0, ['']])
  })

  test('explain, with the days of a contract: each time that something is due, moved over rest days; holidays that nobody knows yet are said to be', () => {
    const C4 = join(DOCUMENTS, 'C.v4.yaml')
    const days = [
      '--signed',
      '2025-07-01',
      '--delivered',
      '2025-09-29',
      '--accepted',
      '2025-10-01',
      '--until',
      '2026-12-31',
    ]
    const { status, lines } = plans('explain', '--lang', 'en', C4, ...days)
    expect(status).toBe(0)
    expect(lines[0]).toBe('In warranty until 2028-10-02')
    const after = (work: string) => lines[lines.findIndex((line) => line.startsWith(work)) + 1]
    // Over the week of National Day of 2025, by five working days.
    expect(after('C14  Follow-up call')).toBe('  2025-10-13')
    expect(after('C11')).toMatch(/^ {2}2026-01-04 \(2026-01-01 is a rest day\), 2026-04-01, /)
    expect(after('C38')).toBe('  As the customer’s calendar and repairs bring it')
    expect(lines.some((line) => line.startsWith('Mind:'))).toBe(false)
    const later = plans('explain', '--lang', 'zh-CN', C4, '--signed', '2025-07-01', '--accepted', '2025-10-01')
    expect(later.lines.at(-2)).toMatch(/^注意：2027、2028 年的放假安排还没有公布/)
    // What cannot be followed is said, and how it is written: never all that there is without a word.
    const refused = (...args: readonly string[]) => {
      const { status, errors } = plans(...args, '--lang', 'en')
      return [status, errors[0], errors[1]?.slice(0, 31)]
    }
    const EXPLAIN = 'npm run plans -- explain FILE  '
    expect(refused('explain', C4, '--signed', '2025-02-29')).toEqual([
      1,
      '--signed "2025-02-29" is no day: write one that there is, such as 2027-02-22',
      EXPLAIN,
    ])
    expect(refused('explain', C4, '--accepted', '2025-10-01')).toEqual([
      1,
      'there is --accepted and no --signed: say when it was signed',
      EXPLAIN,
    ])
    expect(refused('explain', C4, '--signed', '2025-10-01', '--until', '2025-09-30')[1]).toBe(
      '--until 2025-09-30 is before it was signed, --signed 2025-10-01',
    )
    expect(refused('diff', C4, C4, '--signed', '2025-10-01')[1]).toBe('days such as --signed are for explain alone')
    expect(refused('explain')[1]).toBe('explain takes 1 file(s), and got 0')
    expect(refused('explain', C4, R)[1]).toBe(`explain takes at most 1 file(s); too many: ${R}`)
    expect(refused('explian', C4)[1]).toBe('there is no command explian; did you mean explain?')
    expect(plans('explain', C4, '--signed', '明天', '--lang', 'zh-CN').errors[0]).toContain('--signed "明天" 不是日期')
  })

  test('check: a ladder that reaches the manager too late by its own windows, or by any', () => {
    const slow = changed('slow.yaml', ['acknowledgeWithin: [PT3M, PT3M]', 'acknowledgeWithin: [PT5M, PT5M]'])
    expect(plans('check', slow).lines[1]).toMatch(
      /slow\.yaml:36:3: note: .*asks the manager PT10M after the report, when the PT10M of R5 until responded are over: .* write \[PT4M, PT4M\]$/,
    )
    const fits = changed('fits.yaml', ['acknowledgeWithin: [PT3M, PT3M]', 'acknowledgeWithin: [PT4M, PT4M]'])
    expect(plans('check', fits).lines).toHaveLength(2)
    const never = changed('never.yaml', ['until: responded, limit: PT10M', 'until: responded, limit: PT1M'])
    expect(plans('check', never).lines[1]).toMatch(/cannot reach 2 tiers .* the PT1M of R5 .* at least PT1M15S$/)
    expect(plans('check', never).status).toBe(0)
  })

  test('check: what is wrong, with file and line, and ends badly', () => {
    const bad = changed('bad.yaml', ['rule: liability, for: delay', 'rule: liabilty, for: delay'])
    const { status, lines, errors } = plans('check', R, bad)
    expect(status).toBe(1)
    expect(lines).toEqual([''])
    expect(errors.slice(0, 2)).toEqual([
      `${bad} is not valid:`,
      expect.stringMatching(
        /bad\.yaml:121:11: clauses\[7\]\.rules\[0\]\.rule \(R8\): "liabilty" is not a rule; did you mean liability\?$/,
      ),
    ])
  })

  test('explain: in both languages, or in the one asked for', () => {
    const both = plans('explain', R)
    expect([both.status, both.lines[0]]).toEqual([0, 'R · 执法记录仪售后服务承诺'])
    expect(both.lines).toContain('R · Body-worn recorders')
    const english = plans('explain', R, '--lang', 'en')
    expect(english.lines[0]).toBe('R · Body-worn recorders')
    expect(english.lines).not.toContain('R · 执法记录仪售后服务承诺')
  })

  test('diff: what changes for customers', () => {
    const next = changed(
      'next.yaml',
      ['version: 1', 'version: 2'],
      ['2024-01-01', '2027-01-01'],
      ['limit: PT36H', 'limit: PT24H'],
    )
    const { status, lines } = plans('diff', R, next, '--lang', 'en')
    expect(status).toBe(0)
    expect(lines).toContain('Better for the customer')
    expect(lines.find((line) => line.startsWith('  R7'))).toMatch(/within 36 h .* → repaired within 24 h/)
  })

  test('schema: printed, or written to a file', () => {
    const committed = readFileSync(join(DOCUMENTS, 'plan.schema.json'), 'utf8')
    expect(plans('schema').lines.join('\n')).toBe(committed)
    const copy = join(folder, 'plan.schema.json')
    expect(plans('schema', copy).status).toBe(0)
    expect(readFileSync(copy, 'utf8')).toBe(committed)
  })

  test.each([
    [[]],
    [['chek', R]],
    [['check']],
    [['diff', R]],
    [['explain', R, '--lang', 'fr']],
    [['check', R, '--strict']],
  ])('%j: says how it is used, and ends badly', (args) => {
    const { status, errors } = plans(...args)
    expect(status).toBe(1)
    expect(errors.join('\n')).toContain('npm run plans -- ')
  })

  test('a file that is not there is named, and so is a folder', () => {
    expect(plans('explain', 'nowhere.yaml')).toMatchObject({ status: 1, errors: ['there is no file nowhere.yaml', ''] })
    expect(plans('check', folder)).toMatchObject({ status: 1, errors: [`there is no file ${folder}`, ''] })
  })
})
