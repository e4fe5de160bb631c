import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { sha256 } from '../../functions/adapters/digest.ts'
import { DynamoAudit } from '../../functions/adapters/dynamodb/audit.ts'
import { DynamoContractFiles } from '../../functions/adapters/dynamodb/contract-files.ts'
import { DynamoDirectory } from '../../functions/adapters/dynamodb/directory.ts'
import { DynamoDirectoryRecord } from '../../functions/adapters/dynamodb/directory-record.ts'
import { DynamoLedger } from '../../functions/adapters/dynamodb/ledger.ts'
import type { Table } from '../../functions/adapters/dynamodb/queries.ts'
import { DynamoServiceRecords } from '../../functions/adapters/dynamodb/records.ts'
import { DynamoShelf } from '../../functions/adapters/dynamodb/shelf.ts'
import { DynamoSubjectStore } from '../../functions/adapters/dynamodb/subject-store.ts'
import { systemClock } from '../../functions/adapters/system-clock.ts'
import type { Directory } from '../../shared/directory/directory.ts'
import { WordedError } from '../../shared/kernel/errors.ts'
import type { DirectoryRecord } from '../../shared/ports/directory-record.ts'
import { readerOf } from '../../shared/ports/in-memory-directory.ts'
import { refreshContracts } from '../../shared/use-cases/contract-ledger.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { lookAtRosters } from '../../shared/use-cases/look-at-roster.ts'
import { plansOnFile } from '../../shared/use-cases/plans-on-file.ts'
import { withSubjects } from '../../shared/use-cases/subjects.ts'
import { loadForms } from '../forms.ts'
import { openClock } from '../local/clock.ts'
import { dataFile } from '../local/data-folder.ts'
import { openDatabase } from '../local/database.ts'
import { SqliteAudit } from '../local/store/audit.ts'
import { SqliteContractFiles } from '../local/store/contract-files.ts'
import { SqliteDirectory } from '../local/store/directory.ts'
import { SqliteDirectoryRecord } from '../local/store/directory-record.ts'
import { SqliteLedger } from '../local/store/ledger.ts'
import { SqliteServiceRecords } from '../local/store/records.ts'
import { SqliteShelf } from '../local/store/shelf.ts'
import { SqliteSubjectStore } from '../local/store/subject-store.ts'
import { loadPlans } from '../plans.ts'

/** The stores that commands work on. */
export interface Target
  extends Pick<
    Deps,
    | 'store'
    | 'ledger'
    | 'records'
    | 'contracts'
    | 'contractFiles'
    | 'repairs'
    | 'plots'
    | 'audit'
    | 'directory'
    | 'clock'
    | 'workflow'
    | 'log'
    | 'metrics'
    | 'digest'
    | 'plans'
    | 'forms'
    | 'shelf'
  > {
  readonly name: string
  readonly directoryRecord: DirectoryRecord
  /** Brings the promise ledger in line with the contracts, the directory being all that is on file now. May be repeated. */
  readonly refresh: (directory: Directory) => Promise<void>
  close(): void
}

/** There is nothing at that place to import into or export from. */
class NoTargetError extends WordedError {
  override readonly name = 'NoTargetError'
}

/**
 * The DynamoDB table of that name, with the credentials and region of the environment; without one the embedded system's file
 * in `DATA_DIR`, which may be in use at the same time.
 */
export function openTarget(table: string | undefined): Target {
  if (table) {
    const place = tableNamed(table)
    return withRefresh({
      name: table,
      store: new DynamoSubjectStore(place),
      ledger: new DynamoLedger(place),
      records: new DynamoServiceRecords(place),
      contractFiles: new DynamoContractFiles(place),
      shelf: new DynamoShelf(place),
      audit: new DynamoAudit(place),
      directory: new DynamoDirectory(place),
      directoryRecord: new DynamoDirectoryRecord(place),
      clock: systemClock,
      close: () => place.client.destroy(),
    })
  }
  const file = fileThere(dataDir())
  const db = openDatabase(file, { mayUpgrade: false })
  return withRefresh({
    name: file,
    store: new SqliteSubjectStore(db),
    ledger: new SqliteLedger(db),
    records: new SqliteServiceRecords(db),
    contractFiles: new SqliteContractFiles(db),
    shelf: new SqliteShelf(db),
    audit: new SqliteAudit(db),
    directory: new SqliteDirectory(db),
    directoryRecord: new SqliteDirectoryRecord(db),
    clock: openClock(db),
    close: () => db.close(),
  })
}

export const tableNamed = (name: string): Table => ({ client: DynamoDBDocumentClient.from(new DynamoDBClient()), name })

export const dataDir = (): string => process.env.DATA_DIR || join(import.meta.dirname, '../../.data')

/** The embedded system's file in a folder. @throws NoTargetError */
export function fileThere(folder: string): string {
  const file = dataFile(folder)
  if (existsSync(file)) return file
  throw new NoTargetError({
    zh: `找不到 ${file}：先运行一次 npm start，或设置 DATA_DIR 或 TABLE_NAME`,
    en: `${file} is not there: run npm start once, or set DATA_DIR or TABLE_NAME`,
  })
}

type Stores = Pick<
  Target,
  | 'name'
  | 'directoryRecord'
  | 'store'
  | 'ledger'
  | 'records'
  | 'contractFiles'
  | 'shelf'
  | 'audit'
  | 'directory'
  | 'clock'
  | 'close'
>

/** A command runs no executions: the watchdog of the running system takes up what it has changed. */
const WITHOUT_A_SYSTEM: Pick<Deps, 'workflow' | 'log' | 'metrics' | 'digest'> = {
  workflow: { start: async () => 'running', wake: async () => 'gone' },
  log: { info: () => {}, warn: () => {}, error: () => {} },
  metrics: { count: () => {} },
  digest: sha256,
}

/** What was just written is taken from memory: an index of the table may not show it yet. */
function withRefresh(stores: Stores): Target {
  // Their files are read by whoever asks for them: others do their work without.
  let plans: Deps['plans'] | undefined
  const target = {
    ...withSubjects({ ...stores, ...WITHOUT_A_SYSTEM }),
    forms: async () => loadForms(),
    plans: () => {
      plans ??= plansOnFile(stores, loadPlans())
      return plans()
    },
  }
  return {
    ...target,
    refresh: async (directory) => {
      await refreshContracts({ ...target, directory: readerOf(directory) })
      await lookAtRosters(target)
    },
  }
}
