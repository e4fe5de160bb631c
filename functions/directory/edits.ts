import { type Edited, idIn, SUPPLIER } from '../../shared/directory/change.ts'
import type { Person } from '../../shared/directory/directory.ts'
import { BadRequestError, type Fault, fault, NotFoundError } from '../../shared/kernel/errors.ts'
import { defined, pick, without } from '../../shared/kernel/fields.ts'
import { inLanguage, type Language } from '../../shared/kernel/text.ts'
import { type EditResult, editDirectory } from '../../shared/use-cases/edit-directory.ts'
import { type EditableList, editSchemas } from '../../shared/wire/directory.ts'
import { deletionSchema, editSchema } from '../../shared/wire/edit-directory.ts'
import { parse } from '../../shared/wire/problem.ts'
import { type Formed, type FormedEntry, namingColumns, TABLES } from '../../shared/wire/tables/columns.ts'
import { cellsOf, differencesOf, entryOfCells } from '../../shared/wire/tables/row.ts'
import { staffWho } from '../api/roles.ts'
import { bodyJson } from '../middleware/body.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'
import type { DirectoryCall, DirectoryDeps } from './call.ts'
import { idOf, listOf } from './entries.ts'
import { partFor } from './roles.ts'
import { pointersView, rowOf } from './view.ts'

export const editEntry: DirectoryCall = async (event, deps) => {
  const list = listOf(event)
  const staff = staffWho(event, partFor(list))
  const { cells, entry: given, dryRun, ...about } = parse(editSchema, bodyJson(event))
  const id = idOf(event, list)
  return withFields(event, list, async () => {
    const entry = (onFile: Edited | undefined): Edited => {
      const asked = cells ? entryFrom(list, id, cells, onFile) : entryGiven(list, given, onFile)
      if (idIn(list, asked) !== id) throw new BadRequestError([otherId(list)])
      return asked
    }
    return answer(event, deps, list, id, await editDirectory(deps, staff, { list, id, entry, ...about }, dryRun))
  })
}

export const deleteEntry: DirectoryCall = async (event, deps) => {
  const list = listOf(event)
  const staff = staffWho(event, partFor(list))
  if (list === SUPPLIER) throw new NotFoundError('the supplier stays')
  const { dryRun, ...about } = parse(deletionSchema, bodyJson(event))
  const id = idOf(event, list)
  return answer(event, deps, list, id, await editDirectory(deps, staff, { list, id, ...about }, dryRun))
}

/** Which number of theirs was proved stays as it is, whatever is said of it: a code decides that. */
function entryGiven(list: EditableList, given: unknown, onFile: Edited | undefined): Edited {
  const asked = parse(editSchemas[list], given) as Edited
  if (list !== 'people') return asked
  return { ...without(asked as Person, 'verified'), ...pick((onFile ?? {}) as Partial<Person>, 'verified') }
}

function entryFrom(
  list: EditableList,
  id: string,
  cells: Readonly<Record<string, string>>,
  onFile: Edited | undefined,
): Edited {
  const known = onFile as FormedEntry | undefined
  const own = known ? cellsOf(list, known, 'en') : {}
  const naming = Object.fromEntries(namingColumns(list).map((key) => [key, cells[key] ?? own[key] ?? '']))
  if (known && idIn(list, naming as unknown as Edited) !== id) throw new BadRequestError([otherId(list)])
  return entryOfCells(list, { ...beside(list, cells, own), ...naming, ...cells }, known)
}

/** The cells that stand in one field with those that are given: `replaces.on` says nothing without `replaces.serial`. */
function beside(list: Formed, cells: Readonly<Record<string, string>>, own: Readonly<Record<string, string>>) {
  const fieldOf = (key: string) => key.slice(0, key.indexOf('.') + 1)
  const fields = new Set(Object.keys(cells).map(fieldOf).filter(Boolean))
  return Object.fromEntries(
    TABLES[list].columns.filter(({ key }) => fields.has(fieldOf(key))).map(({ key }) => [key, own[key] ?? '']),
  )
}

const otherId = (list: EditableList): Fault =>
  fault(
    list === 'units' || list === 'loaners' ? 'serial' : list === 'prices' ? 'code' : list === SUPPLIER ? 'name' : 'id',
    '编号不能改：别处用它指到这一条；录错的请另建一条，再删除这一条',
    'cannot be changed, as others name the entry by it: create another, then delete this one',
  )

async function answer(
  event: HttpEvent,
  deps: DirectoryDeps,
  list: EditableList,
  id: string,
  result: EditResult,
): Promise<HttpResult> {
  const language = readerLanguage(event)
  switch (result.outcome) {
    case 'saved':
    case 'unchanged':
    case 'dryRun': {
      const { outcome, entry, version, before, warnings } = result
      return json(200, {
        outcome,
        id,
        ...defined({ entry, version }),
        differences: outcome === 'unchanged' ? [] : differencesOf(list, before, entry),
        warnings: warnings.map(({ text }) => inLanguage(text, language)),
      })
    }
    case 'stale': {
      const { entry, version } = result
      const message = inLanguage(entry ? CHANGED : GONE, language)
      const cells = entry && rowOf(list, entry, language).cells
      return json(409, { error: 'stale', message, ...defined({ entry, cells, version }) })
    }
    case 'pointedTo': {
      const pointers = pointersView(await deps.directory.all(), result.by, language)
      return json(409, { error: 'pointedTo', message: inLanguage(POINTED_TO, language), pointers })
    }
    default:
      return result satisfies never
  }
}

const CHANGED = {
  zh: '您打开以后别人改过这一条（或已经有这个编号）：请看现在的内容，再改一次。',
  en: 'Somebody has changed this since you opened it, or the id is taken: look at how it is now, and change it again.',
}
const GONE = { zh: '这一条已经不在了。', en: 'This entry is no longer there.' }
const POINTED_TO = {
  zh: '还有别处用到这一条，不能删除：先改掉下面这些。',
  en: 'Others still point to this entry, so it stays: change those first.',
}

/** What is wrong, at the field where it is: a form shows it there. */
async function withFields(event: HttpEvent, list: EditableList, work: () => Promise<HttpResult>): Promise<HttpResult> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error
    const language = readerLanguage(event)
    const said = error.faults.map((one) => ({ column: columnOf(list, one.at), text: inLanguage(one, language), one }))
    return json(400, {
      error: 'badRequest',
      problems: said.map(({ column, text, one }) =>
        sentence(column ? inLanguage(column.name, language) : one.at, text, language),
      ),
      fields: Object.fromEntries(said.map(({ column, text, one }) => [column?.key ?? one.at, text])),
    })
  }
}

const sentence = (what: string, text: string, language: Language): string =>
  language === 'zh-CN' ? `${what}：${text}` : `${what}: ${text}`

/** `replaces.on`, or `sites` for `sites.2`, `teams.rd` for `teams.rd.0`. */
const columnOf = (list: EditableList, at: string) =>
  TABLES[list].columns.find(({ key }) => at === key || at.startsWith(`${key}.`))
