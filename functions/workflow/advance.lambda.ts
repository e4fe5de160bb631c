import { PLOTS } from '../../shared/use-cases/subjects.ts'
import { awsDeps } from '../adapters/aws-deps.ts'
import { awsLinks } from '../adapters/aws-links.ts'
import { awsMessenger } from '../adapters/aws-messenger.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { TEXT_ON_AWS } from '../channels/on-aws.ts'
import { printing } from '../documents/printing.ts'
import { advanceHandler } from './advance.ts'

export const handler = lazyHandler(async () =>
  advanceHandler(awsDeps({ plots: PLOTS, messenger: awsMessenger(...TEXT_ON_AWS), printing, ...awsLinks() })),
)
