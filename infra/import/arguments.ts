import { parseArgs } from 'node:util'

export interface Arguments {
  readonly paths: readonly string[]
  readonly dryRun: boolean
  readonly language: 'zh' | 'en'
  readonly table: string | undefined
}

/** What follows the command; prints the usage and ends the process when it makes no sense. */
export function readArguments(usage: string, fits: (paths: readonly string[]) => boolean): Arguments {
  try {
    const { positionals: paths, values } = parseArgs({
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        lang: { type: 'string', default: 'zh' },
        table: { type: 'string' },
      },
    })
    const { lang, table = process.env.TABLE_NAME } = values
    if (fits(paths) && (lang === 'zh' || lang === 'en'))
      return { paths, dryRun: values['dry-run'], language: lang, table: table || undefined }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    console.error(error.message)
  }
  console.error(usage)
  process.exit(2)
}
