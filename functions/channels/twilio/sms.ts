import type { Messenger, TextMessage } from '../../../shared/ports/messaging.ts'
import { PATIENCE_MS } from '../call.ts'
import { askTwilio, type TwilioAccount } from './ask.ts'
import { callbackOf } from './receipts.ts'

/** Too many requests, too many messages waiting, the day's limit. */
const FLOODS = /^(20429|21611|30022|63038)$/

/** SMS through Twilio's Messages. It cannot drop a repeat. */
export const twilioText = (account: TwilioAccount, patienceMs = PATIENCE_MS): Messenger<TextMessage> => ({
  async send(message) {
    const sender = account.from.startsWith('MG') ? 'MessagingServiceSid' : 'From'
    const callback = callbackOf(message)
    const fields = { To: message.to, [sender]: account.from, Body: message.text }
    const whole = callback === undefined ? fields : { ...fields, StatusCallback: callback }
    await askTwilio(account, 'Messages', whole, FLOODS, patienceMs)
    return undefined
  },
})
