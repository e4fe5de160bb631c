import Papa from 'papaparse'
import { guardedRows } from '../../shared/wire/tables/guarded.ts'
import type { Sheet } from '../../shared/wire/tables/sheet.ts'

const BOM = '\uFEFF'

/** With a byte order mark, by which Excel knows UTF-8. */
export const writeCsv = (sheet: Sheet): string => `${BOM}${Papa.unparse(guardedRows(sheet), { newline: '\r\n' })}\r\n`
