import type * as z from 'zod'
import { idIn as idOfEntry, SUPPLIER } from '../../directory/change.ts'
import { idOf } from '../../directory/lists.ts'
import { defined } from '../../kernel/fields.ts'
import type { Text } from '../../kernel/text.ts'
import { editSchemas } from '../directory.ts'
import { issueText } from '../issue-words.ts'
import { type Entry, type Formed, type FormedEntry, isRecord, type List, TABLES } from './columns.ts'
import { type Heading, readHeader } from './header.ts'
import type { SpoiltRow } from './names.ts'
import type { RowProblem, Sheet } from './sheet.ts'

/** An entry as a row gives it, and where it stands. */
export interface ReadRow {
  readonly list: List
  readonly id: string
  readonly entry: Entry
  readonly sheet: string
  readonly row: number
  readonly headings: readonly Heading[]
  readonly cells: readonly string[]
}

export interface ReadSheet {
  readonly rows: readonly ReadRow[]
  readonly problems: readonly RowProblem[]
  /** Rows that have a problem: others may well refer to them. */
  readonly spoilt: readonly SpoiltRow[]
}

/**
 * The entries of a sheet. A row only says what its columns say: of an entry that is on file, `known` gives the rest. An empty
 * cell means that there is no such value.
 */
export function readSheet(sheet: Sheet, known: (list: List, id: string) => Entry | undefined): ReadSheet {
  const { headings, problems: ofHeader } = readHeader(sheet)
  const rows: ReadRow[] = []
  const found: (RowProblem & { absent?: true })[] = []
  const spoilt: SpoiltRow[] = []
  const first = new Map<string, number>()
  for (const [index, cells] of sheet.rows.entries()) {
    if (index === 0 || cells.every((cell) => cell.trim() === '')) continue
    const row = index + 1
    const { problems, ...read } = readRow(sheet, headings, cells, known)
    const { id } = read
    const twice = id === undefined ? undefined : first.get(id)
    if (id !== undefined) first.set(id, twice ?? row)
    const all = twice === undefined ? problems : [...problems, repeatedRow(id, twice, headings)]
    found.push(...all.map((problem) => ({ sheet: sheet.name, row, ...problem })))
    const isBad = ofHeader.length > 0 || all.length > 0
    if (isBad || read.entry === undefined || id === undefined)
      spoilt.push({ ...defined({ id }), sheet: sheet.name, row, headings, cells })
    else rows.push({ list: sheet.list, id, entry: read.entry as Entry, sheet: sheet.name, row, headings, cells })
  }
  // A column that seems missing may be the one whose heading is wrong.
  const ofRows = ofHeader.length > 0 ? found.filter(({ absent }) => !absent) : onceForMissingColumns(found)
  return { rows, problems: [...ofHeader, ...ofRows], spoilt }
}

/** The one entry that a row beneath its headings says; what no column says of it is as in `known`, where that is the same entry. */
export function readOne(
  list: Formed,
  rows: readonly (readonly string[])[],
  known: FormedEntry | undefined,
): { readonly entry?: FormedEntry; readonly problems: readonly (CellProblem | RowProblem)[] } {
  const { headings, problems } = readHeader({ name: list, list, rows })
  const read = readRow({ list, rows }, headings, rows[1] ?? [], (_, id) =>
    known && idOfEntry(list, known) === id ? known : undefined,
  )
  return { ...defined({ entry: read.entry }), problems: [...problems, ...read.problems] }
}

type CellProblem = Pick<RowProblem, 'column' | 'value' | 'text'> & { readonly absent?: true }

const repeatedRow = (id = '', row: number, [naming]: readonly Heading[]): CellProblem => ({
  ...(naming && { column: naming.heading }),
  value: id,
  text: { zh: `第 ${row} 行已经有了`, en: `is in row ${row} already` },
})

interface ParsedRow {
  readonly id?: string
  readonly entry?: FormedEntry
  readonly problems: readonly CellProblem[]
}

function readRow<L extends Formed>(
  { list, rows }: { readonly list: L; readonly rows: Sheet['rows'] },
  headings: readonly Heading[],
  cells: readonly string[],
  known: (list: L, id: string) => FormedEntry | undefined,
): ParsedRow {
  const values: Record<string, unknown> = {}
  const problems: CellProblem[] = cells
    .filter((cell, index) => cell.trim() !== '' && (rows[0]?.[index] ?? '').trim() === '')
    .map((cell) => ({ value: cell, text: { zh: '这一格上面没有列名', en: 'there is no heading above this cell' } }))
  for (const heading of headings) {
    const written = cells[heading.index]?.trim() ?? ''
    if (written === '') continue
    const reading = heading.column.cell.read(written)
    if ('value' in reading) put(values, heading.column.key, reading.value)
    else problems.push({ column: heading.heading, value: written, text: reading.problem })
  }
  const id = idIn(list, values)
  const entry = { ...rest(id === undefined ? undefined : known(list, id), headings), ...values }
  const result = editSchemas[list].safeParse(entry)
  if (result.success && problems.length === 0)
    return { ...defined({ id }), entry: result.data as FormedEntry, problems }
  const unread = new Set(problems.map(({ column }) => column))
  const wrong = (result.error?.issues ?? []).map((issue) => cellProblem(issue, list, headings, cells))
  return {
    ...defined({ id }),
    problems: [...problems, ...distinct(wrong).filter(({ column }) => column === undefined || !unread.has(column))],
  }
}

const idIn = (list: Formed, values: Record<string, unknown>): string | undefined => {
  if (list === SUPPLIER) return SUPPLIER
  const named = list === 'prices' ? [values.list, values.code] : [values.id ?? values.serial]
  return named.every((value) => typeof value === 'string') ? idOf(values as unknown as Entry) : undefined
}

/** `replaces.on` goes into the field `on` of `replaces`. */
function put(values: Record<string, unknown>, key: string, value: unknown): void {
  const [field = key, inner] = key.split('.')
  if (inner === undefined) values[field] = value
  else values[field] = { ...(isRecord(values[field]) ? values[field] : {}), [inner]: value }
}

/** What is on file of an entry in fields for which the sheet has no column. */
const rest = (entry: FormedEntry | undefined, headings: readonly Heading[]): object => {
  const fields = new Set(headings.map(({ column }) => column.key.split('.')[0]))
  return Object.fromEntries(Object.entries(entry ?? {}).filter(([field]) => !fields.has(field)))
}

function cellProblem(
  issue: z.core.$ZodIssue,
  list: Formed,
  headings: readonly Heading[],
  cells: readonly string[],
): CellProblem {
  const keys = issue.path.map((_, depth) => issue.path.slice(0, depth + 1).join('.'))
  const column = TABLES[list].columns.findLast(({ key }) => keys.includes(key) || key.startsWith(`${keys.at(-1)}.`))
  const heading = headings.find((one) => one.column === column)
  const value = heading && cells[heading.index]?.trim()
  return {
    ...(heading && { column: heading.heading }),
    ...(value && { value }),
    text: heading || !column ? textOf(issue) : missingColumn(column.name),
    ...(!heading && { absent: true as const }),
  }
}

const missingColumn = (name: Text): Text => ({
  zh: `缺少"${name.zh}"这一列，新登记的不能没有它`,
  en: `the column "${name.en}" is missing, and a new entry cannot do without`,
})

/** What zod found, in the words of whoever keeps the table: its values are all texts, and what is not there is an empty cell. */
const textOf = (issue: z.core.$ZodIssue): Text => {
  switch (issue.code) {
    case 'invalid_type':
      return EMPTY
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? { zh: `不能小于 ${issue.minimum}`, en: `must be at least ${issue.minimum}` }
        : EMPTY
    case 'too_big':
      return issue.origin === 'string'
        ? { zh: `最多 ${issue.maximum} 个字`, en: `must be at most ${issue.maximum} characters long` }
        : { zh: `不能大于 ${issue.maximum}`, en: `must be at most ${issue.maximum}` }
    case 'invalid_format':
      return { zh: '不是电子邮箱地址', en: 'is not an e-mail address' }
    default:
      return issueText(issue)
  }
}
const EMPTY: Text = { zh: '不能为空', en: 'must not be empty' }

const distinct = (problems: readonly CellProblem[]): CellProblem[] =>
  problems.filter(
    (problem, index) =>
      problems.findIndex((one) => one.column === problem.column && one.text.en === problem.text.en) === index,
  )

/** A column that is not there is said once, not for every row that would need it. */
const onceForMissingColumns = (problems: readonly (RowProblem & { absent?: true })[]): RowProblem[] =>
  problems
    .filter(
      ({ absent, text }, index) =>
        !absent || problems.findIndex((one) => one.absent && one.text.en === text.en) === index,
    )
    .map(({ absent: _, ...problem }) => problem)
