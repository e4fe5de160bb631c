import { inLanguage } from '../shared/kernel/text.ts'
import { printFailure } from './failure.ts'
import { fileArgument } from './file-argument.ts'
import { restore } from './local/backup.ts'
import { readSettings } from './local/settings.ts'

// npm run restore -- FILE
// Puts a backup in the place of the embedded system's data in DATA_DIR; what was there stays beside it. Stop the system first.

const { file, language } = fileArgument('npm run restore -- FILE [--lang zh-CN|en]')
try {
  const { decisions, before } = restore(readSettings(process.env).folder, file, new Date().toISOString())
  const kept = before ? { zh: `；原来的在 ${before}`, en: `; what was there is now ${before}` } : { zh: '', en: '' }
  const text = {
    zh: `已换回 ${file}：${decisions} 个决定${kept.zh}。请启动，再运行 npm run ledger -- check`,
    en: `${file} is in place: ${decisions} decisions${kept.en}. Start the system, then npm run ledger -- check`,
  }
  console.log(inLanguage(text, language))
} catch (error) {
  printFailure(error, language)
  process.exitCode = 1
}
