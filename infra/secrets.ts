import { parseArgs } from 'node:util'
import { inLanguage } from '../shared/kernel/text.ts'
import { printFailure } from './failure.ts'
import { commandLanguage } from './language.ts'
import { ROTATED, rotate } from './local/secrets.ts'
import { readSettings } from './local/settings.ts'

// npm run secrets -- rotate hotline|link
// Makes a secret of the embedded system in DATA_DIR anew; the one that it replaces counts on beside it. The system may be running.

const USAGE = `npm run secrets -- rotate ${ROTATED.join('|')} [--lang zh-CN|en]`

let language = commandLanguage(undefined)
try {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { lang: { type: 'string' } } })
  language = commandLanguage(values.lang)
  const name = ROTATED.find((known) => known === positionals[1])
  if (positionals[0] !== 'rotate' || !name || positionals.length > 2) {
    console.error(inLanguage({ zh: `用法：${USAGE}`, en: `usage: ${USAGE}` }, language))
    process.exit(2)
  }
  rotate(readSettings(process.env).folder, name)
  const text = {
    zh: `${name} 已更换，旧的继续有效，直到下次更换。正在运行的系统 5 分钟内自行换用，不用重启`,
    en: `${name} is replaced; the old one counts on until the next time. A running system takes it up within 5 minutes, without a restart`,
  }
  console.log(inLanguage(text, language))
} catch (error) {
  printFailure(error, language)
  process.exitCode = 1
}
