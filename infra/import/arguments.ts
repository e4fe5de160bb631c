import { parseArgs } from 'node:util'
import { SettingError } from '../../shared/kernel/errors.ts'
import { inLanguage, type Language, type Text } from '../../shared/kernel/text.ts'
import type { List } from '../../shared/wire/tables/columns.ts'
import { listNamed, unknownList } from '../../shared/wire/tables/header.ts'
import { printFailure } from '../failure.ts'
import { commandLanguage } from '../language.ts'

export interface Arguments {
  readonly paths: readonly string[]
  readonly dryRun: boolean
  readonly language: Language
  readonly table: string | undefined
  /** The list that every file holds, whatever it is called. */
  readonly as: List | undefined
}

const OPTIONS = {
  'dry-run': { type: 'boolean', default: false },
  as: { type: 'string' },
  lang: { type: 'string' },
  table: { type: 'string' },
} as const

/** What follows the command; prints what is wrong and the usage, and ends the process, when it makes no sense. */
export function readArguments(usage: Text, fits: (paths: readonly string[]) => boolean): Arguments {
  let language = commandLanguage(undefined)
  try {
    const { positionals: paths, values } = parseArgs({ allowPositionals: true, options: OPTIONS })
    language = commandLanguage(values.lang)
    const as = values.as === undefined ? undefined : listCalled(values.as)
    const { table = process.env.TABLE_NAME } = values
    if (fits(paths)) return { paths, dryRun: values['dry-run'], language, table: table || undefined, as }
  } catch (error) {
    printFailure(error, language)
  }
  console.error(inLanguage(usage, language))
  process.exit(2)
}

function listCalled(name: string): List {
  const list = listNamed(name)
  if (list) return list
  const { zh, en } = unknownList(name)
  throw new SettingError({ zh: `--as：${zh}`, en: `--as: ${en}` })
}
