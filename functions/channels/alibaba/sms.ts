import type { Messenger, TextMessage } from '../../../shared/ports/messaging.ts'
import { PATIENCE_MS } from '../call.ts'
import { sealed } from '../receipt-keys.ts'
import { type Codes, codeOf } from '../registered/codes.ts'
import { filled } from '../registered/fit.ts'
import { mainland } from '../registered/mainland.ts'
import { RULES } from '../registered/providers.ts'
import { askAlibaba } from './ask.ts'
import type { AcsKey } from './sign.ts'

export interface AlibabaSms {
  readonly url: string
  readonly key: AcsKey
  readonly sign: string
  readonly codes: Codes
}

const NAME = 'Alibaba Cloud SMS'
/** Less than 256 characters come back with the receipt. */
const LONGEST_OUT_ID = 255
const FLOODS = /^(isv\.(BUSINESS|DAY|MONTH)_LIMIT_CONTROL$|Throttling)/

/** SMS by registered text: SendSms of Dysmsapi, 2017-05-25. It cannot drop a repeat. */
export const alibabaText = (
  { url, key, sign, codes }: AlibabaSms,
  patienceMs = PATIENCE_MS,
): Messenger<TextMessage> => ({
  async send(message) {
    const code = codeOf(message, codes, NAME)
    const variables = filled(message, RULES.alibaba).map(({ name, value }) => [name, value])
    const outId = sealed(message.parts, key.secret, LONGEST_OUT_ID)
    await askAlibaba({ name: NAME, url, key, floods: FLOODS, patienceMs }, 'SendSms', {
      PhoneNumbers: mainland(message.to, NAME),
      SignName: sign,
      TemplateCode: code,
      TemplateParam: JSON.stringify(Object.fromEntries(variables)),
      ...(outId !== undefined && { OutId: outId }),
    })
    return undefined
  },
})
