import type { Messenger, VoiceMessage } from '../../../shared/ports/messaging.ts'
import { fieldsIn, PATIENCE_MS, refusedBy } from '../call.ts'
import { mainland } from '../registered/mainland.ts'
import { spoken } from '../registered/voice.ts'
import { askTencent, FLOODS } from './ask.ts'
import type { TcKey } from './sign.ts'

export interface TencentVoice {
  readonly url: string
  readonly region: string
  readonly key: TcKey
  readonly appId: string
  readonly template: string
}

const NAME = 'Tencent Cloud Voice'

interface Said {
  readonly Error?: { readonly Code?: unknown }
  readonly SendStatus?: { readonly CallId?: unknown }
}

/** Rings up and reads out the registered text, twice: SendTtsVoice of vms, 2020-09-02. */
export const tencentCalls = (to: TencentVoice, patienceMs = PATIENCE_MS): Messenger<VoiceMessage> => ({
  async send(message) {
    const service = { name: NAME, service: 'vms', version: '2020-09-02', ...to, patienceMs }
    const answer = await askTencent(service, 'SendTtsVoice', {
      TemplateId: to.template,
      TemplateParamSet: spoken(message).map(({ value }) => value),
      CalledNumber: `+86${mainland(message.to, NAME)}`,
      VoiceSdkAppid: to.appId,
      PlayTimes: 2,
    })
    const said = fieldsIn(answer).Response as Said | undefined
    const id = said?.SendStatus?.CallId
    if (typeof id !== 'string' || id === '') throw refusedBy(NAME, answer, said?.Error?.Code, FLOODS)
    return { by: 'tencent-voice', id }
  },
})
