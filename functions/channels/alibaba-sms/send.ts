import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import type { Messenger, TextMessage } from '../../../shared/ports/messaging.ts'
import { nonce } from '../../adapters/nonce.ts'
import { systemClock } from '../../adapters/system-clock.ts'
import { call, fieldsIn, PATIENCE_MS, refusedBy } from '../call.ts'
import { sealed } from '../receipt-keys.ts'
import type { Codes } from '../registered/codes.ts'
import { filled } from '../registered/fit.ts'
import { mainland } from '../registered/mainland.ts'
import { RULES } from '../registered/providers.ts'
import { type AcsKey, acs3Headers, queryOf } from './sign.ts'

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
export const alibabaText = (to: AlibabaSms, patienceMs = PATIENCE_MS): Messenger<TextMessage> => ({
  async send(message) {
    const code = message.said && to.codes[message.said.as]
    if (!code) throw new MessageNotSentError(`${NAME} has no template for ${message.said?.as ?? message.template}`)
    const outId = sealed(message.parts, to.key.secret, LONGEST_OUT_ID)
    const query = {
      PhoneNumbers: mainland(message.to, NAME),
      SignName: to.sign,
      TemplateCode: code,
      TemplateParam: JSON.stringify(
        Object.fromEntries(filled(message, RULES.alibaba).map((one) => [one.name, one.value])),
      ),
      ...(outId !== undefined && { OutId: outId }),
    }
    const url = new URL(to.url)
    url.search = queryOf(query)
    const answer = await call(NAME, url, { headers: signed(to, url.host, query), body: '' }, patienceMs)
    const { Code } = fieldsIn(answer)
    if (Code !== 'OK') throw refusedBy(NAME, answer, Code, FLOODS)
    return undefined
  },
})

function signed({ key }: AlibabaSms, host: string, query: Record<string, string>): Record<string, string> {
  // The provider's clock is a real one, whatever ours shows.
  const date = `${systemClock.now().slice(0, 19)}Z`
  return acs3Headers({ host, action: 'SendSms', version: '2017-05-25', query, date, nonce: nonce() }, key)
}
