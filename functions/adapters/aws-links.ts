import type { Deps } from '../../shared/use-cases/deps.ts'
import { env, tableOf } from './aws-deps.ts'
import { keysOf } from './aws-keys.ts'
import { hmacCapabilities } from './capabilities.ts'
import { DynamoLinks } from './dynamodb/links.ts'

/** For those who make links or open them. */
export const awsLinks = (): Pick<Deps, 'links' | 'capabilities'> => ({
  links: new DynamoLinks(tableOf(env('TABLE_NAME'))),
  capabilities: hmacCapabilities(keysOf('LINK_SECRET_ARN')),
})
