import { SettingError } from '../../../shared/kernel/errors.ts'
import { requireUrl } from '../../../shared/kernel/setting.ts'
import { fixedKeys } from '../../adapters/keys.ts'
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
    if (!WEBHOOK_SECRET)
      throw new SettingError({
        zh: '有 WEBHOOK_URL 就要有 WEBHOOK_SECRET：对方凭它验签',
        en: 'WEBHOOK_URL needs WEBHOOK_SECRET, by which the receiver knows who sends',
      })
    return async () => (await import('./send.ts')).webhookText(WEBHOOK_URL, fixedKeys(WEBHOOK_SECRET))
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
