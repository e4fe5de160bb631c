import {
  type DirectoryChange,
  type Edited,
  entryIn,
  ownerOf,
  SUPPLIER,
  versionOf,
} from '../../shared/directory/change.ts'
import type { Contact, Contract, Directory, Site, Unit } from '../../shared/directory/directory.ts'
import { holdsWords, searchWords } from '../../shared/directory/find.ts'
import { normaliseSerial } from '../../shared/directory/serial.ts'
import { NotFoundError } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { whatPointsTo } from '../../shared/use-cases/pointers.ts'
import type { EditableList } from '../../shared/wire/directory.ts'
import {
  changesOfDirectoryQuerySchema,
  EDITABLE_LISTS,
  entriesQuerySchema,
  listsQuerySchema,
} from '../../shared/wire/edit-directory.ts'
import { parse } from '../../shared/wire/problem.ts'
import { FORMS } from '../../shared/wire/tables/form.ts'
import { toldChange } from '../../shared/wire/tables/row.ts'
import { pathOf, queryOf } from '../api/call.ts'
import { staffWho } from '../api/roles.ts'
import type { HttpEvent } from '../middleware/event.ts'
import { json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'
import type { DirectoryCall } from './call.ts'
import { mayEdit } from './roles.ts'
import { directoryFor } from './seen.ts'
import { entriesOf, pointersView, rowOf } from './view.ts'

/** The list that the path names. */
export function listOf(event: HttpEvent): EditableList {
  const name = pathOf(event, 'list')
  const list = EDITABLE_LISTS.find((one) => one === name)
  if (!list) throw new NotFoundError('no such list')
  return list
}

/** The entry that the path names. Serial numbers compare without case and spaces. */
export const idOf = (event: HttpEvent, list: EditableList): string => entryId(list, pathOf(event, 'id'))
const entryId = (list: EditableList, id: string): string =>
  list === 'units' || list === 'loaners' ? normaliseSerial(id) : id

const HISTORY_SHOWN = 20

export const readEntry: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'directory')
  const [list, language] = [listOf(event), readerLanguage(event)]
  const id = idOf(event, list)
  const directory = await directoryFor(deps, staff)
  const entry = entryIn(directory, list, id)
  const history = await deps.directoryRecord.list({ of: { list, entry: id }, limit: HISTORY_SHOWN })
  // What is not theirs to see is not there; what was deleted is seen by whoever sees everything.
  const last = staff.role === 'engineer' ? undefined : history.items[0]?.before
  const shown = entry ?? last
  if (!shown) throw new NotFoundError('no such entry')
  await auditOpening(deps, staff, `${list}/${id}`, customerOf(directory, list, shown))
  const pointed =
    list === SUPPLIER || !entry
      ? { entries: [], repairs: [], records: 0 }
      : await whatPointsTo(deps, directory, list, id, false)
  return json(200, {
    ...rowOf(list, shown, language),
    ...defined({ entry, version: entry && versionOf(deps, entry) }),
    mayEdit: mayEdit(staff.role, list),
    pointers: pointersView(directory, pointed, language),
    history: pageOf(history, staff.role === 'engineer' && !entry ? [] : history.items),
  })
}

const pageOf = ({ cursor }: { readonly cursor?: string }, items: readonly DirectoryChange[]) => ({
  changes: items.map(toldChange),
  ...defined({ cursor }),
})

export const listEntries: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'directory')
  const [list, language] = [listOf(event), readerLanguage(event)]
  const { q, customer, site, after, limit } = parse(entriesQuerySchema, queryOf(event))
  const directory = await directoryFor(deps, staff)
  await auditOpening(deps, staff, 'directory')
  const words = searchWords(q)
  const found = entriesOf(directory, list)
    .filter((entry) => customer === undefined || customerOf(directory, list, entry) === customer)
    .filter((entry) => site === undefined || isAt(list, entry, site))
    .map((entry) => rowOf(list, entry, language))
    .filter((row) => isMeant(row, words))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const rest = after === undefined ? found : found.filter(({ id }) => id > after)
  const entries = rest.slice(0, limit)
  const last = entries.at(-1)
  return json(200, { entries, total: found.length, ...(rest.length > limit && last && { after: last.id }) })
}

/** So many of each list are offered: whoever sees more types on. */
const OFFERED = 8

export const readLists: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'directory')
  const [words, language] = [searchWords(parse(listsQuerySchema, queryOf(event)).q), readerLanguage(event)]
  const directory = await directoryFor(deps, staff)
  await auditOpening(deps, staff, 'directory')
  const lists = FORMS.map(({ list, ...form }) => {
    const about = { list, ...form, mayEdit: mayEdit(staff.role, list) }
    const all = entriesOf(directory, list)
    if (words.length === 0) return { ...about, found: [], total: all.length }
    const found = all.map((entry) => rowOf(list, entry, language)).filter((row) => isMeant(row, words))
    return { ...about, found: found.slice(0, OFFERED), total: found.length }
  })
  const { name: supplier, hotline } = directory.supplier
  return json(200, { lists, label: { supplier, hotline, address: deps.publicUrl } })
}

const isMeant = ({ id, cells }: ReturnType<typeof rowOf>, words: readonly string[]): boolean =>
  holdsWords([id, ...Object.values(cells)], words)

export const listChanges: DirectoryCall = async (event, deps) => {
  staffWho(event, 'directoryRecord')
  const { list, id, ...page } = parse(changesOfDirectoryQuerySchema, queryOf(event))
  const of = list !== undefined && id !== undefined ? { list, entry: entryId(list, id) } : undefined
  const found = await deps.directoryRecord.list({ ...page, ...defined({ of }) })
  return json(200, pageOf(found, found.items))
}

function customerOf(directory: Directory, list: EditableList, entry: Edited): string | undefined {
  if (list === 'customers') return (entry as { readonly id: string }).id
  if (list === 'units') return ownerOf(directory, entry as Unit)
  return 'customer' in entry ? (entry as Site | Contact | Contract).customer : undefined
}

const isAt = (list: EditableList, entry: Edited, site: string): boolean =>
  list === 'units' ? (entry as Unit).site === site : list === 'contacts' && (entry as Contact).sites.includes(site)
