import { env } from '../adapters/aws-deps.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { powertoolsLog } from '../adapters/observe.ts'
import { openIdProvider } from '../adapters/open-id.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { staffClaimsOf } from '../api/claims.ts'
import { secretOf } from '../channels/secret.ts'
import { signInHandler } from './sign-in.ts'

export const handler = lazyHandler(async () => {
  const publicUrl = env('PUBLIC_URL')
  const provider = openIdProvider({
    issuer: env('SIGN_IN_ISSUER'),
    clientId: env('SIGN_IN_CLIENT'),
    returnTo: `${publicUrl}/sign-in/callback`,
    afterwards: `${publicUrl}/console`,
    ...(process.env.SIGN_IN_SECRET === 'yes' && { clientSecret }),
  })
  return signInHandler({
    provider,
    claims: staffClaimsOf(process.env),
    clock: systemClock,
    log: powertoolsLog(),
    publicUrl,
  })
})

const clientSecret = async (): Promise<string> => (await (await secretOf('sign-in')).all())[0] ?? ''
