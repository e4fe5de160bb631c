import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type { Text } from '../../shared/kernel/text.ts'
import type { List } from '../../shared/wire/tables/columns.ts'
import { readCsv } from '../../shared/wire/tables/csv.ts'
import { listNamed, unknownList } from '../../shared/wire/tables/header.ts'
import type { RowProblem, Sheet } from '../../shared/wire/tables/sheet.ts'
import { writeCsv } from './csv.ts'
import { requireFileFits, requireTableFits, TooLargeError } from './limits.ts'
import { readXlsx, writeXlsx } from './xlsx.ts'

/** A sheet or CSV file by its name. */
interface Found {
  readonly name: string
  readonly title: string
  readonly rows: readonly string[][]
}

export interface ReadFiles {
  readonly sheets: readonly Sheet[]
  readonly problems: readonly RowProblem[]
}

/**
 * The tables in these files: a CSV file is named after its list, and so is each sheet of a workbook. With `as` all of them hold
 * that list, whatever they are called.
 */
export async function readFiles(files: readonly string[], as?: List): Promise<ReadFiles> {
  const read = await Promise.all(files.map((file) => readOne(file, as)))
  return { sheets: read.flatMap(({ sheets }) => sheets), problems: read.flatMap(({ problems }) => problems) }
}

async function readOne(file: string, as: List | undefined): Promise<ReadFiles> {
  try {
    return await readTables(file, as)
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error
    return { sheets: [], problems: [{ sheet: basename(file), text: error.text }] }
  }
}

async function readTables(file: string, as: List | undefined): Promise<ReadFiles> {
  const name = basename(file)
  const refused = (zh: string, en: string): ReadFiles => ({ sheets: [], problems: [{ sheet: name, text: { zh, en } }] })
  const kind = extname(file).toLowerCase()
  if (kind !== '.csv' && kind !== '.xlsx') return refused('要用 .csv 或 .xlsx 文件', 'must be a .csv or .xlsx file')
  let bytes: Uint8Array
  try {
    requireFileFits(file)
    bytes = readFileSync(file)
  } catch (error) {
    if (error instanceof TooLargeError) throw error
    if (isMissing(error)) return refused('找不到文件', 'no such file')
    return refused(`读不了：${reasonOf(error)}`, `cannot be read: ${reasonOf(error)}`)
  }
  if (kind === '.xlsx') return readWorkbook(name, bytes, as)
  const csv = readCsv(bytes)
  if ('problem' in csv) {
    const { problem: text, row } = csv
    return { sheets: [], problems: [{ sheet: name, ...(row && { row }), text }] }
  }
  requireTableFits(csv.rows)
  return tables([{ name, title: basename(file, extname(file)), rows: csv.rows }], as)
}

async function readWorkbook(name: string, bytes: Uint8Array, as: List | undefined): Promise<ReadFiles> {
  try {
    const sheets = await readXlsx(bytes)
    return tables(
      sheets.map(({ sheet, rows }) => ({ name: `${name}/${sheet}`, title: sheet, rows })),
      as,
    )
  } catch (error) {
    if (error instanceof TooLargeError) throw error
    const text = {
      zh: `不是能读的 Excel 工作簿：${reasonOf(error)}`,
      en: `is not an Excel workbook: ${reasonOf(error)}`,
    }
    return { sheets: [], problems: [{ sheet: name, text }] }
  }
}

/** Sheets with nothing in them are passed over: a new workbook often has one. */
function tables(found: readonly Found[], as: List | undefined): ReadFiles {
  const filled = found.filter(({ rows }) => rows.some((row) => row.some((cell) => cell.trim() !== '')))
  const listOf = ({ title }: Found): List | undefined => as ?? listNamed(title)
  return {
    sheets: filled.flatMap((one) => {
      const list = listOf(one)
      return list ? [{ name: one.name, list, rows: one.rows }] : []
    }),
    problems: filled
      .filter((one) => listOf(one) === undefined)
      .map(({ name, title }) => ({ sheet: name, text: unnamed(title) })),
  }
}

/** Rename it, or say what it is. */
const unnamed = (title: string): Text => {
  const { zh, en } = unknownList(title)
  return { zh: `${zh}；或用 --as 说明，例如 --as 设备`, en: `${en}; or say which with --as, such as --as units` }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Names, numbers and addresses of customers: readable by whoever took them out, before a word of them is written. */
function forOwnerAlone(file: string): void {
  writeFileSync(file, '', { mode: 0o600 })
  chmodSync(file, 0o600)
}

/** Writes every list: a workbook where the name ends in `.xlsx`, otherwise a folder with one CSV file each. Gives the files. */
export async function writeFiles(sheets: readonly Sheet[], target: string): Promise<readonly string[]> {
  if (extname(target).toLowerCase() === '.xlsx') {
    mkdirSync(dirname(target), { recursive: true })
    forOwnerAlone(target)
    await writeXlsx(sheets, target)
    return [target]
  }
  mkdirSync(target, { recursive: true })
  return sheets.map((sheet) => {
    const file = join(target, `${sheet.name}.csv`)
    forOwnerAlone(file)
    writeFileSync(file, writeCsv(sheet))
    return file
  })
}
