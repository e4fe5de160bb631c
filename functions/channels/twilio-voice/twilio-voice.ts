import { requireAll, requireUrl } from '../../../shared/kernel/setting.ts'
import type { LocalChannelKind } from '../kind.ts'
import { fromSecret } from '../secret.ts'

const PLACE = 'https://api.twilio.com'

/** Phones that ring, by Twilio, where `TWILIO_VOICE_ACCOUNT` is given. */
export const twilioVoice: LocalChannelKind = {
  name: 'twilio-voice',
  carries: 'voice',
  settings: {
    TWILIO_VOICE_ACCOUNT: 'plain',
    TWILIO_VOICE_TOKEN: 'secret',
    TWILIO_VOICE_FROM: 'plain',
    TWILIO_VOICE_URL: 'plain',
  },
  open: (environment) => {
    const account = environment.TWILIO_VOICE_ACCOUNT
    if (!account) return undefined
    const told = requireAll('TWILIO_VOICE_ACCOUNT', environment, ['TWILIO_VOICE_TOKEN', 'TWILIO_VOICE_FROM'])
    const url = environment.TWILIO_VOICE_URL || PLACE
    requireUrl('TWILIO_VOICE_URL', url, ['http:', 'https:'], PLACE)
    const [token, from] = [told.TWILIO_VOICE_TOKEN, told.TWILIO_VOICE_FROM]
    return async () => (await import('./send.ts')).twilioCalls({ url, account, token, from })
  },
}

export const twilioVoiceOnAws = fromSecret(twilioVoice, 'TWILIO_VOICE')
