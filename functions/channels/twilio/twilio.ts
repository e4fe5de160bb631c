import { SettingError } from '../../../shared/kernel/errors.ts'
import { requireAll, requireUrl } from '../../../shared/kernel/setting.ts'
import type { Messenger } from '../../../shared/ports/messaging.ts'
import type { LocalChannelKind } from '../kind.ts'
import { fromSecret } from '../secret.ts'
import type { TwilioAccount } from './ask.ts'

const PLACE = 'https://api.twilio.com'

/** Chosen by an account of its own, `{prefix}_ACCOUNT`: what writes and what rings need not be paid by the same one. */
function byTwilio<P extends 'TWILIO_SMS' | 'TWILIO_VOICE'>(
  prefix: P,
  kind: Pick<LocalChannelKind, 'name' | 'carries'>,
  load: (account: TwilioAccount) => Promise<Messenger>,
): LocalChannelKind {
  const [account, token, from, url] = [
    `${prefix}_ACCOUNT`,
    `${prefix}_TOKEN`,
    `${prefix}_FROM`,
    `${prefix}_URL`,
  ] as const
  return {
    ...kind,
    settings: { [account]: 'plain', [token]: 'secret', [from]: 'plain', [url]: 'plain' },
    open: (environment) => {
      const sid = environment[account]
      if (!sid) return undefined
      const told = requireAll(account, environment, [token, from])
      if (!/^AC[0-9a-f]{32}$/.test(sid))
        throw new SettingError({
          zh: `${account} 要写成 AC 开头的 Account SID`,
          en: `${account} is an account SID, which begins with AC`,
        })
      const place = environment[url] || PLACE
      requireUrl(url, place, ['http:', 'https:'], PLACE)
      return () => load({ url: place, account: sid, token: told[token], from: told[from] })
    },
  }
}

/** SMS through Twilio. Its words are free: nothing is registered. */
export const twilioSms: LocalChannelKind = {
  ...byTwilio('TWILIO_SMS', { name: 'twilio-sms', carries: 'text' }, async (account) =>
    (await import('./sms.ts')).twilioText(account),
  ),
  receipts:
    ({ TWILIO_SMS_TOKEN = '' }) =>
    async (push) =>
      (await import('./receipts.ts')).twilioReceipts(TWILIO_SMS_TOKEN)(push),
}
export const twilioSmsOnAws = fromSecret(twilioSms, 'TWILIO_SMS')

/** Phones that ring, by Twilio. */
export const twilioVoice = byTwilio('TWILIO_VOICE', { name: 'twilio-voice', carries: 'voice' }, async (account) =>
  (await import('./voice.ts')).twilioCalls(account),
)
export const twilioVoiceOnAws = fromSecret(twilioVoice, 'TWILIO_VOICE')
