import type { Text } from '../../kernel/text.ts'
import type { List } from './columns.ts'

/** A table as it was read: every cell as text, `rows[0]` the headings. */
export interface Sheet {
  /** What the reader knows it by: `units.csv`, `客户.xlsx/设备`. */
  readonly name: string
  readonly list: List
  readonly rows: readonly (readonly string[])[]
}

/** Something about a row, in the words of whoever keeps the table. */
export interface RowProblem {
  /** Absent: it is about what is already on file. */
  readonly sheet?: string
  /** As the spreadsheet counts: the headings are row 1. */
  readonly row?: number
  /** The heading of the column. */
  readonly column?: string
  readonly value?: string
  readonly text: Text
}

/** `units.csv 第 12 行 验收日期 "2025-02-30"：没有这一天，写成 2025-02-28`. */
export const describeRow = ({ sheet, row, column, value, text }: RowProblem, language: keyof Text): string => {
  const parts =
    language === 'zh'
      ? [sheet ?? '已登记的数据', row && `第 ${row} 行`, column, value && `"${value}"`]
      : [sheet ?? 'on file', row && `row ${row}`, column, value && `"${value}"`]
  return parts.filter(Boolean).join(' ') + (language === 'zh' ? '：' : ': ') + text[language]
}
