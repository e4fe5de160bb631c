import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fixedKeys } from '../../../../functions/adapters/keys.ts'
import { hmacSignature, signatureOf } from '../../../../functions/hotline/hmac-signature.ts'
import { twilioSignature } from '../../../../functions/hotline/twilio-signature.ts'
import { later } from '../../../../shared/kernel/instant.ts'
import { START } from '../../../support/repair-fixtures.ts'

describe('the Twilio signature', () => {
  const verifier = twilioSignature({ keys: fixedKeys('12345'), publicUrl: 'https://mycompany.com' })
  const form = 'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212'
  const signed = (changes: { url?: string; body?: string; signature?: string } = {}) => ({
    url: changes.url ?? '/myapp.php?foo=1&bar=2',
    headers: { 'x-twilio-signature': changes.signature ?? 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' },
    body: Buffer.from(changes.body ?? form),
  })

  test('of the published vector is right', async () => {
    expect(await verifier.verify(signed())).toBe('ok')
  })
  test.each([
    ['another query', signed({ url: '/myapp.php?foo=1&bar=3' })],
    ['another parameter', signed({ body: form.replace('1234&', '1235&') })],
    ['one more parameter', signed({ body: `${form}&Extra=1` })],
    ['another signature', signed({ signature: 'RSOYDt4T1cUTdK1PDd93/VVr8B9=' })],
    ['no signature', { ...signed(), headers: {} }],
  ])('over %s is refused', async (_, request) => {
    expect(await verifier.verify(request)).toBe('refused')
  })
  test('counts the values of a repeated parameter once, sorted', async () => {
    const signature = twilioSignatureOf('12345', 'https://mycompany.com/x', 'AB', 'aAbB')
    const request = { url: '/x', headers: { 'x-twilio-signature': signature }, body: Buffer.from('AB=b&AB=a&AB=b') }
    expect(await verifier.verify({ ...request, headers: { 'x-twilio-signature': repeated() } })).toBe('ok')
    expect(await verifier.verify(request)).toBe('refused')
  })
})

/** Independent of the library: HMAC-SHA1 over the text that the provider's rule makes. */

const twilioSignatureOf = (token: string, url: string, ...pieces: string[]): string =>
  createHmac('sha1', token)
    .update(url + pieces.join(''))
    .digest('base64')
const repeated = () => twilioSignatureOf('12345', 'https://mycompany.com/x', 'ABa', 'ABb')

describe("another system's signature", () => {
  const body = Buffer.from('{"callId":"c-1"}')
  const timestamp = String(Date.parse(START) / 1000)
  const signed = (headers: Record<string, string> = {}) => ({
    url: '/hotline/calls',
    headers: {
      'x-chengnuo-timestamp': timestamp,
      'x-chengnuo-signature': signatureOf('secret', timestamp, body),
      ...headers,
    },
    body,
  })
  const at = (...clocks: string[]) => hmacSignature({ keys: fixedKeys('secret'), clocks: () => clocks })

  test('is hex HMAC-SHA256 of timestamp.rawBody', async () => {
    expect(signatureOf('key', '1', '{}')).toBe(createHmac('sha256', 'key').update('1.{}').digest('hex'))
    expect(await at(START).verify(signed())).toBe('ok')
  })
  test.each([
    ['another secret', { 'x-chengnuo-signature': signatureOf('other', timestamp, body) }],
    ['another timestamp', { 'x-chengnuo-timestamp': String(Number(timestamp) + 1) }],
    ['another body', { 'x-chengnuo-signature': signatureOf('secret', timestamp, '{"callId":"c-2"}') }],
    ['no signature', { 'x-chengnuo-signature': '' }],
    ['no timestamp', { 'x-chengnuo-timestamp': '' }],
    ['a timestamp in words', { 'x-chengnuo-timestamp': 'now' }],
  ])('with %s is refused', async (_, headers) => {
    expect(await at(START).verify(signed(headers))).toBe('refused')
  })
  test.each([
    ['just before the tolerance ends', 299_999, 'ok'],
    ['as it ends', 300_000, 'ok'],
    ['just after', 300_001, 'replayed'],
    ['from the future, within it', -300_000, 'ok'],
    ['from the future, beyond it', -300_001, 'replayed'],
  ])('%s is judged by our clock', async (_, ms, verdict) => {
    expect(await at(later(START, ms)).verify(signed())).toBe(verdict)
  })
  test('is timely when any of the clocks says so', async () => {
    expect(await at(later(START, 86_400_000), START).verify(signed())).toBe('ok')
  })
})
