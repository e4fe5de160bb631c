import { awsDeps, secretOf } from '../adapters/aws-deps.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { callsHandler } from './calls.ts'
import { hmacSignature } from './hmac-signature.ts'

export const handler = lazyHandler(async () => {
  const [deps, secret] = await Promise.all([awsDeps(), secretOf('HOTLINE_SECRET_ARN')])
  return callsHandler({ ...deps, verifier: hmacSignature({ secret, clocks: () => [deps.clock.now()] }) })
})
