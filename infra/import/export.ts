import { userInfo } from 'node:os'
import { sha256 } from '../../functions/adapters/digest.ts'
import { inLanguage } from '../../shared/kernel/text.ts'
import { auditExport } from '../../shared/use-cases/audit.ts'
import { sheetsOf } from '../../shared/wire/tables/write.ts'
import { printFailure } from '../failure.ts'
import { readArguments } from './arguments.ts'
import { writeFiles } from './files.ts'
import { dataDir, openTarget, type Target, tableNamed } from './target.ts'
import { exportAll } from './whole/export-all.ts'
import { bucketNamed, folderSource, type Source, tableSource } from './whole/source.ts'

// npm run export -- FOLDER|FILE.xlsx [--lang en] [--table NAME]
// Writes the lists that can be imported: one CSV file each into a folder, or one workbook with a sheet each. Imported again as
// they are, they change nothing. Who took them stands on the audit record.
//
// npm run export -- --all FOLDER [--lang en] [--table NAME --bucket NAME]
// Writes all that the installation keeps, to go on in another place (npm run import -- --all). Stop the system first.

const OPTIONS =
  'npm run export -- FOLDER|FILE.xlsx [--lang zh-CN|en] [--table NAME]\n       npm run export -- --all FOLDER [--lang zh-CN|en] [--table NAME --bucket NAME]'
const USAGE = { zh: `用法：${OPTIONS}`, en: `usage: ${OPTIONS}` }

const OPERATOR = { role: 'operator', actor: { kind: 'staff', id: userInfo().username } } as const

const { paths, language, table, all, bucket } = readArguments(USAGE, (paths) => paths.length === 1)
let target: Target | Source | undefined
try {
  if (all) await writeAll(paths[0] ?? '')
  else await writeLists(paths[0] ?? '')
} catch (error) {
  printFailure(error, language)
  process.exitCode = 1
} finally {
  target?.close()
}

async function writeLists(place: string): Promise<void> {
  const opened = openTarget(table)
  target = opened
  const sheets = sheetsOf(await opened.directory.all(), language === 'en' ? 'en' : 'zh')
  // On the audit record before anything leaves (C27).
  const lists = sheets.map(({ list }) => list)
  const lines = sheets.reduce((sum, { rows }) => sum + rows.length - 1, 0)
  await auditExport({ ...opened, digest: sha256 }, OPERATOR, { lists, lines })
  const files = await writeFiles(sheets, place)
  console.log(files.join('\n'))
}

async function writeAll(folder: string): Promise<void> {
  const source = table ? tableSource(tableNamed(table), bucketNamed(bucket)) : folderSource(dataDir())
  target = source
  const { things, files } = await exportAll(source, OPERATOR, folder)
  const text = {
    zh: `${folder}：${source.name} 的 ${things} 条数据、${files} 个附件。里面有客户资料和密钥，妥善保管；在新的地方运行 npm run import -- --all`,
    en: `${folder}: ${things} things and ${files} files of ${source.name}. Customers' data and secrets are in it: keep it safe, then npm run import -- --all at the new place`,
  }
  console.log(inLanguage(text, language))
}
