import type { Messenger, VoiceMessage } from '../../../shared/ports/messaging.ts'
import { PATIENCE_MS } from '../call.ts'
import { mainland } from '../registered/mainland.ts'
import { spoken } from '../registered/voice.ts'
import { askAlibaba } from './ask.ts'
import type { AcsKey } from './sign.ts'

export interface AlibabaVoice {
  readonly url: string
  readonly key: AcsKey
  /** What the registered text is called there. */
  readonly code: string
  /** A number of the supplier's; absent: one of those that all share. */
  readonly from?: string
}

const NAME = 'Alibaba Cloud Voice'
const FLOODS = /^(isv\.BUSINESS_LIMIT_CONTROL$|Throttling)/

/** Rings up and reads out the registered text, twice: SingleCallByTts of Dyvmsapi, 2017-05-25. */
export const alibabaCalls = (
  { url, key, code, from }: AlibabaVoice,
  patienceMs = PATIENCE_MS,
): Messenger<VoiceMessage> => ({
  async send(message) {
    const variables = spoken(message).map(({ name, value }) => [name, value])
    const { CallId } = await askAlibaba({ name: NAME, url, key, floods: FLOODS, patienceMs }, 'SingleCallByTts', {
      CalledNumber: mainland(message.to, NAME),
      TtsCode: code,
      TtsParam: JSON.stringify(Object.fromEntries(variables)),
      PlayTimes: '2',
      ...(from !== undefined && { CalledShowNumber: from }),
    })
    return typeof CallId === 'string' && CallId !== '' ? { by: 'alibaba-voice', id: CallId } : undefined
  },
})
