import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Instant, toMs } from '../../shared/kernel/instant.ts'
import { type Keys, oneFits } from '../adapters/keys.ts'
import type { Verifier } from './verification.ts'

/** How far the sender's clock may be from ours, and how long a recorded request could be played again. */
const TOLERANCE_MS = 300_000

export interface HmacScheme {
  readonly keys: Keys
  /** What counts as now: the time, and on the embedded system its movable clock as well. */
  readonly clocks: () => readonly Instant[]
}

/** `X-Chengnuo-Timestamp` (epoch seconds) and `X-Chengnuo-Signature` (hex HMAC-SHA256 of `timestamp.rawBody`). */
export const hmacSignature = ({ keys, clocks }: HmacScheme): Verifier => ({
  verify: async ({ headers, body }) => {
    const timestamp = headers['x-chengnuo-timestamp'] ?? ''
    const signature = headers['x-chengnuo-signature'] ?? ''
    if (!/^\d{1,12}$/.test(timestamp)) return 'refused'
    const isRight = await oneFits(keys, (secret) => isEqual(signature, signatureOf(secret, timestamp, body)))
    if (!isRight) return 'refused'
    const sentMs = Number(timestamp) * 1000
    return clocks().some((now) => Math.abs(toMs(now) - sentMs) <= TOLERANCE_MS) ? 'ok' : 'replayed'
  },
})

/** What a sender puts into `X-Chengnuo-Signature`. */
export const signatureOf = (secret: string, timestamp: string, body: Buffer | string): string =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')

const isEqual = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given.toLowerCase()), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
