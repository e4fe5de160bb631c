import type { Messenger, TextMessage } from '../../../shared/ports/messaging.ts'
import { PATIENCE_MS } from '../call.ts'
import { isId, sealed } from '../receipt-keys.ts'
import { type Codes, codeOf } from '../registered/codes.ts'
import { filled } from '../registered/fit.ts'
import { mainland } from '../registered/mainland.ts'
import { RULES } from '../registered/providers.ts'
import { askAlibaba } from './ask.ts'
import { sentAndAsked } from './asked.ts'
import type { AcsKey } from './sign.ts'

export interface AlibabaSms {
  readonly url: string
  readonly key: AcsKey
  readonly sign: string
  readonly codes: Codes
  /** Receipts are asked for, where none can be pushed to us. */
  readonly asks?: boolean
}

const NAME = 'Alibaba Cloud SMS'
/** Less than 256 characters come back with the receipt. */
const LONGEST_OUT_ID = 255
const FLOODS = /^(isv\.(BUSINESS|DAY|MONTH)_LIMIT_CONTROL$|Throttling)/

/** SMS by registered text: SendSms of Dysmsapi, 2017-05-25. It cannot drop a repeat. */
export function alibabaText(
  { url, key, sign, codes, asks = false }: AlibabaSms,
  patienceMs = PATIENCE_MS,
): Messenger<TextMessage> {
  const service = { name: NAME, url, key, floods: FLOODS, patienceMs }
  const sent = asks ? sentAndAsked(service) : undefined
  return {
    async send(message) {
      const code = codeOf(message, codes, NAME)
      const variables = filled(message, RULES.alibaba).map(({ name, value }) => [name, value])
      const outId = sealed(message.parts, key.secret, LONGEST_OUT_ID)
      const number = mainland(message.to, NAME)
      const { BizId } = await askAlibaba(service, 'SendSms', {
        PhoneNumbers: number,
        SignName: sign,
        TemplateCode: code,
        TemplateParam: JSON.stringify(Object.fromEntries(variables)),
        ...(outId !== undefined && { OutId: outId }),
      })
      if (isId(BizId)) sent?.note({ number, id: BizId })
      return undefined
    },
    ...(sent && { ask: sent.ask }),
  }
}
