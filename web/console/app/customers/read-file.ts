import type { Text } from '../../../../shared/kernel/text.ts'
import { textOf } from '../../../../shared/wire/tables/cell-text.ts'
import { readCsv } from '../../../../shared/wire/tables/csv.ts'
import type { Sheet } from './data.ts'

/** Far more than the API takes at once. */
const LARGEST = 5 * 1024 * 1024

export interface ReadFile {
  readonly name: string
  readonly sheets: readonly Sheet[]
  readonly problem?: Text
}

/** The tables in a file that was dropped: a CSV file is named after its list, and so is each sheet of a workbook. */
export async function readFile(file: File): Promise<ReadFile> {
  const { name } = file
  const refused = (zh: string, en: string): ReadFile => ({ name, sheets: [], problem: { zh, en } })
  if (file.size > LARGEST) return refused('文件超过 5 MB；请分成几个文件', 'is over 5 MB; make several files of it')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const title = name.replace(/\.[^.]*$/, '')
  if (/\.csv$/i.test(name)) {
    const csv = readCsv(bytes)
    return 'problem' in csv
      ? refused(atRow(csv.row, 'zh') + csv.problem.zh, atRow(csv.row, 'en') + csv.problem.en)
      : withRows(name, [{ name, title, rows: csv.rows }])
  }
  if (!/\.xlsx$/i.test(name)) return refused('要用 .csv 或 .xlsx 文件', 'must be a .csv or .xlsx file')
  try {
    const { default: readXlsx } = await import('read-excel-file/universal')
    const sheets = await readXlsx(bytes.buffer)
    return withRows(
      name,
      sheets.map(({ sheet, data }) => ({
        name: `${name}/${sheet}`,
        title: sheet,
        rows: data.map((row) => row.map(textOf)),
      })),
    )
  } catch {
    return refused(
      '不是能读的 Excel 工作簿；请另存为 .xlsx 再试',
      'is not an Excel workbook; save it as .xlsx and try again',
    )
  }
}

/** Sheets with nothing in them are passed over: a new workbook often has one. Where no other is left, that is what is wrong. */
const withRows = (name: string, all: readonly Sheet[]): ReadFile => {
  const sheets = all.filter(({ rows }) => rows.some((row) => row.some((cell) => cell.trim() !== '')))
  return sheets.length > 0 ? { name, sheets } : { name, sheets, problem: EMPTY }
}

const EMPTY: Text = {
  zh: '里面没有内容；第一行写列名，下面每行一条',
  en: 'is empty: its first row names the columns, each further row is an entry',
}

const atRow = (row: number | undefined, language: keyof Text): string =>
  row === undefined ? '' : language === 'zh' ? `第 ${row} 行` : `row ${row} `
