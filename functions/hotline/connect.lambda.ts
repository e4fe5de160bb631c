import { awsDeps } from '../adapters/aws-deps.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { connectHandler } from './connect.ts'

export const handler = lazyHandler(async () => connectHandler(awsDeps()))
