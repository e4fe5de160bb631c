import { requireAll, requireUrl } from '../../../shared/kernel/setting.ts'
import { fixedKeys, type Keys } from '../../adapters/keys.ts'
import type { AwsChannelKind, LocalChannelKind } from '../kind.ts'
import { readsSecret, secretOf } from '../secret.ts'

/** Text messages, handed to a system of the supplier's own. */
export const webhook: LocalChannelKind = {
  name: 'webhook',
  carries: 'text',
  settings: { WEBHOOK_URL: 'plain', WEBHOOK_SECRET: 'secret' },
  open: ({ WEBHOOK_URL, WEBHOOK_SECRET }) => {
    if (!WEBHOOK_URL) return undefined
    requireUrl('WEBHOOK_URL', WEBHOOK_URL, ['http:', 'https:'], 'https://sms.example.com/chengnuo')
    const told = requireAll('WEBHOOK_URL', { WEBHOOK_SECRET }, ['WEBHOOK_SECRET'])
    return async () => (await import('./send.ts')).webhookText(WEBHOOK_URL, fixedKeys(told.WEBHOOK_SECRET))
  },
}

const voiceOf = async (url: string, keys: Keys) => (await import('./send.ts')).webhookVoice(url, keys)

/** Phones that ring, by a telephone gateway of the supplier's own. */
export const voiceWebhook: LocalChannelKind = {
  name: 'voice-webhook',
  carries: 'voice',
  settings: { VOICE_WEBHOOK_URL: 'plain', WEBHOOK_SECRET: 'secret' },
  open: ({ VOICE_WEBHOOK_URL, WEBHOOK_SECRET }) => {
    if (!VOICE_WEBHOOK_URL) return undefined
    requireUrl('VOICE_WEBHOOK_URL', VOICE_WEBHOOK_URL, ['http:', 'https:'], 'https://voice.example.com/chengnuo')
    const told = requireAll('VOICE_WEBHOOK_URL', { WEBHOOK_SECRET }, ['WEBHOOK_SECRET'])
    return () => voiceOf(VOICE_WEBHOOK_URL, fixedKeys(told.WEBHOOK_SECRET))
  },
}

export const voiceWebhookOnAws: AwsChannelKind = {
  ...voiceWebhook,
  open: ({ VOICE_WEBHOOK_URL }) =>
    VOICE_WEBHOOK_URL ? async () => voiceOf(VOICE_WEBHOOK_URL, await secretOf(webhook.name)) : undefined,
  aws: {
    parameters: {
      VOICE_WEBHOOK_URL: {
        description: 'Address of a system that rings engineers up; empty: none',
        default: '',
        allowedPattern: '^$|^https://.+$',
      },
    },
    rights: (names) => [readsSecret(names, webhook.name)],
  },
}

export const webhookOnAws: AwsChannelKind = {
  name: webhook.name,
  carries: webhook.carries,
  open: ({ WEBHOOK_URL }) =>
    WEBHOOK_URL
      ? async () => (await import('./send.ts')).webhookText(WEBHOOK_URL, await secretOf(webhook.name))
      : undefined,
  aws: {
    parameters: {
      WEBHOOK_URL: {
        description: 'Address of a system that takes text messages before SNS does; empty: none',
        default: '',
        allowedPattern: '^$|^https://.+$',
      },
    },
    rights: (names) => [readsSecret(names, webhook.name)],
  },
}
