import { requireAll, requireUrl } from '../../../shared/kernel/setting.ts'
import type { LocalChannelKind } from '../kind.ts'
import { fromSecret } from '../secret.ts'

const PLACE = 'https://vms.tencentcloudapi.com'

/** Phones that ring through Tencent Cloud, where `TENCENT_VOICE_SECRET_ID` is given. */
export const tencentVoice: LocalChannelKind = {
  name: 'tencent-voice',
  carries: 'voice',
  settings: {
    TENCENT_VOICE_SECRET_ID: 'plain',
    TENCENT_VOICE_SECRET_KEY: 'secret',
    TENCENT_VOICE_APP_ID: 'plain',
    TENCENT_VOICE_TEMPLATE: 'plain',
    TENCENT_VOICE_REGION: 'plain',
    TENCENT_VOICE_URL: 'plain',
  },
  open: (environment) => {
    const id = environment.TENCENT_VOICE_SECRET_ID
    if (!id) return undefined
    const needed = ['TENCENT_VOICE_SECRET_KEY', 'TENCENT_VOICE_APP_ID', 'TENCENT_VOICE_TEMPLATE'] as const
    const told = requireAll('TENCENT_VOICE_SECRET_ID', environment, needed)
    const url = environment.TENCENT_VOICE_URL || PLACE
    requireUrl('TENCENT_VOICE_URL', url, ['http:', 'https:'], PLACE)
    const key = { id, key: told.TENCENT_VOICE_SECRET_KEY }
    const region = environment.TENCENT_VOICE_REGION || 'ap-guangzhou'
    const [appId, template] = [told.TENCENT_VOICE_APP_ID, told.TENCENT_VOICE_TEMPLATE]
    return async () => (await import('./send.ts')).tencentCalls({ url, region, key, appId, template })
  },
  receipts: () => async (push) => (await import('./presses.ts')).tencentPresses(push),
}

export const tencentVoiceOnAws = fromSecret(tencentVoice, 'TENCENT_VOICE')
