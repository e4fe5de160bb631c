import writeXlsx from 'write-excel-file/node'
import type { EvidencePack } from '../../shared/evidence/pack.ts'
import { type Cell, type PackFrame, type Sheet, sheetsOf } from '../../shared/evidence/sheets.ts'

/** The pack as an .xlsx file. */
export const xlsxOf = (pack: EvidencePack, frame: PackFrame): Promise<Buffer> =>
  writeXlsx(sheetsOf(pack, frame).map(sheet)).toBuffer()

const sheet = ({ name, rows }: Sheet) => ({
  sheet: name,
  data: rows.map((row, index) => row.map((cell) => styled(cell, index === 0))),
  columns: (rows[0] ?? []).map((_, column) => ({ width: widthOf(rows, column) })),
  stickyRowsCount: 1,
})

const styled = (value: Cell, isHead: boolean) =>
  value === ''
    ? null
    : {
        value,
        type: typeof value === 'number' ? Number : String,
        alignVertical: 'top' as const,
        wrap: true,
        ...(isHead && { fontWeight: 'bold' as const }),
      }

/** As wide as its longest cell, within reason; a Chinese character takes the room of two letters. */
const widthOf = (rows: Sheet['rows'], column: number): number => {
  const widths = rows.slice(0, SAMPLED).map((row) => String(row[column] ?? '').replace(/[^ -\u00ff]/g, '__').length)
  return Math.min(WIDEST, Math.max(...widths, 6) + 2)
}
const SAMPLED = 200
const WIDEST = 48
