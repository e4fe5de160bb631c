import { type Edited, type EditedList, entryIn, idIn, SUPPLIER } from '../../shared/directory/change.ts'
import type { Directory, Supplier } from '../../shared/directory/directory.ts'
import type { EntryOf, ListName } from '../../shared/directory/lists.ts'
import type { Language, Text } from '../../shared/kernel/text.ts'
import type { PointedTo } from '../../shared/use-cases/pointers.ts'
import type { EditableList } from '../../shared/wire/directory.ts'
import type { FormedEntry } from '../../shared/wire/tables/columns.ts'
import { cellsOf } from '../../shared/wire/tables/row.ts'

export const keyOf = (language: Language): keyof Text => (language === 'en' ? 'en' : 'zh')

/** So many of the entries that point to one are named. */
const POINTERS_SHOWN = 100

/** What people call an entry. */
export function nameIn(directory: Directory, list: EditedList, id: string, language: Language): string {
  const entry = entryIn(directory, list, id)
  return entry ? nameOf(list, entry, language) : id
}

export const nameOf = (list: EditedList, entry: Edited, language: Language): string =>
  list === SUPPLIER
    ? (entry as Supplier).name[keyOf(language)]
    : 'name' in entry && typeof entry.name === 'string'
      ? entry.name
      : idIn(list, entry)

export const rowOf = (list: EditableList, entry: Edited, language: Language) => ({
  list,
  id: idIn(list, entry),
  name: nameOf(list, entry, language),
  cells: cellsOf(list, entry as FormedEntry, keyOf(language)),
})

export const pointersView = (directory: Directory, { entries, repairs, records }: PointedTo, language: Language) => {
  const more = entries.length - POINTERS_SHOWN
  return {
    entries: entries
      .slice(0, POINTERS_SHOWN)
      .map(({ list, id }) => ({ list, id, name: nameIn(directory, list, id, language) })),
    ...(more > 0 && { more }),
    repairs,
    records,
  }
}

export const entriesOf = (directory: Directory, list: EditableList): readonly Edited[] =>
  list === SUPPLIER ? [directory.supplier] : (directory[list as ListName] as readonly EntryOf[])
