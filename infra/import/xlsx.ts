import writeXlsxFile from 'write-excel-file/node'
import type { Sheet } from '../../shared/wire/tables/sheet.ts'
import { workbookOf } from '../../shared/wire/tables/write.ts'
import { openWorkbook } from './workbook.ts'

/** More digits than these a spreadsheet does not keep of a number. */
const DIGITS = 15

/** The sheets of a workbook, every cell as text. Throws what `openWorkbook` throws. */
export async function readXlsx(bytes: Uint8Array): Promise<{ sheet: string; rows: string[][] }[]> {
  const sheets = await openWorkbook(bytes)
  return sheets.map(({ sheet, data }) => ({ sheet, rows: data.map((row) => row.map(textOf)) }))
}

export const writeXlsx = (sheets: readonly Sheet[], file: string): Promise<void> =>
  writeXlsxFile(workbookOf(sheets)).toFile(file)

/** Dates are midnight UTC. A number with more digits than are kept is shown as one, so that whoever reads it can tell. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  if (typeof cell === 'number' && Math.abs(cell) >= 10 ** DIGITS) return cell.toExponential()
  return String(cell)
}
