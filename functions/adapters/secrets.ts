import { GetSecretValueCommand, ResourceNotFoundException, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { ChengnuoError } from '../../shared/kernel/errors.ts'
import { clientOptions } from './client-options.ts'
import type { Texts } from './keys.ts'

/** A secret that has no text. Its ARN names it; its value is never in a message. */
export class SecretUnreadableError extends ChengnuoError {
  override readonly name = 'SecretUnreadableError'
}

export const secretsClient = () => new SecretsManagerClient(clientOptions(2000, 2))

/** The secret's text from Secrets Manager, and the one that it has replaced, if any. */
export const readSecret = async (arn: string, client: SecretsManagerClient): Promise<Texts> => {
  const [current, previous] = await Promise.all([
    textOf(client, arn, 'AWSCURRENT'),
    textOf(client, arn, 'AWSPREVIOUS').catch((error: unknown) => {
      // Nothing has been put in its place yet.
      if (error instanceof ResourceNotFoundException) return undefined
      throw error
    }),
  ])
  if (!current) throw new SecretUnreadableError(`${arn} holds no text`)
  return previous && previous !== current ? [current, previous] : [current]
}

const textOf = async (
  client: SecretsManagerClient,
  SecretId: string,
  VersionStage: 'AWSCURRENT' | 'AWSPREVIOUS',
): Promise<string | undefined> =>
  (await client.send(new GetSecretValueCommand({ SecretId, VersionStage }))).SecretString
