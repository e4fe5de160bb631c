import { sheetsOf } from '../../shared/contracts/tables/write.ts'
import { NotFoundError } from '../../shared/errors/errors.ts'
import { readArguments } from './arguments.ts'
import { writeFiles } from './files.ts'
import { NoTargetError, openTarget, type Target } from './target.ts'

// npm run export -- FOLDER|FILE.xlsx [--lang en] [--table NAME]
// Writes the lists that can be imported: one CSV file each into a folder, or one workbook with a sheet each. Imported again as
// they are, they change nothing.

const USAGE = 'usage: npm run export -- FOLDER|FILE.xlsx [--lang zh|en] [--table NAME]'

const { paths, language, table } = readArguments(USAGE, (paths) => paths.length === 1)
let target: Target | undefined
try {
  target = openTarget(table)
  const files = await writeFiles(sheetsOf(await target.directory.all(), language), paths[0] ?? '')
  console.log(files.join('\n'))
} catch (error) {
  if (!(error instanceof NoTargetError || error instanceof NotFoundError)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  target?.close()
}
