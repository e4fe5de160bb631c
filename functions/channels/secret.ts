import { type Keys, keysFrom } from '../adapters/keys.ts'
import type { AwsNames, Right } from './kind.ts'

/** What a channel's secret is called in Secrets Manager, where whoever wants the channel puts it. */
const nameOf = (channel: string): string => `chengnuo/${channel}`

/** The secret of a channel on AWS: read when it is first needed, and anew every few minutes. */
export async function secretOf(channel: string): Promise<Keys> {
  const { readSecret, secretsClient } = await import('../adapters/secrets.ts')
  const client = secretsClient()
  return keysFrom(() => readSecret(nameOf(channel), client))
}

/** To read it. AWS ends the name of a secret with six characters of its own. */
export const readsSecret = ({ partition, region, account }: AwsNames, channel: string): Right => ({
  actions: ['secretsmanager:GetSecretValue'],
  resources: [`arn:${partition}:secretsmanager:${region}:${account}:secret:${nameOf(channel)}-??????`],
})
