import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import { toMs } from '../../../shared/kernel/instant.ts'
import type { Messenger, TextMessage, VoiceMessage } from '../../../shared/ports/messaging.ts'
import type { Keys } from '../../adapters/keys.ts'
import { systemClock } from '../../adapters/system-clock.ts'
import { signatureOf } from '../../hotline/hmac-signature.ts'
import { PATIENCE_MS, unreached } from '../call.ts'

/** A signed `POST` of the message as JSON; see README.md. Any answer of 2xx takes it, and says nothing of whether it is read. */
export const webhookText = (url: string, keys: Keys, patienceMs = PATIENCE_MS): Messenger<TextMessage> => ({
  async send({ key, parts, to, text, template, values, about, reason }) {
    const body = JSON.stringify({ key, parts, to, text, template, values, about, reason })
    await post(url, body, keys, patienceMs)
    return undefined
  },
})

/** The same of a page to read out: whoever presses 1 is passed on by a `POST` of `Digits=1` to `accept`. */
export const webhookVoice = (url: string, keys: Keys, patienceMs = PATIENCE_MS): Messenger<VoiceMessage> => ({
  async send({ key, to, text, language, link, about, reason }) {
    const body = JSON.stringify({ key, to, text, language, accept: link && `${link.url}/key`, about, reason })
    await post(url, body, keys, patienceMs)
    return undefined
  },
})

async function post(url: string, body: string, keys: Keys, patienceMs: number): Promise<void> {
  const status = await answered(url, body, keys, patienceMs)
  if (status >= 200 && status <= 299) return
  throw new MessageNotSentError(`The webhook answered ${status}`, { why: status === 429 ? 'flood' : undefined })
}

async function answered(url: string, body: string, keys: Keys, patienceMs: number): Promise<number> {
  try {
    const [secret = ''] = await keys.all()
    // The receiver's clock is a real one, whatever ours shows.
    const timestamp = String(Math.floor(toMs(systemClock.now()) / 1000))
    const headers = {
      'content-type': 'application/json',
      'x-chengnuo-timestamp': timestamp,
      'x-chengnuo-signature': signatureOf(secret, timestamp, body),
    }
    // What is signed is for this address and no other.
    const signal = AbortSignal.timeout(patienceMs)
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
    await answer.body?.cancel()
    return answer.status
  } catch (error) {
    throw unreached('The webhook', error)
  }
}
