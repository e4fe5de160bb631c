import { parseArgs } from 'node:util'
import { inLanguage, type Language } from '../shared/kernel/text.ts'
import { printFailure } from './failure.ts'
import { commandLanguage } from './language.ts'

/** The one file that follows a command; prints what is wrong and the usage, and ends the process, when it makes no sense. */
export function fileArgument(usage: string): { readonly file: string; readonly language: Language } {
  let language = commandLanguage(undefined)
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { lang: { type: 'string' } } })
    language = commandLanguage(values.lang)
    const [file, ...more] = positionals
    if (file && more.length === 0) return { file, language }
  } catch (error) {
    printFailure(error, language)
  }
  console.error(inLanguage({ zh: `用法：${usage}`, en: `usage: ${usage}` }, language))
  process.exit(2)
}
