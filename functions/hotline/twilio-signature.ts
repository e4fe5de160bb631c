import webhooks from 'twilio/lib/webhooks/webhooks.js'
import { type Keys, oneFits } from '../adapters/keys.ts'
import type { Verifier } from './verification.ts'

export interface TwilioScheme {
  /** The account's auth token. */
  readonly keys: Keys
  /** The address Twilio was told to call, without a slash at the end: it signs that, not what a proxy made of it. */
  readonly publicUrl: string
}

/** `X-Twilio-Signature`: over the public address and all form parameters. Twilio's scheme has no time, so nothing is `replayed`. */
export const twilioSignature = ({ keys, publicUrl }: TwilioScheme): Verifier => ({
  verify: async ({ url, headers, body }) => {
    const signature = headers['x-twilio-signature'] ?? ''
    const given = parameters(body)
    const isRight = await oneFits(keys, (token) => webhooks.validateRequest(token, signature, publicUrl + url, given))
    return isRight ? 'ok' : 'refused'
  },
})

/** Twilio de-duplicates and sorts the values of a repeated parameter; its library does so for arrays. */
const parameters = (body: Buffer): Record<string, string | string[]> => {
  const form = new URLSearchParams(body.toString('utf8'))
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name)
      return [name, values.length === 1 && values[0] !== undefined ? values[0] : values]
    }),
  )
}

/** As Twilio signs a form: for tests, and for the telephone of the playground. */
export const signatureOf = (token: string, url: string, form: Readonly<Record<string, string>>): string =>
  webhooks.getExpectedTwilioSignature(token, url, form)
