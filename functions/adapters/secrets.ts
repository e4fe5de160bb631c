import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { ChengnuoError } from '../../shared/errors/errors.ts'
import { clientOptions } from './client-options.ts'

/** A secret that has no text. Its ARN names it; its value is never in a message. */
export class SecretUnreadableError extends ChengnuoError {
  override readonly name = 'SecretUnreadableError'
}

/** The secret's text from Secrets Manager. Read once per cold start: a rotated secret is seen by the next one. */
export const readSecret = async (
  arn: string,
  client = new SecretsManagerClient(clientOptions(2000, 2)),
): Promise<string> => {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }))
  if (!SecretString) throw new SecretUnreadableError(`${arn} holds no text`)
  return SecretString
}
