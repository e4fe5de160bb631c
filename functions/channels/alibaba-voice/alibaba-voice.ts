import { requireAll, requireUrl } from '../../../shared/kernel/setting.ts'
import type { LocalChannelKind } from '../kind.ts'
import { fromSecret } from '../secret.ts'

const PLACE = 'https://dyvmsapi.aliyuncs.com'

/** Phones that ring through Alibaba Cloud, where `ALIBABA_VOICE_KEY_ID` is given. */
export const alibabaVoice: LocalChannelKind = {
  name: 'alibaba-voice',
  carries: 'voice',
  settings: {
    ALIBABA_VOICE_KEY_ID: 'plain',
    ALIBABA_VOICE_KEY_SECRET: 'secret',
    ALIBABA_VOICE_TEMPLATE: 'plain',
    ALIBABA_VOICE_FROM: 'plain',
    ALIBABA_VOICE_URL: 'plain',
  },
  open: (environment) => {
    const id = environment.ALIBABA_VOICE_KEY_ID
    if (!id) return undefined
    const needed = ['ALIBABA_VOICE_KEY_SECRET', 'ALIBABA_VOICE_TEMPLATE'] as const
    const told = requireAll('ALIBABA_VOICE_KEY_ID', environment, needed)
    const url = environment.ALIBABA_VOICE_URL || PLACE
    requireUrl('ALIBABA_VOICE_URL', url, ['http:', 'https:'], PLACE)
    const key = { id, secret: told.ALIBABA_VOICE_KEY_SECRET }
    const from = environment.ALIBABA_VOICE_FROM || undefined
    return async () =>
      (await import('./send.ts')).alibabaCalls({ url, key, code: told.ALIBABA_VOICE_TEMPLATE, ...(from && { from }) })
  },
  receipts: () => async (push) => (await import('./presses.ts')).alibabaPresses(push),
}

export const alibabaVoiceOnAws = fromSecret(alibabaVoice, 'ALIBABA_VOICE')
