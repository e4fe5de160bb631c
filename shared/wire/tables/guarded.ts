import { TABLES } from './columns.ts'
import { guarded } from './guard.ts'
import type { Sheet } from './sheet.ts'

/** The rows of a sheet as a CSV file may hold them. Days and amounts go as they are: a spreadsheet does no harm to them. */
export const guardedRows = ({ list, rows }: Sheet): string[][] =>
  rows.map((cells) => cells.map((cell, index) => (TABLES[list].columns[index]?.cell.harmless ? cell : guarded(cell))))
