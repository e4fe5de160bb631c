import { awsDeps, env, tableOf } from '../adapters/aws-deps.ts'
import { awsMachine } from '../adapters/aws-machine.ts'
import { DynamoDirectoryRecord } from '../adapters/dynamodb/directory-record.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { staffClaimsOf } from '../api/claims.ts'
import { directoryHandler } from './directory.ts'

export const handler = lazyHandler(async () =>
  directoryHandler({
    ...awsDeps(),
    directoryRecord: new DynamoDirectoryRecord(tableOf(env('TABLE_NAME'))),
    machine: awsMachine,
    claims: staffClaimsOf(process.env),
  }),
)
