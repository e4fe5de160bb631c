import { env } from './aws-deps.ts'
import { type Keys, keysFrom } from './keys.ts'
import { readSecret, secretsClient } from './secrets.ts'

/** Secret whose ARN is in the environment variable; read when it is first needed. */
export const keysOf = (variable: string): Keys => {
  const [arn, client] = [env(variable), secretsClient()]
  return keysFrom(() => readSecret(arn, client))
}
