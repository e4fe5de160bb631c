import { SettingError } from '../../../shared/kernel/errors.ts'
import { type Account, byAccount } from '../account.ts'
import { fromSecret } from '../secret.ts'
import type { TwilioAccount } from './ask.ts'

const NAMES = { id: 'ACCOUNT', secret: 'TOKEN', needs: ['FROM'], place: 'https://api.twilio.com' } as const

/** @throws SettingError for what is no account of theirs. */
function accountOf(prefix: string, { id, secret, url, told }: Account<'FROM'>): TwilioAccount {
  if (!/^AC[0-9a-f]{32}$/.test(id))
    throw new SettingError({
      zh: `${prefix}_ACCOUNT 要写成 AC 开头的 Account SID`,
      en: `${prefix}_ACCOUNT is an account SID, which begins with AC`,
    })
  return { url, account: id, token: secret, from: told.FROM }
}

/** SMS through Twilio. Its words are free: nothing is registered. */
export const twilioSms = byAccount(
  {
    name: 'twilio-sms',
    carries: 'text',
    receipts:
      ({ TWILIO_SMS_TOKEN = '' }) =>
      async (push) =>
        (await import('./receipts.ts')).twilioReceipts(TWILIO_SMS_TOKEN)(push),
  },
  'TWILIO_SMS',
  NAMES,
  (given) => {
    const account = accountOf('TWILIO_SMS', given)
    return async () => (await import('./sms.ts')).twilioText(account)
  },
)
export const twilioSmsOnAws = fromSecret(twilioSms, 'TWILIO_SMS')

/** Phones that ring, by Twilio. */
export const twilioVoice = byAccount({ name: 'twilio-voice', carries: 'voice' }, 'TWILIO_VOICE', NAMES, (given) => {
  const account = accountOf('TWILIO_VOICE', given)
  return async () => (await import('./voice.ts')).twilioCalls(account)
})
export const twilioVoiceOnAws = fromSecret(twilioVoice, 'TWILIO_VOICE')
