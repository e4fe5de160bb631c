import { inLanguage } from '../../shared/kernel/text.ts'
import { importDirectory } from '../../shared/use-cases/import-directory.ts'
import { importSchema } from '../../shared/wire/import.ts'
import { parse } from '../../shared/wire/problem.ts'
import { LISTS, TABLES } from '../../shared/wire/tables/columns.ts'
import { listNamed, unknownList } from '../../shared/wire/tables/header.ts'
import type { RowProblem, Sheet } from '../../shared/wire/tables/sheet.ts'
import { staffWho } from '../api/roles.ts'
import { bodyJson } from '../middleware/body.ts'
import { json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'
import type { DirectoryCall } from './call.ts'
import { partFor } from './roles.ts'

/** So many rows of each kind are told; nobody reads more of them. */
const SHOWN = 500

/** Tables of master data, read from a file by whoever sends them. */
export const importTables: DirectoryCall = async (event, deps) => {
  let staff = staffWho(event, 'editPlaces')
  const { sheets: given, reason, dryRun } = parse(importSchema, bodyJson(event))
  const { sheets, strange } = named(given)
  for (const { list } of sheets) staff = staffWho(event, partFor(list))
  const found = await importDirectory(deps, staff, { sheets, reason }, dryRun || strange.length > 0)
  const language = readerLanguage(event)
  const told = (all: readonly RowProblem[]) =>
    all.slice(0, SHOWN).map(({ text, ...where }) => ({ ...where, text: inLanguage(text, language) }))
  const problems = [...strange, ...found.problems]
  // A row that is to be mended is no change, whatever else stands in it.
  const bad = new Set(problems.map(placeOf))
  const changes = found.changes.filter((change) => !bad.has(placeOf(change)))
  const rows = changes.filter(({ kind }) => kind !== 'unchanged')
  return json(200, {
    outcome: problems.length > 0 ? 'refused' : found.outcome,
    lists: LISTS.flatMap((list) => {
      const here = changes.filter((change) => change.list === list)
      const count = (kind: string) => here.filter((change) => change.kind === kind).length
      const counts = { added: count('added'), changed: count('changed'), unchanged: count('unchanged') }
      return here.length > 0 ? [{ list, name: TABLES[list].name, ...counts }] : []
    }),
    rows: rows.slice(0, SHOWN),
    problems: told(problems),
    warnings: told(found.warnings),
    more: Math.max(0, rows.length - SHOWN) + Math.max(0, problems.length - SHOWN),
  })
}

const placeOf = ({ sheet, row }: Pick<RowProblem, 'sheet' | 'row'>): string => `${row} ${sheet}`

/** A table is named after what it lists, by its sheet or its file. */
function named(given: readonly { readonly name: string; readonly title: string; readonly rows: Sheet['rows'] }[]) {
  const sheets: Sheet[] = []
  const strange: RowProblem[] = []
  for (const { name, title, rows } of given) {
    const list = listNamed(title)
    if (list) sheets.push({ name, list, rows })
    else strange.push({ sheet: name, text: unknownList(title) })
  }
  return { sheets, strange }
}
