import { awsDeps, env } from '../adapters/aws-deps.ts'
import { keysOf } from '../adapters/aws-keys.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { twilioHandler } from './twilio.ts'
import { twilioSignature } from './twilio-signature.ts'

export const handler = lazyHandler(async () => {
  const [deps, keys] = [awsDeps(), keysOf('TWILIO_AUTH_TOKEN_SECRET_ARN')]
  return twilioHandler({
    ...deps,
    verifier: twilioSignature({ keys, publicUrl: env('PUBLIC_URL') }),
  })
})
