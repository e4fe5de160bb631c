import { guarded } from '../../shared/wire/tables/guard.ts'
import type { HttpResult } from './event.ts'

/** So that Excel reads it as UTF-8. */
const MARK = '\ufeff'

/** A table to keep, by the name that it is saved under; no text in it is a formula. */
export const csvFile = (name: string, rows: readonly (readonly (string | number)[])[]): HttpResult => ({
  statusCode: 200,
  headers: {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  },
  body: MARK + rows.map((row) => row.map(cell).join(',')).join('\r\n'),
})

const cell = (value: string | number): string =>
  typeof value === 'number' ? String(value) : `"${guarded(value).replaceAll('"', '""')}"`
