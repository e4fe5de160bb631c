import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { listNamed, unknownList } from '../../shared/contracts/tables/header.ts'
import type { RowProblem, Sheet } from '../../shared/contracts/tables/sheet.ts'
import { readCsv, writeCsv } from './csv.ts'
import { readXlsx, writeXlsx } from './xlsx.ts'

export interface ReadFiles {
  readonly sheets: readonly Sheet[]
  readonly problems: readonly RowProblem[]
}

/** The tables in these files: a CSV file is named after its list, and so is each sheet of a workbook. */
export async function readFiles(files: readonly string[]): Promise<ReadFiles> {
  const read = await Promise.all(files.map(readOne))
  return { sheets: read.flatMap(({ sheets }) => sheets), problems: read.flatMap(({ problems }) => problems) }
}

async function readOne(file: string): Promise<ReadFiles> {
  const name = basename(file)
  const refused = (zh: string, en: string): ReadFiles => ({ sheets: [], problems: [{ sheet: name, text: { zh, en } }] })
  const kind = extname(file).toLowerCase()
  if (kind !== '.csv' && kind !== '.xlsx') return refused('要用 .csv 或 .xlsx 文件', 'must be a .csv or .xlsx file')
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch (error) {
    if (isMissing(error)) return refused('找不到文件', 'no such file')
    return refused(`读不了：${reasonOf(error)}`, `cannot be read: ${reasonOf(error)}`)
  }
  if (kind === '.xlsx') return readWorkbook(name, bytes)
  const csv = readCsv(bytes)
  if ('problem' in csv) {
    const { problem: text, row } = csv
    return { sheets: [], problems: [{ sheet: name, ...(row && { row }), text }] }
  }
  return tables([{ name, title: basename(file, extname(file)), rows: csv.rows }])
}

async function readWorkbook(name: string, bytes: Uint8Array): Promise<ReadFiles> {
  try {
    const sheets = await readXlsx(bytes)
    return tables(sheets.map(({ sheet, rows }) => ({ name: `${name}/${sheet}`, title: sheet, rows })))
  } catch (error) {
    const text = {
      zh: `不是能读的 Excel 工作簿：${reasonOf(error)}`,
      en: `is not an Excel workbook: ${reasonOf(error)}`,
    }
    return { sheets: [], problems: [{ sheet: name, text }] }
  }
}

/** Sheets with nothing in them are passed over: a new workbook often has one. */
function tables(found: readonly { name: string; title: string; rows: readonly string[][] }[]): ReadFiles {
  const filled = found.filter(({ rows }) => rows.some((row) => row.some((cell) => cell.trim() !== '')))
  return {
    sheets: filled.flatMap(({ name, title, rows }) => {
      const list = listNamed(title)
      return list ? [{ name, list, rows }] : []
    }),
    problems: filled
      .filter(({ title }) => listNamed(title) === undefined)
      .map(({ name, title }) => ({ sheet: name, text: unknownList(title) })),
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Writes every list: a workbook where the name ends in `.xlsx`, otherwise a folder with one CSV file each. Gives the files. */
export async function writeFiles(sheets: readonly Sheet[], target: string): Promise<readonly string[]> {
  if (extname(target).toLowerCase() === '.xlsx') {
    mkdirSync(dirname(target), { recursive: true })
    await writeXlsx(sheets, target)
    return [target]
  }
  mkdirSync(target, { recursive: true })
  return sheets.map((sheet) => {
    const file = join(target, `${sheet.name}.csv`)
    writeFileSync(file, writeCsv(sheet))
    return file
  })
}
