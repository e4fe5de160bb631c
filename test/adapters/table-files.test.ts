import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { readFiles, writeFiles } from '../../infra/import/files.ts'
import type { Directory } from '../../shared/directory/directory.ts'
import { importOf } from '../../shared/wire/tables/changes.ts'
import { describeRow } from '../../shared/wire/tables/sheet.ts'
import { sheetsOf } from '../../shared/wire/tables/write.ts'
import { plans } from '../support/plans.ts'
import { aContract, aDirectory } from '../support/repair-fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'chengnuo-tables-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const fileOf = (name: string, content: string | Uint8Array): string => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
const folderOf = (name: string): string => {
  const path = join(folder, name)
  mkdirSync(path)
  return path
}
const rowsIn = async (...files: readonly string[]) => (await readFiles(files)).sheets.map(({ rows }) => rows)
const problemsIn = async (...files: readonly string[]) =>
  (await readFiles(files)).problems.map((problem) => describeRow(problem, 'en'))

describe('a CSV file', () => {
  const text = '客户编号,客户名称,服务承诺\r\nyiyuan,"仁和, “总”院",H\r\n'
  const rows = [['客户编号', '客户名称', '服务承诺'], ['yiyuan', '仁和, “总”院', 'H'], ['']]
  // 客户编号,客户名称,服务承诺 and so on in GBK, as Excel in China saves it.
  const gbk = Buffer.from(
    'bfcdbba7b1e0bac52cbfcdbba7c3fbb3c62cb7fecef1b3d0c5b50d0a7969797561 6e2c22c8cabacd2c20a1b0d7dca1b1d4ba222c480d0a'.replace(
      / /g,
      '',
    ),
    'hex',
  )

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['GBK', gbk],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-8 with semicolons', Buffer.from(text.replaceAll(',', ';').replace('和;', '和,'))],
    ['UTF-8 with tabs', Buffer.from(text.replaceAll(',', '\t').replace('和\t', '和,'))],
    ['UTF-8 with lines as on a Mac', Buffer.from(text.replaceAll('\r\n', '\n'))],
  ])('is read from %s', async (_, bytes) => {
    expect(await rowsIn(fileOf('客户.csv', bytes))).toEqual([rows])
  })

  it('is known by its name, in either language', async () => {
    expect(await problemsIn(fileOf('Customers.CSV', text))).toEqual([])
    expect(await problemsIn(fileOf('custmers.csv', text))).toEqual([
      'custmers.csv: "custmers" is not a list we know; did you mean "customers"? there are people, customers, sites, contacts, units, loaners, prices, contracts; or say which with --as, such as --as units',
    ])
  })

  it('that is not there is called so, in either language', async () => {
    const { problems } = await readFiles([join(folder, '设备.csv'), join(folder, 'units.xlsx')])
    expect(problems.map((problem) => describeRow(problem, 'zh'))).toEqual([
      '设备.csv：找不到文件',
      'units.xlsx：找不到文件',
    ])
    expect(problems.map((problem) => describeRow(problem, 'en'))).toEqual([
      '设备.csv: no such file',
      'units.xlsx: no such file',
    ])
  })

  it('that is none is refused by name', async () => {
    expect(await problemsIn(fileOf('units.csv', '序列号\n"U-1\nU-2\n'))).toEqual([
      expect.stringContaining('has a quotation mark without its other half'),
    ])
    expect(await problemsIn(fileOf('units.csv', Buffer.from([0xff, 0xff, 0x80])))).toEqual([
      'units.csv: is not a text in UTF-8 or GBK',
    ])
    expect(await problemsIn(fileOf('units.txt', ''), folderOf('none.csv'), fileOf('units.xlsx', 'no'))).toEqual([
      'units.txt: must be a .csv or .xlsx file',
      expect.stringMatching(/^none\.csv: cannot be read: /),
      expect.stringMatching(/^units\.xlsx: is not an Excel workbook: /),
    ])
  })

  it('holds nothing that a spreadsheet would run or mangle', async () => {
    const units = ['=HYPERLINK("http://x")', '+1', '-1', '@x', '0012', '8613800138001', '1E5', '3-4', "'quoted", '12']
    const directory = aDirectory({
      units: units.map((serial) => ({
        serial,
        site: 'lanting-east',
        model: '=1+1',
        name: '记录仪',
        shortName: '记录仪',
      })),
    })
    const files = await writeFiles(sheetsOf(directory, 'zh'), folder)
    const file = files.find((name) => basename(name) === '设备.csv') ?? ''
    const lines = readFileSync(file, 'utf8').split('\r\n').slice(1, -1)
    expect(lines.map((line) => line.split(',lanting')[0])).toEqual([
      `"'=HYPERLINK(""http://x"")"`,
      "'+1",
      "'-1",
      "'@x",
      "'0012",
      "'8613800138001",
      "'1E5",
      "'3-4",
      "'quoted",
      '12',
    ])
    expect(lines[0]).toContain(",'=1+1,")
    const [rows = []] = await rowsIn(file)
    expect(rows.slice(1, -1).map(([serial]) => serial)).toEqual(units)
  })
})

describe('a workbook', () => {
  it('is read sheet by sheet: text, numbers and days; empty sheets are passed over', async () => {
    const file = join(folder, '客户资料.xlsx')
    await writeXlsxFile([
      {
        sheet: '设备',
        data: [
          ['序列号', '现场编号', '验收日期'],
          ['007', 12, { value: new Date(Date.UTC(2026, 1, 28)), type: Date, format: 'yyyy-mm-dd' }],
          [],
          [1234567890123456, 12.5, true],
        ],
      },
      { sheet: 'Sheet2', data: [] },
    ]).toFile(file)
    const { sheets, problems } = await readFiles([file])
    expect(problems).toEqual([])
    expect(sheets).toEqual([
      {
        name: '客户资料.xlsx/设备',
        list: 'units',
        rows: [
          ['序列号', '现场编号', '验收日期'],
          ['007', '12', '2026-02-28'],
          ['', '', ''],
          ['1.234567890123456e+15', '12.5', 'true'],
        ],
      },
    ])
    // A number of so many digits has lost some: the import says so.
    const said = importOf(sheets, aDirectory(), plans).problems.map((problem) => describeRow(problem, 'en'))
    expect(said).toContainEqual(
      expect.stringMatching(/row 4 序列号 "1.234567890123456e\+15": the spreadsheet has turned/),
    )
  })
})

describe('what is exported', () => {
  const word = fc
    .string({ unit: fc.constantFrom(...'aZ09 ,;"\'=+-@\n\t/\\中文。《》é😀<&>'), minLength: 1, maxLength: 12 })
    .map((text) => `x${text}`.trim())
  const nasty = fc.oneof(
    word,
    word.map((text) => text.slice(1).trim() || 'x'),
    fc.constantFrom('0012', '1E5', "'=1", '2026-06-01', '=1+1', '3/4'),
  )
  const day = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const fen = fc.integer({ min: 0, max: 1_000_000_000_000 })
  const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
  const defined = (entry: object) =>
    Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined))

  const directories: fc.Arbitrary<Directory> = fc
    .record({
      unit: fc.record({
        serial: nasty.map((text) => text.slice(0, 40)),
        site: fc.constant('lanting-east'),
        model: nasty,
        name: nasty,
        shortName: fc.string({ unit: fc.constantFrom(...'ab中0=,"'), minLength: 1, maxLength: 8 }),
        purchasedOn: some(day),
        acceptedOn: some(day),
        category: some(fc.constantFrom('recorder', '0012', '-1')),
        replaces: some(
          fc.record({
            serial: fc.constant('DOC-2025-0021'),
            on: day,
            warranty: fc.constantFrom('continues', 'restarts'),
          }),
        ),
      }),
      customer: fc.record({ name: nasty }),
      loaner: fc.record({ model: nasty, name: nasty, used: some(fc.boolean()) }),
      price: fc.record({
        code: fc.constantFrom('0012', '1E5', '-1', 'A.b_C', '2026-06-01'),
        name: nasty,
        class: fc.constantFrom('part', 'wear', 'labour', 'travel', 'lodging', 'service'),
        unit: nasty,
        costFen: some(fen),
        priceFen: some(fen),
      }),
      contract: fc.record({
        acceptedOn: some(fc.constant('2025-03-01')),
        priceFen: some(fen),
        units: some(fc.constant(['DOC-2025-0021'])),
      }),
    })
    .map(({ unit, customer, loaner, price, contract }) => {
      const base = aDirectory()
      return {
        ...base,
        customers: base.customers.map((known) => ({ ...known, ...customer })),
        units: [base.units[1], defined(unit)],
        loaners: [{ serial: '00120', ...defined(loaner) }],
        prices: [{ list: '001', ...defined(price) }],
        contracts: [aContract(defined(contract))],
      } as unknown as Directory
    })

  const readBack = async (directory: Directory, language: 'zh' | 'en', target: string) => {
    const written = await writeFiles(sheetsOf(directory, language), target)
    for (const file of written) expect(statSync(file).mode & 0o777, 'for its owner alone').toBe(0o600)
    const { sheets, problems } = await readFiles(written)
    expect(problems).toEqual([])
    return sheets
  }

  it.each([
    ['a folder of CSV files', 'round'],
    ['a workbook', 'round.xlsx'],
  ])(
    'into %s and imported again changes nothing, and elsewhere gives the same',
    async (_, name) => {
      await fc.assert(
        fc.asyncProperty(directories, fc.constantFrom('zh' as const, 'en' as const), async (directory, language) => {
          const sheets = await readBack(directory, language, join(folder, `${language}-${name}`))
          const again = importOf(sheets, directory, plans)
          expect([again.problems, again.part]).toEqual([[], {}])
          const elsewhere = importOf(sheets, aDirectory({ units: [], contracts: [], loaners: [] }), plans)
          expect(elsewhere.problems).toEqual([])
          expect(elsewhere.part).toMatchObject({
            units: directory.units,
            loaners: directory.loaners,
            prices: directory.prices,
            contracts: directory.contracts,
          })
        }),
        { numRuns: 60 },
      )
    },
    120_000,
  )
})
