import type { Directory } from '../../directory/directory.ts'
import { causedProblems } from '../../directory/edit.ts'
import { idOf, merged } from '../../directory/lists.ts'
import type { At, Problem } from '../../directory/problem.ts'
import type { Text } from '../../kernel/text.ts'
import type { PlanDocument } from '../../plan/document.ts'
import { type Column, cellOf, type Entry, LISTS, type List, TABLES } from './columns.ts'
import { strangersIn } from './names.ts'
import { type ReadRow, readSheet } from './read.ts'
import type { RowProblem, Sheet } from './sheet.ts'

/** What an import would do to one entry. */
export interface Change {
  readonly list: List
  readonly id: string
  readonly sheet: string
  readonly row: number
  readonly kind: 'added' | 'changed' | 'unchanged'
  /** Of a changed entry: the cells that differ. */
  readonly cells: readonly { readonly name: Text; readonly before: string; readonly after: string }[]
}

/** What an import would do. With a problem nothing of it may be written. */
export interface Import {
  readonly problems: readonly RowProblem[]
  readonly warnings: readonly RowProblem[]
  readonly changes: readonly Change[]
  /** The entries that are new or differ from what is on file. */
  readonly part: Partial<Directory>
  /** Everything as it would then be on file. */
  readonly directory: Directory
}

/** What the sheets say, held against what is on file and the plans. Pure: nothing is written. */
export function importOf(
  sheets: readonly Sheet[],
  onFile: Directory,
  plans: readonly PlanDocument[],
  problemsOf = causedProblems,
): Import {
  const known = new Map(
    LISTS.flatMap((list) => onFile[list].map((entry) => [`${list} ${idOf(entry)}`, entry] as const)),
  )
  const read = sheets.map((sheet) => readSheet(sheet, (list, id) => known.get(`${list} ${id}`)))
  const rows = read.flatMap((sheet) => sheet.rows)
  const changes = rows.map((row) => ({ row, change: changeOf(row, known.get(`${row.list} ${row.id}`)) }))
  const differing = changes.filter(({ change }) => change.kind !== 'unchanged').map(({ row }) => row)
  const part = partOf(differing)
  const directory = merged(onFile, part)
  const between = problemsOf(onFile, directory, plans).map(inTheirRows(directory, differing))
  const bad = read.flatMap((sheet) => sheet.spoilt)
  const spoilt = new Set(bad.map(({ id }) => id))
  // Whoever refers to a row that was not right is not wrong for that.
  const isError = ({ warning, missing }: Problem) => !warning && !(missing !== undefined && spoilt.has(missing))
  return {
    problems: inOrder(sheets, [
      ...read.flatMap((sheet) => sheet.problems),
      ...strangersIn(bad, directory),
      ...acrossSheets(rows),
      ...between.filter(({ problem }) => isError(problem)).map(({ said }) => said),
    ]),
    warnings: between.filter(({ problem, said }) => problem.warning && said.row !== undefined).map(({ said }) => said),
    changes: changes.map(({ change }) => change),
    part,
    directory,
  }
}

/** As the reader goes through the files, and what is about none of them last. */
const inOrder = (sheets: readonly Sheet[], problems: readonly RowProblem[]): readonly RowProblem[] => {
  const names = sheets.map(({ name }) => name)
  const place = ({ sheet }: RowProblem) => (sheet === undefined ? names.length : names.indexOf(sheet))
  return problems.toSorted((a, b) => place(a) - place(b) || (a.row ?? 0) - (b.row ?? 0))
}

const partOf = (rows: readonly ReadRow[]): Partial<Directory> =>
  Object.fromEntries(
    LISTS.map((list) => [list, rows.filter((row) => row.list === list).map(({ entry }) => entry)] as const).filter(
      ([, entries]) => entries.length > 0,
    ),
  )

/** The same entry in two files of one import: which one should count? */
function acrossSheets(rows: readonly ReadRow[]): RowProblem[] {
  const first = new Map<string, ReadRow>()
  return rows.flatMap((row) => {
    const key = `${row.list} ${row.id}`
    const other = first.get(key)
    first.set(key, other ?? row)
    if (!other || other.sheet === row.sheet) return []
    const { sheet, row: number } = row
    const text = {
      zh: `${other.sheet} 第 ${other.row} 行已经有了`,
      en: `is in ${other.sheet} already, row ${other.row}`,
    }
    return [{ sheet, row: number, value: row.id, text }]
  })
}

function changeOf({ list, id, entry, sheet, row }: ReadRow, before: Entry | undefined): Change {
  const which = { list, id, sheet, row }
  if (!before) return { ...which, kind: 'added', cells: [] }
  const cells = TABLES[list].columns
    .map((column) => ({ name: column.name, before: shown(before, column), after: shown(entry, column) }))
    .filter((cell) => cell.before !== cell.after)
  return { ...which, kind: cells.length > 0 ? 'changed' : 'unchanged', cells }
}
const shown = (entry: Entry, column: Column): string => cellOf(entry, column, 'zh')

/** A problem between the entries, said where the row stands that brings it. */
function inTheirRows(after: Directory, rows: readonly ReadRow[]) {
  const sources = new Map(rows.map((row) => [row.entry, row]))
  const sourceOf = ([list, index]: At) =>
    index === undefined ? undefined : sources.get(after[list as List][Number(index)] as Entry)
  return (problem: Problem) => ({ problem, said: inRow(problem, sourceOf(problem.path)) })
}

function inRow({ path, text }: Problem, row: ReadRow | undefined): RowProblem {
  if (!row) return { value: path.join('.'), text }
  const [list, , field = ''] = path
  const column = TABLES[list as List].columns.find(({ key }) => key.split('.')[0] === field)
  const heading = row.headings.find((one) => one.column === column)
  const value = heading ? row.cells[heading.index]?.trim() : row.id
  return {
    sheet: row.sheet,
    row: row.row,
    ...(heading && { column: heading.heading }),
    ...(value && { value }),
    text,
  }
}
