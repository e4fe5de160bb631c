import { durationMs, type Instant, later } from '../../../shared/kernel/instant.ts'
import type { GivenReceipt, Messenger, TextMessage } from '../../../shared/ports/messaging.ts'
import { systemClock } from '../../adapters/system-clock.ts'
import { type Answer, fieldsIn, PATIENCE_MS, refusedBy } from '../call.ts'
import { type Codes, codeOf } from '../registered/codes.ts'
import { filled } from '../registered/fit.ts'
import { mainland } from '../registered/mainland.ts'
import { RULES } from '../registered/providers.ts'
import { askTencent, FLOODS, type TcService } from './ask.ts'
import { receiptOf } from './receipts.ts'
import type { TcKey } from './sign.ts'

export interface TencentSms {
  readonly url: string
  readonly region: string
  readonly key: TcKey
  readonly appId: string
  readonly sign: string
  readonly codes: Codes
  /** Receipts are asked for, where none can be pushed to us. */
  readonly asks?: boolean
}

const NAME = 'Tencent Cloud SMS'

/** SMS by registered text: SendSms of sms, 2021-01-11. It cannot drop a repeat. */
export function tencentText(to: TencentSms, patienceMs = PATIENCE_MS): Messenger<TextMessage> {
  const service = { name: NAME, service: 'sms', version: '2021-01-11', ...to, patienceMs }
  let sentAt: Instant | undefined
  return {
    async send(message) {
      const code = codeOf(message, to.codes, NAME)
      const answer = await askTencent(service, 'SendSms', {
        PhoneNumberSet: [`+86${mainland(message.to, NAME)}`],
        SmsSdkAppId: to.appId,
        SignName: to.sign,
        TemplateId: code,
        TemplateParamSet: filled(message, RULES.tencent).map(({ value }) => value),
      })
      const { said, serial } = saidIn(answer)
      if (said !== 'Ok') throw refusedBy(NAME, answer, said, FLOODS)
      sentAt = systemClock.now()
      return typeof serial === 'string' && serial !== '' ? { by: 'tencent-sms', id: serial } : undefined
    },
    ...(to.asks && {
      ask: async () => (sentAt && systemClock.now() < later(sentAt, WORTH_ASKING_MS) ? pulled(service, to.appId) : []),
    }),
  }
}

/** So long after the last message, nobody is asked any more. */
const WORTH_ASKING_MS = durationMs('PT1H')
/** So many at once, the most that it gives. */
const MOST_PULLED = 100

/** What it says since it was asked last, of all that was sent by this application: PullSmsSendStatus. */
async function pulled(service: TcService, SmsSdkAppId: string): Promise<readonly GivenReceipt[]> {
  const answer = await askTencent(service, 'PullSmsSendStatus', { SmsSdkAppId, Limit: MOST_PULLED })
  const said = fieldsIn(answer).Response as Pulled | undefined
  if (said?.Error) throw refusedBy(NAME, answer, said.Error.Code, FLOODS)
  const all = said?.PullSmsSendStatusSet ?? []
  return all.flatMap(({ SerialNo, ReportStatus, Description }) => receiptOf(SerialNo, ReportStatus, Description))
}

interface Pulled {
  readonly Error?: { readonly Code?: unknown }
  readonly PullSmsSendStatusSet?: readonly Readonly<Record<'SerialNo' | 'ReportStatus' | 'Description', unknown>>[]
}

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
