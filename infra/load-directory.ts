import { parseArgs } from 'node:util'
import { systemClock } from '../functions/adapters/system-clock.ts'
import { merged } from '../shared/directory/in-memory.ts'
import { keepingReplacements } from '../shared/directory/replaced.ts'
import { BadRequestError, NotFoundError } from '../shared/errors/errors.ts'
import { dutyProblems } from '../shared/oncall/on-call.ts'
import { keepingDuty } from '../shared/oncall/roster-changes.ts'
import { inWords, readDirectoryFile } from './directory-file.ts'
import { openTarget, type Target } from './import/target.ts'
import { loadPlans } from './plans.ts'

// node infra/load-directory.ts directory.yaml --table NAME
// Writes the master data to the DynamoDB table, with the credentials and region of the environment. Replaces what the
// file names and deletes nothing, so it may run again at any time. A file with a problem is not written at all.

const USAGE = 'usage: node infra/load-directory.ts file.yaml --table NAME'

const { file, table } = readArguments()
const target = openTarget(table)
try {
  await load(target)
} catch (error) {
  if (!(error instanceof BadRequestError)) throw error
  console.error(`${file} was not written:\n${error.problems.map((problem) => `  ${problem}`).join('\n')}`)
  process.exitCode = 1
} finally {
  target.close()
}

async function load({ directory: stored, refresh }: Target): Promise<void> {
  const plans = loadPlans()
  const { directory, warnings } = readDirectoryFile(file, plans)
  for (const warning of warnings) console.warn(`note ${warning}`)
  const before = await stored.all().catch(whenEmpty)
  const now = systemClock.now()
  const kept = keepingDuty(before ? keepingReplacements(directory, before) : directory, before, now)
  await stored.put(kept)
  const all = before ? merged(before, kept) : kept
  await refresh(all, plans)
  for (const problem of dutyProblems(all, now)) console.warn(`note ${inWords(problem)}`)
  const { customers, sites, units } = directory
  console.log(`${file}: ${customers.length} customers, ${sites.length} sites and ${units.length} units are in ${table}`)
}

/** The first time, there is nothing in the table. */
function whenEmpty(error: unknown): undefined {
  if (!(error instanceof NotFoundError)) throw error
}

function readArguments(): { file: string; table: string } {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { table: { type: 'string' } } })
  const [file, ...others] = positionals
  if (file !== undefined && others.length === 0 && values.table !== undefined) return { file, table: values.table }
  console.error(USAGE)
  process.exit(2)
}
