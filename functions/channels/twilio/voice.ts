import type { Messenger, VoiceMessage } from '../../../shared/ports/messaging.ts'
import { askKeyFor, sayToAndHangUp, twimlText } from '../../hotline/twiml.ts'
import { PATIENCE_MS } from '../call.ts'
import { askTwilio, type TwilioAccount } from './ask.ts'

/** Too many requests, too many calls at once. */
const FLOODS = /^(20429|10004)$/
/** So long a phone rings before it is taken for not answered: shorter than most voicemail waits. */
const RINGS_SECONDS = '25'

/** Places a call which reads the page out and waits for a key. Twilio's answer says that it is placed, not that anybody heard it. */
export const twilioCalls = (account: TwilioAccount, patienceMs = PATIENCE_MS): Messenger<VoiceMessage> => ({
  async send({ to, text, language, link }) {
    const verbs = link ? askKeyFor(text, language, `${link.url}/key`) : sayToAndHangUp(text, language)
    const Twiml = twimlText(verbs)
    await askTwilio(account, 'Calls', { To: to, From: account.from, Timeout: RINGS_SECONDS, Twiml }, FLOODS, patienceMs)
    return undefined
  },
})
