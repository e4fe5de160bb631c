import { requireAll, requireUrl } from '../../../shared/kernel/setting.ts'
import type { LocalChannelKind } from '../kind.ts'
import { requireCodes } from '../registered/codes.ts'
import { fromSecret } from '../secret.ts'

const PLACE = 'https://dysmsapi.aliyuncs.com'

/** SMS through Alibaba Cloud, where `ALIBABA_SMS_KEY_ID` is given. */
export const alibabaSms: LocalChannelKind = {
  name: 'alibaba-sms',
  carries: 'text',
  settings: {
    ALIBABA_SMS_KEY_ID: 'plain',
    ALIBABA_SMS_KEY_SECRET: 'secret',
    ALIBABA_SMS_SIGN: 'plain',
    ALIBABA_SMS_TEMPLATES: 'plain',
    ALIBABA_SMS_URL: 'plain',
  },
  open: (environment) => {
    const keyId = environment.ALIBABA_SMS_KEY_ID
    if (!keyId) return undefined
    const told = requireAll('ALIBABA_SMS_KEY_ID', environment, ['ALIBABA_SMS_KEY_SECRET', 'ALIBABA_SMS_SIGN'])
    const url = environment.ALIBABA_SMS_URL || PLACE
    requireUrl('ALIBABA_SMS_URL', url, ['http:', 'https:'], PLACE)
    const codes = requireCodes('ALIBABA_SMS_TEMPLATES', environment.ALIBABA_SMS_TEMPLATES)
    const key = { id: keyId, secret: told.ALIBABA_SMS_KEY_SECRET }
    return async () => (await import('./send.ts')).alibabaText({ url, key, sign: told.ALIBABA_SMS_SIGN, codes })
  },
  receipts:
    ({ ALIBABA_SMS_KEY_SECRET = '' }) =>
    async (push) =>
      (await import('./receipts.ts')).alibabaReceipts(ALIBABA_SMS_KEY_SECRET)(push),
}

export const alibabaSmsOnAws = fromSecret(alibabaSms, 'ALIBABA_SMS')
