import { requireAll, requireUrl } from '../../../shared/kernel/setting.ts'
import type { Messenger } from '../../../shared/ports/messaging.ts'
import { fixedKeys, type Keys } from '../../adapters/keys.ts'
import type { AwsChannelKind, LocalChannelKind } from '../kind.ts'
import { readsSecret, secretOf } from '../secret.ts'

type Kind = Pick<LocalChannelKind, 'name' | 'carries'>
type Load = (url: string, keys: Keys) => Promise<Messenger>

/** Both are signed with one secret. */
const NAME = 'webhook'

const hook = (variable: string, kind: Kind, example: string, load: Load): LocalChannelKind => ({
  ...kind,
  settings: { [variable]: 'plain', WEBHOOK_SECRET: 'secret' },
  open: (environment) => {
    const url = environment[variable]
    if (!url) return undefined
    requireUrl(variable, url, ['http:', 'https:'], example)
    const { WEBHOOK_SECRET } = requireAll(variable, environment, ['WEBHOOK_SECRET'])
    return () => load(url, fixedKeys(WEBHOOK_SECRET))
  },
})

const hookOnAws = (variable: string, { name, carries }: Kind, description: string, load: Load): AwsChannelKind => ({
  name,
  carries,
  open: (environment) => {
    const url = environment[variable]
    return url ? async () => load(url, await secretOf(NAME)) : undefined
  },
  aws: {
    parameters: { [variable]: { description, default: '', allowedPattern: '^$|^https://.+$' } },
    rights: (names) => [readsSecret(names, NAME)],
  },
})

const texts: Load = async (url, keys) => (await import('./send.ts')).webhookText(url, keys)
const calls: Load = async (url, keys) => (await import('./send.ts')).webhookVoice(url, keys)

/** Text messages, handed to a system of the supplier's own. */
export const webhook = hook('WEBHOOK_URL', { name: NAME, carries: 'text' }, 'https://sms.example.com/chengnuo', texts)
export const webhookOnAws = hookOnAws(
  'WEBHOOK_URL',
  webhook,
  'Address of a system that takes text messages before SNS does; empty: none',
  texts,
)

/** Phones that ring, by a telephone gateway of the supplier's own. */
export const voiceWebhook = hook(
  'VOICE_WEBHOOK_URL',
  { name: 'voice-webhook', carries: 'voice' },
  'https://voice.example.com/chengnuo',
  calls,
)
export const voiceWebhookOnAws = hookOnAws(
  'VOICE_WEBHOOK_URL',
  voiceWebhook,
  'Address of a system that rings engineers up; empty: none',
  calls,
)
