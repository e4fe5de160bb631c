import { asksForReceipts, byAccount, RECEIPTS } from '../account.ts'
import { requireCodes } from '../registered/codes.ts'
import { fromSecret } from '../secret.ts'

const ACCOUNT = { id: 'SECRET_ID', secret: 'SECRET_KEY' } as const
const USUAL_REGION = 'ap-guangzhou'

/** SMS through Tencent Cloud, where `TENCENT_SMS_SECRET_ID` is given. */
export const tencentSms = byAccount(
  {
    name: 'tencent-sms',
    carries: 'text',
    receipts: () => async (push) => (await import('./receipts.ts')).tencentReceipts(push),
  },
  'TENCENT_SMS',
  {
    ...ACCOUNT,
    needs: ['APP_ID', 'SIGN'],
    may: ['TEMPLATES', 'REGION', RECEIPTS],
    place: 'https://sms.tencentcloudapi.com',
  },
  ({ id, secret, url, told: { APP_ID: appId, SIGN: sign }, read }) => {
    const codes = requireCodes('TENCENT_SMS_TEMPLATES', read('TEMPLATES'))
    const [key, region] = [{ id, key: secret }, read('REGION') ?? USUAL_REGION]
    const asks = asksForReceipts(read, 'TENCENT_SMS')
    return async () => (await import('./sms.ts')).tencentText({ url, region, key, appId, sign, codes, asks })
  },
)
export const tencentSmsOnAws = fromSecret(tencentSms, 'TENCENT_SMS')

/** Phones that ring through Tencent Cloud, where `TENCENT_VOICE_SECRET_ID` is given. */
export const tencentVoice = byAccount(
  {
    name: 'tencent-voice',
    carries: 'voice',
    receipts: () => async (push) => (await import('./presses.ts')).tencentPresses(push),
  },
  'TENCENT_VOICE',
  { ...ACCOUNT, needs: ['APP_ID', 'TEMPLATE'], may: ['REGION'], place: 'https://vms.tencentcloudapi.com' },
  ({ id, secret, url, told: { APP_ID: appId, TEMPLATE: template }, read }) => {
    const [key, region] = [{ id, key: secret }, read('REGION') ?? USUAL_REGION]
    return async () => (await import('./voice.ts')).tencentCalls({ url, region, key, appId, template })
  },
)
export const tencentVoiceOnAws = fromSecret(tencentVoice, 'TENCENT_VOICE')
