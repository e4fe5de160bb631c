import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { DynamoDirectory } from '../../functions/adapters/dynamodb/directory.ts'
import { consoleLog } from '../../infra/local/console-log.ts'
import { createHost } from '../../infra/local/host.ts'
import { createHttpServer } from '../../infra/local/http/server.ts'
import { playground } from '../../infra/local/playground/front.ts'
import { refreshContracts } from '../../shared/use-cases/contract-ledger.ts'
import { dynamoPorts } from '../support/dynamodb/dynamodb-ports.ts'

/**
 * The same handlers behind the same edge, with everything that is on file in DynamoDB, as on AWS; only the state machine and
 * the outbox stay in this process. The system starts it with the endpoint and the table.
 */
const { PORT = '0', DATA_DIR = '', PUBLIC_URL = '', DYNAMODB = '', TABLE = '', DIRECTORY } = process.env
/** There is no stream here: what a stream would hand over at once the sweeper finds. */
const SWEEP_EVERY_MS = 2000

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
const base = new DynamoDBClient({ endpoint: DYNAMODB, region: 'local', credentials })
const client = DynamoDBDocumentClient.from(base, { marshallOptions: { removeUndefinedValues: true } })
const table = { client, name: TABLE }
const directory = new DynamoDirectory(table)

const host = createHost({
  folder: DATA_DIR,
  publicUrl: PUBLIC_URL,
  log: consoleLog,
  ...(DIRECTORY && { directory: DIRECTORY }),
  outside: () => ({
    ...dynamoPorts(table),
    directory,
  }),
})
const isNew = (await directory.rosters()).length === 0
if (isNew) await directory.put(host.demo)
await host.start()
// Executions of contracts want an engine that has started.
if (isNew) await refreshContracts(host.deps)
createHttpServer(host, playground()).listen(Number(PORT), '127.0.0.1')
setInterval(() => void host.sweep().catch((error: unknown) => console.error(error)), SWEEP_EVERY_MS).unref()
