import { basename } from 'node:path'
import { systemClock } from '../../functions/adapters/system-clock.ts'
import { inLanguage, type Text } from '../../shared/kernel/text.ts'
import { importDirectory } from '../../shared/use-cases/import-directory.ts'
import { LISTS, TABLES } from '../../shared/wire/tables/columns.ts'
import { printFailure } from '../failure.ts'
import { readArguments } from './arguments.ts'
import { readFiles } from './files.ts'
import { changesIn, problemsIn, summary, warningsIn } from './report.ts'
import { dataDir, openTarget, type Target, tableNamed } from './target.ts'
import { importIntoFolder, importIntoTable } from './whole/import-all.ts'
import { bucketNamed } from './whole/source.ts'

// npm run import -- FILE… [--as units] [--dry-run] [--lang en] [--table NAME]
// Takes customers, sites, contacts, units, contracts, prices, loaners and people from CSV files and XLSX workbooks. Checks every
// row before anything is written; a row that is not right keeps the whole import from being written. Entries are told apart by
// id, serial number or code, so it may run again at any time; nothing is deleted.
//
// npm run import -- --all FOLDER [--lang en] [--table NAME --bucket NAME]
// Puts a whole installation, as npm run export -- --all wrote it, into an empty data folder or a fresh deployment.

const OPTIONS = 'FILE.csv|FILE.xlsx… [--as LIST] [--dry-run] [--lang zh-CN|en] [--table NAME]'
const ALL = '--all FOLDER [--lang zh-CN|en] [--table NAME --bucket NAME]'
const list = (language: keyof Text) => LISTS.map((one) => TABLES[one].name[language])
const USAGE: Text = {
  zh: `用法：npm run import -- ${OPTIONS}\n      npm run import -- ${ALL}\n  每个文件（工作簿的每张表）按名字认作：${list('zh').join('、')}；名字不同时用 --as 说明，例如 --as 设备`,
  en: `usage: npm run import -- ${OPTIONS}\n       npm run import -- ${ALL}\n  each file (each sheet of a workbook) is named after what it lists: ${list('en').join(', ')}; by any other name with --as, such as --as units`,
}

/** Whoever can run commands here may change all of it. */
const OPERATOR = { role: 'admin', actor: { kind: 'system', name: 'npm run import' } } as const
const LONGEST_REASON = 200

const { paths, dryRun, language, table, as, all, bucket } = readArguments(USAGE, (paths) => paths.length > 0)
let target: Target | undefined
try {
  if (all) await takeAll(paths[0] ?? '')
  else {
    target = openTarget(table)
    process.exitCode = await run(target)
  }
} catch (error) {
  printFailure(error, language)
  process.exitCode = 1
} finally {
  target?.close()
}

/** One path for the console's import and this: checked alike, and on the record of the master data. */
async function run(target: Target): Promise<number> {
  const files = await readFiles(paths, as)
  const reason = `npm run import ${paths.map((path) => basename(path)).join(' ')}`.slice(0, LONGEST_REASON)
  const wanted = { sheets: files.sheets, reason, most: Number.POSITIVE_INFINITY }
  const found = await importDirectory(target, OPERATOR, wanted, dryRun || files.problems.length > 0)
  const problems = [...files.problems, ...found.problems]
  const outcome = problems.length > 0 ? 'refused' : found.outcome
  // For what is unchanged as well: an earlier run may have come no further than writing.
  if (outcome === 'written' || outcome === 'unchanged') await target.refresh(found.directory)
  for (const line of [...changesIn(found, language), ...warningsIn(found, language)]) console.log(line)
  for (const line of problemsIn({ problems }, language)) console.error(line)
  console.log(summary(outcome, target.name, problems.length, language))
  return problems.length > 0 ? 1 : 0
}

async function takeAll(folder: string): Promise<void> {
  const now = systemClock.now()
  const { things, files } = table
    ? await importIntoTable(folder, tableNamed(table), bucketNamed(bucket), now)
    : await importIntoFolder(folder, dataDir(), now)
  const text = {
    zh: `${table ?? dataDir()}：已放入 ${things} 条数据、${files} 个附件；运行 npm run ledger -- check，再启动`,
    en: `${table ?? dataDir()}: ${things} things and ${files} files are in place; run npm run ledger -- check, then start`,
  }
  console.log(inLanguage(text, language))
}
