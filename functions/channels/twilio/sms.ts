import type { Messenger, TextMessage } from '../../../shared/ports/messaging.ts'
import { PATIENCE_MS } from '../call.ts'
import { askTwilio, type TwilioAccount } from './ask.ts'

/** Too many requests, too many messages waiting, the day's limit. */
const FLOODS = /^(20429|21611|30022|63038)$/

/** SMS through Twilio's Messages. It cannot drop a repeat. */
export const twilioText = (account: TwilioAccount, patienceMs = PATIENCE_MS): Messenger<TextMessage> => ({
  async send({ to, text }) {
    const sender = account.from.startsWith('MG') ? 'MessagingServiceSid' : 'From'
    await askTwilio(account, 'Messages', { To: to, [sender]: account.from, Body: text }, FLOODS, patienceMs)
  },
})
