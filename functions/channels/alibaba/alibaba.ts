import { defined } from '../../../shared/kernel/fields.ts'
import { asksForReceipts, byAccount, RECEIPTS } from '../account.ts'
import { requireCodes } from '../registered/codes.ts'
import { fromSecret } from '../secret.ts'

const ACCOUNT = { id: 'KEY_ID', secret: 'KEY_SECRET' } as const

/** SMS through Alibaba Cloud, where `ALIBABA_SMS_KEY_ID` is given. */
export const alibabaSms = byAccount(
  {
    name: 'alibaba-sms',
    carries: 'text',
    receipts:
      ({ ALIBABA_SMS_KEY_SECRET = '' }) =>
      async (push) =>
        (await import('./receipts.ts')).alibabaReceipts(ALIBABA_SMS_KEY_SECRET)(push),
  },
  'ALIBABA_SMS',
  { ...ACCOUNT, needs: ['SIGN'], may: ['TEMPLATES', RECEIPTS], place: 'https://dysmsapi.aliyuncs.com' },
  ({ id, secret, url, told, read }) => {
    const codes = requireCodes('ALIBABA_SMS_TEMPLATES', read('TEMPLATES'))
    const asks = asksForReceipts(read, 'ALIBABA_SMS')
    const account = { url, key: { id, secret }, sign: told.SIGN, codes, asks }
    return async () => (await import('./sms.ts')).alibabaText(account)
  },
)
export const alibabaSmsOnAws = fromSecret(alibabaSms, 'ALIBABA_SMS')

/** Phones that ring through Alibaba Cloud, where `ALIBABA_VOICE_KEY_ID` is given. */
export const alibabaVoice = byAccount(
  {
    name: 'alibaba-voice',
    carries: 'voice',
    receipts: () => async (push) => (await import('./presses.ts')).alibabaPresses(push),
  },
  'ALIBABA_VOICE',
  { ...ACCOUNT, needs: ['TEMPLATE'], may: ['FROM'], place: 'https://dyvmsapi.aliyuncs.com' },
  ({ id, secret, url, told, read }) =>
    async () => {
      const { alibabaCalls } = await import('./voice.ts')
      return alibabaCalls({ url, key: { id, secret }, code: told.TEMPLATE, ...defined({ from: read('FROM') }) })
    },
)
export const alibabaVoiceOnAws = fromSecret(alibabaVoice, 'ALIBABA_VOICE')
