import type { Directory } from '../../directory/directory.ts'
import type { Text } from '../../kernel/text.ts'
import { cellOf, LISTS, TABLES } from './columns.ts'
import type { Sheet } from './sheet.ts'

/** Every list of a directory as a table, headings included; read again it gives the same entries. */
export const sheetsOf = (directory: Directory, language: keyof Text): readonly Sheet[] =>
  LISTS.map((list) => {
    const { name, columns } = TABLES[list]
    return {
      name: name[language],
      list,
      rows: [
        columns.map((column) => column.name[language]),
        ...directory[list].map((entry) => columns.map((column) => cellOf(entry, column, language))),
      ],
    }
  })

/** As a workbook: every cell is text and formatted as such, so that what is typed over it later stays as it is typed. */
export const workbookOf = (sheets: readonly Sheet[]) =>
  sheets.map(({ name, rows }) => ({
    sheet: name,
    data: rows.map((row, index) =>
      row.map((value) => ({ value, type: String, format: '@', ...(index === 0 && { fontWeight: 'bold' as const }) })),
    ),
    columns: (rows[0] ?? []).map(() => ({ width: 20 })),
    stickyRowsCount: 1,
  }))
