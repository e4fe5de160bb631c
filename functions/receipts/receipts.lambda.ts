import { PLOTS } from '../../shared/use-cases/subjects.ts'
import { awsDeps, env, tableOf } from '../adapters/aws-deps.ts'
import { DynamoLinks } from '../adapters/dynamodb/links.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { RECEIPTS_ON_AWS } from '../channels/receipts-on-aws.ts'
import { chosen } from '../channels/through.ts'
import { receiptsHandler } from './receipts.ts'

export const handler = lazyHandler(async () =>
  receiptsHandler({
    ...awsDeps({ plots: PLOTS, links: new DynamoLinks(tableOf(env('TABLE_NAME'))) }),
    channels: chosen(RECEIPTS_ON_AWS, process.env),
  }),
)
