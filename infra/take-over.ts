import { parseArgs } from 'node:util'
import { systemClock } from '../functions/adapters/system-clock.ts'
import { SettingError } from '../shared/kernel/errors.ts'
import { inLanguage } from '../shared/kernel/text.ts'
import { printFailure } from './failure.ts'
import { commandLanguage } from './language.ts'
import { readConfig } from './local/production/config.ts'
import { takeOver } from './local/production/take-over.ts'

// npm run take-over -- --config chengnuo.yaml
// On the second machine, when the first is dead: puts the newest backup that was copied here in place. Then start it.

let language = commandLanguage(undefined)
try {
  const { config, lang } = parseArgs({ options: { config: { type: 'string' }, lang: { type: 'string' } } }).values
  language = commandLanguage(lang)
  if (!config)
    throw new SettingError({
      zh: '用法：npm run take-over -- --config chengnuo.yaml',
      en: 'usage: npm run take-over -- --config chengnuo.yaml',
    })
  const { file, decisions } = await takeOver(readConfig(config, process.env), systemClock.now())
  const text = {
    zh: `${file} 已就位：${decisions} 个决定，这之后的记录不在里面。现在启动：systemctl enable --now chengnuo`,
    en: `${file} is in place: ${decisions} decisions; what came after them is not there. Now start it: systemctl enable --now chengnuo`,
  }
  console.log(inLanguage(text, language))
} catch (error) {
  printFailure(error, language)
  process.exitCode = 1
}
