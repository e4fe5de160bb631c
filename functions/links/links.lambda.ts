import { awsDeps } from '../adapters/aws-deps.ts'
import { linkCapabilities } from '../adapters/aws-secrets.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { linksHandler } from './links.ts'

export const handler = lazyHandler(async () => linksHandler(awsDeps({ capabilities: linkCapabilities() })))
