import type { Capabilities } from '../../shared/ports/capabilities.ts'
import { env } from './aws-deps.ts'
import { hmacCapabilities } from './capabilities.ts'
import { type Keys, keysFrom } from './keys.ts'
import { readSecret, secretsClient } from './secrets.ts'

/** Secret whose ARN is in the environment variable; read when it is first needed. */
export const keysOf = (variable: string): Keys => {
  const [arn, client] = [env(variable), secretsClient()]
  return keysFrom(() => readSecret(arn, client))
}

/** For those who make links or open them. */
export const linkCapabilities = (): Capabilities => hmacCapabilities(keysOf('LINK_SECRET_ARN'))
