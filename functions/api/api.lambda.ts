import { readFileSync } from 'node:fs'
import { awsDeps, env, tableOf } from '../adapters/aws-deps.ts'
import { DynamoLinks } from '../adapters/dynamodb/links.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { printing } from '../documents/printing.ts'
import { apiHandler } from './api.ts'
import { staffClaimsOf } from './claims.ts'

/** Made from the schemas and put beside the bundle when it was built. */
const openApi = (): object => JSON.parse(readFileSync(new URL('./openapi.json', import.meta.url), 'utf8'))

export const handler = lazyHandler(async () => {
  const table = tableOf(env('TABLE_NAME'))
  return apiHandler({
    ...awsDeps({ links: new DynamoLinks(table), printing }),
    claims: staffClaimsOf(process.env),
    openApi,
    // Imported with the route that asks it.
    feed: { read: async (query) => new (await import('../adapters/dynamodb/feed.ts')).DynamoFeed(table).read(query) },
    isPlayground: false,
  })
})
