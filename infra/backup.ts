import { inLanguage } from '../shared/kernel/text.ts'
import { printFailure } from './failure.ts'
import { fileArgument } from './file-argument.ts'
import { attachmentsBeside, backUp, secretsBeside } from './local/backup.ts'
import { readSettings } from './local/settings.ts'

// npm run backup -- FILE
// Copies the data of the embedded system in DATA_DIR into one file, and its secrets beside it. The system may be running.

const { file, language } = fileArgument('npm run backup -- FILE [--lang zh-CN|en]')
try {
  const decisions = await backUp(readSettings(process.env).folder, file)
  const text = {
    zh: `${file}：${decisions} 个决定，已检查；密钥在 ${secretsBeside(file)}，照片和附件（有的话）在 ${attachmentsBeside(file)}，一并妥善保管`,
    en: `${file}: ${decisions} decisions, looked through; the secrets are in ${secretsBeside(file)}, photos and files, if any, in ${attachmentsBeside(file)}: keep all of it safe`,
  }
  console.log(inLanguage(text, language))
} catch (error) {
  printFailure(error, language)
  process.exitCode = 1
}
