import { signatureOf } from '../../../functions/hotline/hmac-signature.ts'
import { Browser as AtProvider } from '../../scenarios/sign-in/browser.ts'
import { URL_OF } from '../edge.ts'
import { type Through, through } from '../proxy.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const JSON_BODY = { 'content-type': 'application/json' }

/** Whoever is outside of the proxy, wherever it listens by now: the switchboard, phones, providers, and a browser with its cookies. */
export class Outside {
  port = 0
  readonly #cookies = new Map<string, string>()

  /** A switchboard that signs its calls. */
  async call(callId: string, serial: string): Promise<string> {
    const body = JSON.stringify({ callId, caller: '+8613800138001', serial, severity: 'urgent', symptoms: '黑屏' })
    const time = String(Math.floor(Date.now() / 1000))
    const headers = {
      ...JSON_BODY,
      'x-chengnuo-timestamp': time,
      'x-chengnuo-signature': signatureOf('a secret of the hotline', time, body),
    }
    const { status, text } = await this.#ask('/hotline/calls', { method: 'POST', headers, body })
    if (status > 201) throw new Error(`The call was answered with ${status}: ${text}`)
    return JSON.parse(text).repairId
  }

  /** Somebody presses a key on a phone that rang. */
  press(path: string, digit: string): Promise<Through> {
    return this.#ask(path, { method: 'POST', headers: FORM, body: new URLSearchParams({ Digits: digit }).toString() })
  }

  /** A provider says what became of a text. */
  receipt(channel: string, body: object): Promise<Through> {
    return this.#ask(`/receipts/${channel}`, { method: 'POST', headers: JSON_BODY, body: JSON.stringify([body]) })
  }

  /** Somebody signs in with the provider of their house. */
  async signIn(who: string): Promise<void> {
    const isBack = (address: string) => address.startsWith(URL_OF)
    const begun = await this.#ask('/sign-in', {})
    const there = new AtProvider()
    const asked = await there.follow(String(begun.headers.location), isBack)
    const body = new URLSearchParams({ prompt: 'login', login: who, password: 'any' })
    const answer = await there.go(asked.address, { method: 'POST', body })
    const { address } = await there.follow(new URL(answer.headers.get('location') ?? '', asked.address).href, isBack)
    await this.#ask(address.slice(URL_OF.length), {})
  }

  // biome-ignore lint/suspicious/noExplicitAny: the API's answer is what whoever asks makes of it
  async api(path: string, body?: object): Promise<any> {
    const ours = { ...JSON_BODY, origin: URL_OF, 'sec-fetch-site': 'same-origin' }
    const posted = body && { method: 'POST', headers: ours, body: JSON.stringify(body) }
    const { status, text } = await this.#ask(path, posted ?? {})
    if (status !== 200) throw new Error(`${path} was answered with ${status}: ${text}`)
    return JSON.parse(text)
  }

  async #ask(path: string, asked: { method?: string; headers?: Record<string, string>; body?: string }) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...asked.headers, ...(cookie && { cookie }) }
    const answer = await through(this.port, path, { ...asked, headers })
    for (const set of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      this.#cookies.set(name, value)
    }
    return answer
  }
}
