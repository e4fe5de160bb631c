import type { Messenger, TextMessage } from '../../../shared/ports/messaging.ts'
import { type Answer, fieldsIn, PATIENCE_MS, refusedBy } from '../call.ts'
import { type Codes, codeOf } from '../registered/codes.ts'
import { filled } from '../registered/fit.ts'
import { mainland } from '../registered/mainland.ts'
import { RULES } from '../registered/providers.ts'
import { askTencent, FLOODS } from './ask.ts'
import type { TcKey } from './sign.ts'

export interface TencentSms {
  readonly url: string
  readonly region: string
  readonly key: TcKey
  readonly appId: string
  readonly sign: string
  readonly codes: Codes
}

const NAME = 'Tencent Cloud SMS'

/** SMS by registered text: SendSms of sms, 2021-01-11. It cannot drop a repeat. */
export const tencentText = (to: TencentSms, patienceMs = PATIENCE_MS): Messenger<TextMessage> => ({
  async send(message) {
    const code = codeOf(message, to.codes, NAME)
    const service = { name: NAME, service: 'sms', version: '2021-01-11', ...to, patienceMs }
    const answer = await askTencent(service, 'SendSms', {
      PhoneNumberSet: [`+86${mainland(message.to, NAME)}`],
      SmsSdkAppId: to.appId,
      SignName: to.sign,
      TemplateId: code,
      TemplateParamSet: filled(message, RULES.tencent).map(({ value }) => value),
    })
    const { said, serial } = saidIn(answer)
    if (said !== 'Ok') throw refusedBy(NAME, answer, said, FLOODS)
    return typeof serial === 'string' && serial !== '' ? { by: 'tencent-sms', id: serial } : undefined
  },
})

interface Said {
  readonly Error?: { readonly Code?: unknown }
  readonly SendStatusSet?: readonly { readonly Code?: unknown; readonly SerialNo?: unknown }[]
}

/** What it thinks of the call, and of the number. */
function saidIn(answer: Answer): { readonly said: unknown; readonly serial?: unknown } {
  const response = fieldsIn(answer).Response as Said | undefined
  const [status] = response?.SendStatusSet ?? []
  return response?.Error ? { said: response.Error.Code } : { said: status?.Code, serial: status?.SerialNo }
}
