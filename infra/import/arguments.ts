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
  /** The whole installation, in a folder, rather than lists of master data. */
  readonly all: boolean
  /** Where photos and papers are beside a table. */
  readonly bucket: string | undefined
  /** The list that every file holds, whatever it is called. */
  readonly as: List | undefined
}

const OPTIONS = {
  'dry-run': { type: 'boolean', default: false },
  as: { type: 'string' },
  all: { type: 'boolean', default: false },
  bucket: { type: 'string' },
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
    const { all, table = process.env.TABLE_NAME, bucket = process.env.ATTACHMENTS_BUCKET } = values
    const places = { table: table || undefined, bucket: bucket || undefined }
    if (fits(paths) && !(all && paths.length !== 1))
      return { paths, dryRun: values['dry-run'], language, as, all, ...places }
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
