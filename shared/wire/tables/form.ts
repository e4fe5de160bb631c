import type { Text } from '../../kernel/text.ts'
import { editSchemas } from '../directory.ts'
import type { CellKind } from './cells.ts'
import { type Column, type Formed, TABLES } from './columns.ts'
import { NAMES } from './names.ts'

/** A column as a form asks for it. */
export interface FormColumn {
  readonly key: string
  readonly name: Text
  readonly kind: CellKind
  readonly required: boolean
  readonly choices?: readonly { readonly value: string; readonly name: Text }[]
  /** The list whose entries it names. */
  readonly of?: string
}

/** In the order in which people look for them. */
const IN_USE: readonly Formed[] = [
  'customers',
  'sites',
  'contacts',
  'units',
  'contracts',
  'prices',
  'loaners',
  'people',
  'supplier',
]

/** Each list of the directory as a form, from the table by which it is imported and the schema by which it is checked. */
export const FORMS: readonly { readonly list: Formed; readonly name: Text; readonly columns: readonly FormColumn[] }[] =
  IN_USE.map((list) => ({ list, name: TABLES[list].name, columns: TABLES[list].columns.map(columnOf(list)) }))

function columnOf(list: Formed): (column: Column) => FormColumn {
  const needed = new Set(editSchemas[list].safeParse({}).error?.issues.map(({ path }) => String(path[0])))
  return ({ key, name, cell: { kind, words } }) => ({
    key,
    name,
    kind,
    required: needed.has(key.split('.')[0] ?? key),
    ...(words && { choices: Object.entries(words).map(([value, word]) => ({ value, name: word })) }),
    ...(NAMES[key] !== undefined && { of: NAMES[key] }),
  })
}
