import { check, rebuild } from '../shared/use-cases/rebuild.ts'
import { NoTargetError, openTarget, type Target } from './import/target.ts'
import { loadPlans } from './plans.ts'

// npm run ledger -- check | rebuild
// Compares the promise ledger and the service records with the events that they are derived from, and corrects them. Works on the
// DynamoDB table TABLE_NAME, with the credentials and region of the environment; without one on the embedded system's file in
// DATA_DIR. The system may be running; both may be repeated.

const USAGE = 'usage: npm run ledger -- check | rebuild'
const SHOWN = 20

const [command, ...more] = process.argv.slice(2)
if ((command !== 'check' && command !== 'rebuild') || more.length > 0) {
  console.error(USAGE)
  process.exit(2)
}
const target = open()
const deps = { ...target, plans: loadPlans() }
try {
  if (command === 'rebuild') {
    const { repairs, contracts, changed } = await rebuild(deps)
    console.log(`${target.name}: ${repairs} repairs and ${contracts} contracts, ${changed} lines and records corrected`)
  } else {
    const wrong = await check(deps)
    for (const line of wrong.slice(0, SHOWN)) console.log(line)
    if (wrong.length > SHOWN) console.log(`… and ${wrong.length - SHOWN} more`)
    console.log(
      `${target.name}: ${wrong.length === 0 ? 'stored as the events say' : `${wrong.length} differ; npm run ledger -- rebuild`}`,
    )
    if (wrong.length > 0) process.exitCode = 1
  }
} finally {
  target.close()
}

function open(): Target {
  try {
    return openTarget(process.env.TABLE_NAME)
  } catch (error) {
    if (!(error instanceof NoTargetError)) throw error
    console.error(error.message)
    process.exit(2)
  }
}
