import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import { toMs } from '../../../shared/kernel/instant.ts'
import type { Messenger, TextMessage } from '../../../shared/ports/messaging.ts'
import { systemClock } from '../../adapters/system-clock.ts'
import { type Answer, call, fieldsIn, PATIENCE_MS, refusedBy } from '../call.ts'
import type { Codes } from '../registered/codes.ts'
import { filled } from '../registered/fit.ts'
import { mainland } from '../registered/mainland.ts'
import { RULES } from '../registered/providers.ts'
import { CONTENT_TYPE, type TcKey, tc3Authorization } from './sign.ts'

export interface TencentSms {
  readonly url: string
  readonly region: string
  readonly key: TcKey
  readonly appId: string
  readonly sign: string
  readonly codes: Codes
}

const NAME = 'Tencent Cloud SMS'
const FLOODS = /^(LimitExceeded|RequestLimitExceeded)/

/** SMS by registered text: SendSms of sms, 2021-01-11. It cannot drop a repeat. */
export const tencentText = (to: TencentSms, patienceMs = PATIENCE_MS): Messenger<TextMessage> => ({
  async send(message) {
    const code = message.said && to.codes[message.said.as]
    if (!code) throw new MessageNotSentError(`${NAME} has no template for ${message.said?.as ?? message.template}`)
    const body = JSON.stringify({
      PhoneNumberSet: [`+86${mainland(message.to, NAME)}`],
      SmsSdkAppId: to.appId,
      SignName: to.sign,
      TemplateId: code,
      TemplateParamSet: filled(message, RULES.tencent).map(({ value }) => value),
    })
    const answer = await call(NAME, to.url, { headers: signed(to, body), body }, patienceMs)
    const { said, serial } = saidIn(answer)
    if (said !== 'Ok') throw refusedBy(NAME, answer, said, FLOODS)
    return typeof serial === 'string' && serial !== '' ? { by: 'tencent-sms', id: serial } : undefined
  },
})

function signed({ url, region, key }: TencentSms, body: string): Record<string, string> {
  // The provider's clock is a real one, whatever ours shows.
  const timestamp = Math.floor(toMs(systemClock.now()) / 1000)
  const { host } = new URL(url)
  return {
    'content-type': CONTENT_TYPE,
    'x-tc-action': 'SendSms',
    'x-tc-version': '2021-01-11',
    'x-tc-region': region,
    'x-tc-timestamp': String(timestamp),
    authorization: tc3Authorization({ host, service: 'sms', body, timestamp }, key),
  }
}

interface Said {
  readonly Error?: { readonly Code?: unknown }
  readonly SendStatusSet?: readonly { readonly Code?: unknown; readonly SerialNo?: unknown }[]
}

/** It answers 200 to everything: what it thinks of the call, and of the number, stands inside. */
function saidIn(answer: Answer): { readonly said: unknown; readonly serial?: unknown } {
  const response = fieldsIn(answer).Response as Said | undefined
  const [status] = response?.SendStatusSet ?? []
  return response?.Error ? { said: response.Error.Code } : { said: status?.Code, serial: status?.SerialNo }
}
