import { awsDeps } from '../adapters/aws-deps.ts'
import { linkCapabilities } from '../adapters/aws-secrets.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { snsSms } from '../adapters/sns-sms.ts'
import { advanceHandler } from './advance.ts'

export const handler = lazyHandler(async () =>
  advanceHandler(awsDeps({ sms: snsSms(), capabilities: linkCapabilities() })),
)
