import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { DynamoContractFiles } from '../../functions/adapters/dynamodb/contract-files.ts'
import { DynamoDirectory } from '../../functions/adapters/dynamodb/directory.ts'
import { DynamoLedger } from '../../functions/adapters/dynamodb/ledger.ts'
import { systemClock } from '../../functions/adapters/system-clock.ts'
import type { Directory } from '../../shared/directory/directory.ts'
import { readerOf } from '../../shared/directory/in-memory.ts'
import { ChengnuoError } from '../../shared/errors/errors.ts'
import type { PlanDocument } from '../../shared/plan/document.ts'
import type { DirectoryReader, DirectoryWriter } from '../../shared/ports/directory.ts'
import { refreshContracts } from '../../shared/use-cases/contract-ledger.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { openClock } from '../local/clock.ts'
import { openDatabase } from '../local/database.ts'
import { SqliteContractFiles } from '../local/store/contract-files.ts'
import { SqliteDirectory } from '../local/store/directory.ts'
import { SqliteLedger } from '../local/store/ledger.ts'

/** Where master data is read from and written to. */
export interface Target {
  readonly name: string
  readonly directory: DirectoryReader & DirectoryWriter
  /** Brings the promise ledger in line with the contracts, the directory being all that is on file now. May be repeated. */
  readonly refresh: (directory: Directory, plans: readonly PlanDocument[]) => Promise<void>
  close(): void
}

/** There is nothing at that place to import into or export from. */
export class NoTargetError extends ChengnuoError {
  override readonly name = 'NoTargetError'
}

/**
 * The DynamoDB table of that name, with the credentials and region of the environment; without one the embedded system's file
 * in `DATA_DIR`, which may be in use at the same time.
 */
export function openTarget(table: string | undefined): Target {
  if (table) {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient())
    const place = { client, name: table }
    const ledger = new DynamoLedger(place)
    return {
      name: table,
      directory: new DynamoDirectory(place),
      refresh: refreshWith({ ledger, contracts: new DynamoContractFiles(place), clock: systemClock }),
      close: () => client.destroy(),
    }
  }
  const folder = process.env.DATA_DIR ?? join(import.meta.dirname, '../../.data')
  const file = join(folder, 'chengnuo.db')
  if (!existsSync(file))
    throw new NoTargetError(`${file} is not there: run npm start once, or set DATA_DIR or TABLE_NAME`)
  const db = openDatabase(file)
  const ledger = new SqliteLedger(db)
  return {
    name: file,
    directory: new SqliteDirectory(db),
    refresh: refreshWith({ ledger, contracts: new SqliteContractFiles(db), clock: openClock(db) }),
    close: () => db.close(),
  }
}

/** What was just written is taken from memory: an index of the table may not show it yet. */
const refreshWith =
  (deps: Pick<Deps, 'ledger' | 'contracts' | 'clock'>): Target['refresh'] =>
  async (directory, plans) =>
    void (await refreshContracts({ ...deps, directory: readerOf(directory), plans }))
