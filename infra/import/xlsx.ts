import writeXlsxFile from 'write-excel-file/node'
import { textOf } from '../../shared/wire/tables/cell-text.ts'
import type { Sheet } from '../../shared/wire/tables/sheet.ts'
import { workbookOf } from '../../shared/wire/tables/write.ts'
import { openWorkbook } from './workbook.ts'

/** The sheets of a workbook, every cell as text. Throws what `openWorkbook` throws. */
export async function readXlsx(bytes: Uint8Array): Promise<{ sheet: string; rows: string[][] }[]> {
  const sheets = await openWorkbook(bytes)
  return sheets.map(({ sheet, data }) => ({ sheet, rows: data.map((row) => row.map(textOf)) }))
}

export const writeXlsx = (sheets: readonly Sheet[], file: string): Promise<void> =>
  writeXlsxFile(workbookOf(sheets)).toFile(file)
