import type { DirectoryChange, Edited, EditedList } from '../../directory/change.ts'
import { canonical } from '../../kernel/canonical.ts'
import { BadRequestError, fault } from '../../kernel/errors.ts'
import type { Text } from '../../kernel/text.ts'
import { cellOf, type Formed, type FormedEntry, TABLES } from './columns.ts'
import { readOne } from './read.ts'

const isTable = (list: string): list is Formed => Object.hasOwn(TABLES, list)

/** The entry as a row of its table, by column. */
export const cellsOf = (list: Formed, entry: FormedEntry, language: keyof Text): Record<string, string> =>
  Object.fromEntries(TABLES[list].columns.map((column) => [column.key, cellOf(entry, column, language)]))

/** The entry that such a row says; of columns that it has not, `known` tells. Throws BadRequestError by column. */
export function entryOfCells(
  list: Formed,
  cells: Readonly<Record<string, string>>,
  known: FormedEntry | undefined,
): FormedEntry {
  const columns = TABLES[list].columns.filter(({ key }) => Object.hasOwn(cells, key))
  const strange = Object.keys(cells).filter((key) => !columns.some((column) => column.key === key))
  if (strange.length > 0)
    throw new BadRequestError(strange.map((key) => fault(key.slice(0, 100), '没有这一列', 'is no column')))
  const rows = [columns.map(({ name }) => name.en), columns.map(({ key }) => cells[key] ?? '')]
  const { entry, problems } = readOne(list, rows, known)
  if (entry && problems.length === 0) return entry
  const keyOf = (heading: string | undefined) => columns.find(({ name }) => name.en === heading)?.key
  throw new BadRequestError(
    problems.length > 0
      ? problems.map(({ column, text }) => fault(keyOf(column) ?? column ?? 'cells', text.zh, text.en))
      : [fault('cells', '没有填写', 'is missing')],
  )
}

export interface Difference {
  readonly name: Text
  readonly before: Text
  readonly after: Text
}

/** What differs between two entries, as people read it: by column, or by field where they have no table. */
export function differencesOf(
  list: EditedList,
  before: Edited | undefined,
  after: Edited | undefined,
): readonly Difference[] {
  const shown = isTable(list) ? columnsOf(list) : fieldsOf(before, after)
  return shown
    .map(({ name, of }) => ({ name, before: of(before), after: of(after) }))
    .filter((one) => one.before.zh !== one.after.zh)
}

const columnsOf = (list: Formed) =>
  TABLES[list].columns.map((column) => ({
    name: column.name,
    of: (entry: Edited | undefined): Text => ({
      zh: entry ? cellOf(entry as FormedEntry, column, 'zh') : '',
      en: entry ? cellOf(entry as FormedEntry, column, 'en') : '',
    }),
  }))

const fieldsOf = (...entries: readonly (Edited | undefined)[]) =>
  [...new Set(entries.flatMap((entry) => Object.keys(entry ?? {})))].map((field) => ({
    name: { zh: field, en: field },
    of: (entry: Edited | undefined): Text => {
      const value = entry && Reflect.get(entry, field)
      const text = value === undefined ? '' : typeof value === 'string' ? value : canonical(value)
      return { zh: text, en: text }
    },
  }))

/** A line of the directory record with what it changed. */
export const toldChange = (change: DirectoryChange) => ({
  ...change,
  differences: differencesOf(change.list, change.before, change.after),
})
