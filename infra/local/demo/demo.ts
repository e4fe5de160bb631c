import { parseArgs } from 'node:util'
import { commandLanguage } from '../../language.ts'

/** `npm run demo`: one night, or with `--year` a year of planned service; `--lang en` for English. */
const { lang, year } = parseArgs({ options: { lang: { type: 'string' }, year: { type: 'boolean' } } }).values
if (year) {
  const { tellYear } = await import('./year.ts')
  await tellYear(commandLanguage(lang))
} else await import('./night.ts')
