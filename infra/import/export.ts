import { userInfo } from 'node:os'
import { sha256 } from '../../functions/adapters/digest.ts'
import { auditExport } from '../../shared/use-cases/audit.ts'
import { sheetsOf } from '../../shared/wire/tables/write.ts'
import { printFailure } from '../failure.ts'
import { readArguments } from './arguments.ts'
import { writeFiles } from './files.ts'
import { openTarget, type Target } from './target.ts'

// npm run export -- FOLDER|FILE.xlsx [--lang en] [--table NAME]
// Writes the lists that can be imported: one CSV file each into a folder, or one workbook with a sheet each. Imported again as
// they are, they change nothing. Who took them stands on the audit record.

const OPTIONS = 'npm run export -- FOLDER|FILE.xlsx [--lang zh-CN|en] [--table NAME]'
const USAGE = { zh: `用法：${OPTIONS}`, en: `usage: ${OPTIONS}` }

const { paths, language, table } = readArguments(USAGE, (paths) => paths.length === 1)
let target: Target | undefined
try {
  target = openTarget(table)
  const sheets = sheetsOf(await target.directory.all(), language === 'en' ? 'en' : 'zh')
  // On the audit record before anything leaves (C27).
  const lists = sheets.map(({ list }) => list)
  const lines = sheets.reduce((sum, { rows }) => sum + rows.length - 1, 0)
  const who = { role: 'operator', actor: { kind: 'staff', id: userInfo().username } } as const
  await auditExport({ ...target, digest: sha256 }, who, { lists, lines })
  const files = await writeFiles(sheets, paths[0] ?? '')
  console.log(files.join('\n'))
} catch (error) {
  printFailure(error, language)
  process.exitCode = 1
} finally {
  target?.close()
}
