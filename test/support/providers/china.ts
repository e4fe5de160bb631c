import { REGISTERED } from '../../../shared/ports/messaging.ts'

const templates = REGISTERED.map((id) => `${id}=SMS_${id}`).join(',')

/** What chooses Alibaba Cloud and, after it, Tencent Cloud for text messages, wherever these listen. */
export const china = (alibaba: string, tencent: string) => ({
  ALIBABA_SMS_KEY_ID: 'LTAI',
  ALIBABA_SMS_KEY_SECRET: 's',
  ALIBABA_SMS_SIGN: '承诺售后',
  ALIBABA_SMS_TEMPLATES: templates,
  ALIBABA_SMS_URL: alibaba,
  TENCENT_SMS_SECRET_ID: 'AKID',
  TENCENT_SMS_SECRET_KEY: 's',
  TENCENT_SMS_APP_ID: '1400006666',
  TENCENT_SMS_SIGN: '承诺售后',
  TENCENT_SMS_TEMPLATES: templates,
  TENCENT_SMS_URL: tencent,
})
