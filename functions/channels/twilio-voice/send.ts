import type { Messenger, VoiceMessage } from '../../../shared/ports/messaging.ts'
import { askKeyFor, twimlText } from '../../hotline/twiml.ts'
import { call, fieldsIn, PATIENCE_MS, refusedBy } from '../call.ts'

export interface TwilioVoice {
  readonly url: string
  readonly account: string
  readonly token: string
  /** The number that rings, in E.164. */
  readonly from: string
}

const NAME = 'Twilio'
/** Too many requests, too many calls at once. */
const FLOODS = /^(20429|10004)$/
/** So long a phone rings before it is taken for not answered: shorter than most voicemail waits. */
const RINGS_SECONDS = '25'

/** Places a call which reads the page out and waits for a key. Twilio's answer says that it is placed, not that anybody heard it. */
export const twilioCalls = (
  { url, account, token, from }: TwilioVoice,
  patienceMs = PATIENCE_MS,
): Messenger<VoiceMessage> => ({
  async send({ to, text, language, link }) {
    const Twiml = twimlText(askKeyFor(text, language, `${link.url}/key`))
    const body = new URLSearchParams({ To: to, From: from, Timeout: RINGS_SECONDS, Twiml }).toString()
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
    }
    const place = new URL(`/2010-04-01/Accounts/${account}/Calls.json`, url)
    const answer = await call(NAME, place, { headers, body }, patienceMs)
    if (answer.status !== 201) throw refusedBy(NAME, answer, fieldsIn(answer).code, FLOODS)
  },
})
