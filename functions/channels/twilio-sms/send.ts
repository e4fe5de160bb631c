import type { Messenger, TextMessage } from '../../../shared/ports/messaging.ts'
import { call, fieldsIn, PATIENCE_MS, refusedBy } from '../call.ts'

export interface TwilioSms {
  readonly url: string
  readonly account: string
  readonly token: string
  /** A number of ours, or the id of a messaging service, which begins with MG. */
  readonly from: string
}

const NAME = 'Twilio'
/** Too many requests, too many messages waiting, the day's limit. */
const FLOODS = /^(20429|21611|30022|63038)$/

/** SMS through Twilio's Messages, 2010-04-01. It cannot drop a repeat. */
export const twilioText = (
  { url, account, token, from }: TwilioSms,
  patienceMs = PATIENCE_MS,
): Messenger<TextMessage> => ({
  async send({ to, text }) {
    const sender = from.startsWith('MG') ? 'MessagingServiceSid' : 'From'
    const body = new URLSearchParams({ To: to, [sender]: from, Body: text }).toString()
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
    }
    const place = new URL(`/2010-04-01/Accounts/${account}/Messages.json`, url)
    const answer = await call(NAME, place, { headers, body }, patienceMs)
    if (answer.status !== 201) throw refusedBy(NAME, answer, fieldsIn(answer).code, FLOODS)
  },
})
