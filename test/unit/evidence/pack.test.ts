import { describe, expect, test } from 'vitest'
import { sha256 } from '../../../functions/adapters/digest.ts'
import type { Contract, Customer } from '../../../shared/directory/directory.ts'
import { checkSheets } from '../../../shared/evidence/check.ts'
import { documentsInForce } from '../../../shared/evidence/in-force.ts'
import { type FiledPaper, type PackContents, packOf, tallyUntil } from '../../../shared/evidence/pack.ts'
import { CLAUSE_COLUMNS } from '../../../shared/evidence/rows.ts'
import { sheetsOf } from '../../../shared/evidence/sheets.ts'
import type { PlanDocument } from '../../../shared/plan/document.ts'
import { mayExport } from '../../../shared/plan/may-export.ts'
import type { Obligation } from '../../../shared/promise/obligation.ts'
import { evidencePage } from '../../../web/pages/evidence.ts'
import { plans } from '../../support/plans.ts'
import { at } from '../../support/play.ts'

const planOf = (id: string): PlanDocument => {
  const found = plans.find((plan) => plan.id === id)
  if (!found) throw new Error(`no plan ${id}`)
  return found
}
const H = planOf('H')

const obligation = (id: string, more: Partial<Obligation> = {}): Obligation => ({
  id: `repair/${id}/H4/responded/1`,
  clause: 'H4',
  plan: 'H',
  planVersion: H.version,
  what: 'responded',
  repair: id,
  customer: 'renhe-hospital',
  startedAt: at('11-20 10:00'),
  dueAt: at('11-20 10:05'),
  month: '2026-11',
  state: 'kept',
  endedAt: at('11-20 10:04'),
  evidence: 12,
  ...more,
})
const paper = (more: Partial<FiledPaper> = {}): FiledPaper => ({
  contract: 'K-1',
  plan: 'H',
  planVersion: H.version,
  clause: 'H9',
  need: 'certificate',
  name: { zh: '合格证', en: 'Certificate of conformity' },
  about: 'contract',
  dueAt: at('11-03 00:00'),
  state: 'broken',
  ...more,
})
const contents: PackContents = {
  id: 'EP-20261130T100000000-3fa9c1',
  scope: { customer: 'renhe-hospital', from: at('11-01 00:00'), to: at('12-01 00:00') },
  customer: '仁和医院',
  firstDay: '2026-11-01',
  lastDay: '2026-11-30',
  timezone: 'Asia/Shanghai',
  madeAt: at('11-30 10:00'),
  madeBy: 'liu-fang',
  reason: '验收',
  documents: [H],
  obligations: [
    obligation('1'),
    obligation('2', { state: 'broken', endedAt: at('11-20 11:05'), lateBy: 'PT1H', liability: true }),
    obligation('3', { state: 'waived', waivedBecause: 'withdrawn', waivedBy: '刘芳' }),
  ],
  papers: [paper()],
  files: [
    { beside: '261120-0001', name: '261120-0001-abababababab.jpg', sha256: 'ab'.repeat(32), kind: 'jpeg', bytes: 1000 },
  ],
}
const frame = {
  supplier: { zh: '服务公司', en: 'Services' },
  language: 'zh-CN' as const,
  timezone: 'Asia/Shanghai',
  reportUrl: (repair: string) => `/reports/${repair}`,
}

describe('the pack', () => {
  const pack = packOf(contents, sha256)
  const clause = (id: string) => pack.plans[0]?.clauses.find((each) => each.id === id)

  test('lists every clause of the plan, those that are not active too', () => {
    expect(pack.plans[0]?.clauses.map(({ id }) => id)).toEqual(H.clauses.map(({ id }) => id))
    expect(clause('H19')).toMatchObject({ status: 'planned', canFallDue: false, tally: { due: 0 } })
  })
  test('counts what became of each clause: due is the sum of the rest', () => {
    expect(clause('H4')?.tally).toEqual({
      due: 3,
      open: 0,
      kept: 1,
      broken: 1,
      waived: 1,
      superseded: 0,
      fallenAway: 0,
      worstLateMs: 3_600_000,
    })
    for (const { tally } of pack.plans[0]?.clauses ?? [])
      expect(tally.open + tally.kept + tally.broken + tally.waived + tally.superseded + tally.fallenAway).toBe(
        tally.due,
      )
  })
  test('a breach that goes on counts up to the making of the pack', () => {
    expect(clause('H9')).toMatchObject({ stillLate: 1, tally: { worstLateMs: 27 * 86_400_000 + 10 * 3_600_000 } })
  })
  test('links obligations first, then papers, then files; the head is the last link', () => {
    expect(pack.obligations.map(({ number }) => number)).toEqual([1, 2, 3])
    expect(pack.papers.map(({ number }) => number)).toEqual([4])
    expect(pack.files.map(({ number }) => number)).toEqual([5])
    expect(pack.head).toBe(pack.files[0]?.hash)
    expect(packOf({ ...contents, files: [] }, sha256).head).toBe(pack.papers[0]?.hash)
    expect(packOf({ ...contents, papers: [], files: [] }, sha256).head).toBe(pack.obligations.at(-1)?.hash)
    expect(packOf({ ...contents, papers: [], obligations: [], files: [] }, sha256).head).toMatch(/^[\da-f]{64}$/)
  })
  test('says in words why something was waived, who approved it, and whose loss a breach is', () => {
    const page = evidencePage(pack, frame)
    for (const words of ['报修已撤销; 批准：刘芳', '超时造成的损失由我方承担', '档案第 12 条', '逾期未交', '尚未启用'])
      expect(page).toContain(words)
    expect(evidencePage(pack, { ...frame, language: 'en' })).toContain('report withdrawn; approved by 刘芳')
  })
  test('draws each promise beside its words, unless they are too many for one answer', () => {
    const drawn = (count: number) => {
      const obligations = Array.from({ length: count }, (_, index) => obligation(String(index)))
      const page = evidencePage(packOf({ ...contents, obligations }, sha256), frame)
      expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(6 * 1024 * 1024)
      return page.split('<svg class="rail row"').length - 1
    }
    expect([drawn(3), drawn(2000), drawn(2001)]).toEqual([3, 2000, 0])
  })
  test('is safe against what people wrote', () => {
    const evil = packOf({ ...contents, reason: '<script>alert(1)</script>' }, sha256)
    expect(evidencePage(evil, frame)).not.toContain('<script>')
  })
})

describe('its spreadsheet, checked', () => {
  const sheets = sheetsOf(packOf(contents, sha256), frame).map(({ rows }) => rows)
  const changed = (sheet: number, row: number, cell: number, to: string) =>
    sheets.map((rows, at) => (at === sheet ? rows.map((old, n) => (n === row ? old.with(cell, to) : old)) : rows))

  test('is what it was, in either language', () => {
    expect(checkSheets(sheets, sha256)).toMatchObject({ pack: contents.id, problems: [] })
    const english = sheetsOf(packOf(contents, sha256), { ...frame, language: 'en' }).map(({ rows }) => rows)
    expect(checkSheets(english, sha256)).toMatchObject({ problems: [] })
  })
  const problems = (file: Parameters<typeof checkSheets>[0]) => checkSheets(file, sha256)?.problems.map(({ en }) => en)
  test('names the row and the record that were changed', () => {
    expect(problems(changed(2, 2, 2, 'H14'))).toEqual(['record 2: the row was changed'])
    expect(problems(changed(3, 1, 8, '已交'))).toEqual(['record 4: the row was changed'])
    expect(problems(changed(4, 1, 4, 'cd'.repeat(32)))).toEqual(['record 5: the row was changed'])
    expect(problems(changed(5, 1, 1, '{"what":"responded"}'))?.[0]).toBe(
      'record 1: its hash does not follow from the chain',
    )
    expect(problems(changed(5, 3, 1, 'gone'))).toContain('a record of the chain cannot be read')
  })
  test('names a row too many, and one that is gone', () => {
    const extra = sheets.map((rows, at) => (at === 2 ? [...rows, rows[1] ?? []] : rows))
    expect(problems(extra)).toEqual(['1 rows too many'])
    const gone = sheets.map((rows, at) => (at === 2 ? rows.slice(0, -1) : rows))
    expect(problems(gone)).toEqual(['record 3: the row was changed'])
  })
  test('names the clause whose counts were changed, one that is gone, and what was changed on the cover', () => {
    const clauses = sheets[1] ?? []
    const late = clauses.findIndex((row) => Number(row[CLAUSE_COLUMNS.indexOf('broken')]) > 0)
    const clause = `${clauses[late]?.[0]} ${clauses[late]?.[1]}`
    for (const to of ['0', ''])
      expect(problems(changed(1, late, CLAUSE_COLUMNS.indexOf('broken'), to))).toEqual([
        `clause ${clause}: its counts are not those of the records`,
      ])
    expect(problems(sheets.map((rows, at) => (at === 1 ? rows.toSpliced(late, 1) : rows)))).toEqual([
      `clause ${clause}: it has records and no row`,
    ])
    const period = String(sheets[0]?.[3]?.[1])
    for (const to of [period.replace('2026', '2025'), 'always', ''])
      expect(problems(changed(0, 3, 1, to))).toEqual(['the period on the first sheet was changed'])
    expect(problems(changed(0, 7, 1, 'other'))).toEqual(['the number on the first sheet was changed'])
    expect(problems(changed(0, 8, 1, 'ab'.repeat(32)))).toEqual(['the last hash on the first sheet was changed'])
    // In Chinese for whoever reads Chinese.
    expect(checkSheets(changed(0, 3, 1, ''), sha256)?.problems.map(({ zh }) => zh)).toEqual(['说明里的期间被改动过'])
  })
  test('a pack of an earlier version, which named no files, is checked as ever', () => {
    const { length } = sheets
    const earlier = sheetsOf(packOf({ ...contents, files: [] }, sha256), frame).map(({ rows }) => rows)
    expect(checkSheets(earlier.toSpliced(length - 2, 1), sha256)).toMatchObject({ problems: [], files: [] })
  })
  test('any other file is no pack', () => {
    expect(checkSheets([[['a', 'b']]], sha256)).toBeUndefined()
    expect(checkSheets([], sha256)).toBeUndefined()
  })
})

describe('the plans in force', () => {
  const v2 = { ...H, version: 2, effectiveFrom: '2026-11-15' } as PlanDocument
  const all = [H, v2, planOf('R')]
  const customer: Customer = { id: 'renhe-hospital', name: '仁和医院', plan: 'H' }
  const contract = (more: Partial<Contract>): Contract => ({
    id: 'K-1',
    customer: customer.id,
    plan: 'R',
    planVersion: planOf('R').version,
    signedOn: '2026-11-10',
    renewals: [],
    ...more,
  })
  const inForce = (contracts: readonly Contract[], from: string, to: string) =>
    documentsInForce(all, customer, contracts, from, to).map(({ id, version }) => `${id}${version}`)

  test("the customer's own plan, each version of the period", () => {
    expect(inForce([], '2026-11-01', '2026-11-14')).toEqual(['H1'])
    expect(inForce([], '2026-11-01', '2026-11-15')).toEqual(['H1', 'H2'])
    expect(inForce([], '2026-11-15', '2026-11-30')).toEqual(['H2'])
  })
  test('a contract from the day it was signed; one that covers everything takes the place of the own plan', () => {
    expect(inForce([contract({})], '2026-11-01', '2026-11-09')).toEqual(['H1'])
    expect(inForce([contract({})], '2026-11-01', '2026-11-10')).toEqual(['H1', 'R1'])
    expect(inForce([contract({})], '2026-11-10', '2026-11-12')).toEqual(['R1'])
    expect(inForce([contract({ units: ['X'] })], '2026-11-10', '2026-11-12')).toEqual(['H1', 'R1'])
  })
})

test('[C27] who may export: whom every plan lets, and managers where a plan says nothing', () => {
  const letting = (...roles: string[]): PlanDocument => ({
    ...H,
    clauses: [{ id: 'X1', promise: H.title, kind: 'rule', status: 'active', rules: [{ rule: 'export', roles }] }],
  })
  const silent = { ...H, clauses: [] }
  expect(mayExport([letting('dispatcher', 'manager')], 'dispatcher')).toBe(true)
  expect(mayExport([letting('dispatcher', 'manager'), letting('manager')], 'dispatcher')).toBe(false)
  expect(mayExport([letting('dispatcher')], 'manager')).toBe(false)
  expect(mayExport([silent], 'manager')).toBe(true)
  expect(mayExport([silent], 'dispatcher')).toBe(false)
  expect(mayExport([letting('dispatcher', 'manager'), silent], 'dispatcher')).toBe(false)
  expect(mayExport([], 'dispatcher')).toBe(false)
})

test('lateness: kept and waived ones have none, ended ones their own, others grow', () => {
  const due = { dueAt: at('11-20 10:00') }
  const worst = (more: Partial<Obligation>) =>
    tallyUntil([{ ...due, state: 'broken', ...more }], at('11-20 12:00')).worstLateMs
  expect(worst({ state: 'kept' })).toBe(0)
  expect(worst({ endedAt: at('11-20 10:30'), lateBy: 'PT30M' })).toBe(1_800_000)
  expect(worst({})).toBe(7_200_000)
  // Waived after it was broken: it goes on no more, and nobody measured it.
  expect(worst({ endedAt: at('11-20 10:30') })).toBe(0)
})
