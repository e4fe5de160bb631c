import { type Import, importOf } from '../../shared/contracts/tables/changes.ts'
import { NotFoundError } from '../../shared/errors/errors.ts'
import { loadPlans } from '../plans.ts'
import { readArguments } from './arguments.ts'
import { readFiles } from './files.ts'
import { changesIn, type Outcome, problemsIn, summary, warningsIn } from './report.ts'
import { NoTargetError, openTarget, type Target } from './target.ts'

// npm run import -- FILE… [--dry-run] [--lang en] [--table NAME]
// Takes customers, sites, contacts, units, contracts, prices, loaners and people from CSV files and XLSX workbooks. Checks every
// row before anything is written; a row that is not right keeps the whole import from being written. Entries are told apart by
// id, serial number or code, so it may run again at any time; nothing is deleted.

const USAGE = 'usage: npm run import -- FILE.csv|FILE.xlsx… [--dry-run] [--lang zh|en] [--table NAME]'

const { paths, dryRun, language, table } = readArguments(USAGE, (paths) => paths.length > 0)
let target: Target | undefined
try {
  target = openTarget(table)
  process.exitCode = await run(target)
} catch (error) {
  if (!(error instanceof NoTargetError || error instanceof NotFoundError)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  target?.close()
}

async function run({ name, directory, refresh }: Target): Promise<number> {
  const plans = loadPlans()
  const files = await readFiles(paths)
  const found = importOf(files.sheets, await directory.all(), plans)
  const problems = [...files.problems, ...found.problems]
  const outcome = outcomeOf(problems.length, found)
  if (outcome === 'written' || outcome === 'unchanged') {
    await directory.merge(found.part)
    // For what is unchanged as well: an earlier run may have come no further than the line above.
    await refresh(found.directory, plans)
  }
  for (const line of [...changesIn(found, language), ...warningsIn(found, language)]) console.log(line)
  for (const line of problemsIn({ problems }, language)) console.error(line)
  console.log(summary(outcome, name, problems.length, language))
  return problems.length > 0 ? 1 : 0
}

function outcomeOf(problems: number, { changes }: Import): Outcome {
  if (problems > 0) return 'refused'
  if (dryRun) return 'dryRun'
  return changes.every(({ kind }) => kind === 'unchanged') ? 'unchanged' : 'written'
}
