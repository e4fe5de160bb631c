import { awsDeps } from '../adapters/aws-deps.ts'
import { keysOf } from '../adapters/aws-keys.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { callsHandler } from './calls.ts'
import { hmacSignature } from './hmac-signature.ts'

export const handler = lazyHandler(async () => {
  const [deps, keys] = [awsDeps(), keysOf('HOTLINE_SECRET_ARN')]
  return callsHandler({ ...deps, verifier: hmacSignature({ keys, clocks: () => [deps.clock.now()] }) })
})
