import { nearest } from '../../kernel/nearest.ts'
import type { Text } from '../../kernel/text.ts'
import { type Column, type Formed, LISTS, type List, namingColumns, TABLES } from './columns.ts'
import type { RowProblem, Sheet } from './sheet.ts'

/** Headings compare without case, blanks and the width of brackets. */
const plain = (heading: string): string => heading.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
const isCalled = (name: Text, heading: string): boolean =>
  [name.zh, name.en].some((word) => plain(word) === plain(heading))

/** The list that a sheet or file of this name holds, in either language. */
export const listNamed = (name: string): List | undefined => LISTS.find((list) => isCalled(TABLES[list].name, name))

/** What to call a sheet or file instead of a name that we do not know. */
export const unknownList = (name: string): Text => {
  const all = (language: keyof Text) => LISTS.map((list) => TABLES[list].name[language])
  const meant = nearest(name, [...all('zh'), ...all('en')])
  return {
    zh: `不知道"${name}"是哪一张表；${meant ? `是不是"${meant}"？` : ''}可用：${all('zh').join('、')}`,
    en: `"${name}" is not a list we know; ${meant ? `did you mean "${meant}"? ` : ''}there are ${all('en').join(', ')}`,
  }
}

/** A column of the sheet: where it stands, and under which heading. */
export interface Heading {
  readonly column: Column
  readonly heading: string
  readonly index: number
}

/** The columns of a sheet; a problem for each heading that is unknown, missing or there twice. */
export function readHeader({ name: sheet, list, rows }: Omit<Sheet, 'list'> & { readonly list: Formed }): {
  headings: readonly Heading[]
  problems: RowProblem[]
} {
  const { columns } = TABLES[list]
  const row = 1
  const written = (rows[0] ?? []).map((heading) => heading.trim())
  const found = written.flatMap((heading, index) => {
    const column = columns.find(({ name }) => isCalled(name, heading))
    return column ? [{ column, heading, index }] : []
  })
  const headings = found.filter(({ column }, index) => found.findIndex((other) => other.column === column) === index)
  return {
    headings,
    problems: [
      ...written.flatMap((heading, index) =>
        heading !== '' && !found.some((known) => known.index === index)
          ? [{ sheet, row, column: heading, text: unknownColumn(heading, columns) }]
          : [],
      ),
      ...found
        .filter((heading) => !headings.includes(heading))
        .map(({ heading }) => ({
          sheet,
          row,
          column: heading,
          text: { zh: '这一列有两次', en: 'this column is there twice' },
        })),
      ...namingColumns(list)
        .filter((key) => !headings.some(({ column }) => column.key === key))
        .map((key) => ({ sheet, row, text: missing(columns.find((column) => column.key === key)?.name) })),
    ],
  }
}

const unknownColumn = (heading: string, columns: readonly Column[]): Text => {
  const all = (language: keyof Text) => columns.map(({ name }) => name[language])
  const meant = nearest(heading, [...all('zh'), ...all('en')])
  return {
    zh: `没有这一列；${meant ? `是不是"${meant}"？` : ''}可用：${all('zh').join('、')}`,
    en: `is not a column we know; ${meant ? `did you mean "${meant}"? ` : ''}there are ${all('en').join(', ')}`,
  }
}

const missing = (name: Text = { zh: '', en: '' }): Text => ({
  zh: `缺少"${name.zh}"这一列，认不出每行是谁`,
  en: `the column "${name.en}" is missing: without it nobody can tell which entry a row is`,
})
