import { requireAll, requireUrl } from '../../../shared/kernel/setting.ts'
import type { LocalChannelKind } from '../kind.ts'
import { requireCodes } from '../registered/codes.ts'
import { fromSecret } from '../secret.ts'

const PLACE = 'https://sms.tencentcloudapi.com'

/** SMS through Tencent Cloud, where `TENCENT_SMS_SECRET_ID` is given. */
export const tencentSms: LocalChannelKind = {
  name: 'tencent-sms',
  carries: 'text',
  settings: {
    TENCENT_SMS_SECRET_ID: 'plain',
    TENCENT_SMS_SECRET_KEY: 'secret',
    TENCENT_SMS_APP_ID: 'plain',
    TENCENT_SMS_SIGN: 'plain',
    TENCENT_SMS_TEMPLATES: 'plain',
    TENCENT_SMS_REGION: 'plain',
    TENCENT_SMS_URL: 'plain',
  },
  open: (environment) => {
    const id = environment.TENCENT_SMS_SECRET_ID
    if (!id) return undefined
    const told = requireAll('TENCENT_SMS_SECRET_ID', environment, [
      'TENCENT_SMS_SECRET_KEY',
      'TENCENT_SMS_APP_ID',
      'TENCENT_SMS_SIGN',
    ])
    const url = environment.TENCENT_SMS_URL || PLACE
    requireUrl('TENCENT_SMS_URL', url, ['http:', 'https:'], PLACE)
    const codes = requireCodes('TENCENT_SMS_TEMPLATES', environment.TENCENT_SMS_TEMPLATES)
    const key = { id, key: told.TENCENT_SMS_SECRET_KEY }
    const region = environment.TENCENT_SMS_REGION || 'ap-guangzhou'
    const [appId, sign] = [told.TENCENT_SMS_APP_ID, told.TENCENT_SMS_SIGN]
    return async () => (await import('./send.ts')).tencentText({ url, region, key, appId, sign, codes })
  },
  receipts: () => async (push) => (await import('./receipts.ts')).tencentReceipts(push),
}

export const tencentSmsOnAws = fromSecret(tencentSms, 'TENCENT_SMS')
