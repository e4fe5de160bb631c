import { awsDeps, env, tableOf } from '../adapters/aws-deps.ts'
import { DynamoFeed } from '../adapters/dynamodb/feed.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { staffClaimsOf } from '../api/claims.ts'
import { ledgerHandler } from './ledger.ts'

export const handler = lazyHandler(async () =>
  ledgerHandler({
    ...awsDeps(),
    claims: staffClaimsOf(process.env),
    feed: new DynamoFeed(tableOf(env('TABLE_NAME'))),
  }),
)
