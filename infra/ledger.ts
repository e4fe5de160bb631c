import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { DynamoContractFiles } from '../functions/adapters/dynamodb/contract-files.ts'
import { DynamoDirectory } from '../functions/adapters/dynamodb/directory.ts'
import { DynamoLedger } from '../functions/adapters/dynamodb/ledger.ts'
import { DynamoServiceRecords } from '../functions/adapters/dynamodb/records.ts'
import { DynamoRepairStore } from '../functions/adapters/dynamodb/repair-store.ts'
import { systemClock } from '../functions/adapters/system-clock.ts'
import { check, type LedgerDeps, rebuild } from '../shared/use-cases/rebuild.ts'
import { openClock } from './local/clock.ts'
import { openDatabase } from './local/database.ts'
import { SqliteContractFiles } from './local/store/contract-files.ts'
import { SqliteDirectory } from './local/store/directory.ts'
import { SqliteLedger } from './local/store/ledger.ts'
import { SqliteServiceRecords } from './local/store/records.ts'
import { SqliteRepairStore } from './local/store/repair-store.ts'
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
const { deps, place, close } = open(process.env.TABLE_NAME)
try {
  if (command === 'rebuild') {
    const { repairs, contracts, changed } = await rebuild(deps)
    console.log(`${place}: ${repairs} repairs and ${contracts} contracts, ${changed} lines and records corrected`)
  } else {
    const wrong = await check(deps)
    for (const line of wrong.slice(0, SHOWN)) console.log(line)
    if (wrong.length > SHOWN) console.log(`… and ${wrong.length - SHOWN} more`)
    console.log(
      `${place}: ${wrong.length === 0 ? 'stored as the events say' : `${wrong.length} differ; npm run ledger -- rebuild`}`,
    )
    if (wrong.length > 0) process.exitCode = 1
  }
} finally {
  close()
}

function open(table: string | undefined): { deps: LedgerDeps; place: string; close: () => void } {
  return table
    ? onDynamo(table)
    : onFile(join(process.env.DATA_DIR ?? join(import.meta.dirname, '../.data'), 'chengnuo.db'))
}

function onDynamo(name: string) {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient())
  const table = { client, name }
  const deps: LedgerDeps = {
    store: new DynamoRepairStore(table),
    ledger: new DynamoLedger(table),
    records: new DynamoServiceRecords(table),
    contracts: new DynamoContractFiles(table),
    directory: new DynamoDirectory(table),
    plans: loadPlans(),
    clock: systemClock,
  }
  return { deps, place: name, close: () => client.destroy() }
}

function onFile(file: string) {
  if (!existsSync(file)) {
    console.error(`${file} is not there: run npm start once, or set DATA_DIR or TABLE_NAME`)
    process.exit(2)
  }
  const db = openDatabase(file)
  const deps: LedgerDeps = {
    store: new SqliteRepairStore(db),
    ledger: new SqliteLedger(db),
    records: new SqliteServiceRecords(db),
    contracts: new SqliteContractFiles(db),
    directory: new SqliteDirectory(db),
    plans: loadPlans(),
    clock: openClock(db),
  }
  return { deps, place: file, close: () => db.close() }
}
