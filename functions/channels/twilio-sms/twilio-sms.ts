import { SettingError } from '../../../shared/kernel/errors.ts'
import { requireAll, requireUrl } from '../../../shared/kernel/setting.ts'
import type { LocalChannelKind } from '../kind.ts'
import { fromSecret } from '../secret.ts'

const PLACE = 'https://api.twilio.com'

/** SMS through Twilio, where `TWILIO_SMS_ACCOUNT` is given. Its words are free: nothing is registered. */
export const twilioSms: LocalChannelKind = {
  name: 'twilio-sms',
  carries: 'text',
  settings: {
    TWILIO_SMS_ACCOUNT: 'plain',
    TWILIO_SMS_TOKEN: 'secret',
    TWILIO_SMS_FROM: 'plain',
    TWILIO_SMS_URL: 'plain',
  },
  open: (environment) => {
    const account = environment.TWILIO_SMS_ACCOUNT
    if (!account) return undefined
    const told = requireAll('TWILIO_SMS_ACCOUNT', environment, ['TWILIO_SMS_TOKEN', 'TWILIO_SMS_FROM'])
    if (!/^AC[0-9a-f]{32}$/.test(account))
      throw new SettingError({
        zh: 'TWILIO_SMS_ACCOUNT 要写成 AC 开头的 Account SID',
        en: 'TWILIO_SMS_ACCOUNT is an account SID, which begins with AC',
      })
    const url = environment.TWILIO_SMS_URL || PLACE
    requireUrl('TWILIO_SMS_URL', url, ['http:', 'https:'], PLACE)
    const [token, from] = [told.TWILIO_SMS_TOKEN, told.TWILIO_SMS_FROM]
    return async () => (await import('./send.ts')).twilioText({ url, account, token, from })
  },
}

export const twilioSmsOnAws = fromSecret(twilioSms, 'TWILIO_SMS')
