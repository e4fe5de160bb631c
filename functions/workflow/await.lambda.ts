import { awsDeps } from '../adapters/aws-deps.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { awaitHandler } from './await.ts'

export const handler = lazyHandler(async () => awaitHandler(awsDeps()))
