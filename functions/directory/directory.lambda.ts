import { awsDeps } from '../adapters/aws-deps.ts'
import { awsLinks } from '../adapters/aws-links.ts'
import { awsMachine } from '../adapters/aws-machine.ts'
import { awsMessenger } from '../adapters/aws-messenger.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { staffClaimsOf } from '../api/claims.ts'
import { TEXT_ON_AWS } from '../channels/on-aws.ts'
import { directoryHandler } from './directory.ts'

export const handler = lazyHandler(async () =>
  directoryHandler({
    ...awsDeps({ messenger: awsMessenger(...TEXT_ON_AWS), ...awsLinks() }),
    machine: awsMachine,
    claims: staffClaimsOf(process.env),
  }),
)
