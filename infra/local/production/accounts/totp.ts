import { createHmac, timingSafeEqual } from 'node:crypto'

// The code of an authenticator app: RFC 6238 with what all of them know, SHA-1, six digits, half a minute.

const STEP_SECONDS = 30
/** A phone's clock may be so many steps off. */
const OFF_BY = 1
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The code at one step. */
export function codeAt(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', secret).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 0xf
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** The step that a code is of, later than the last that was used; undefined where it is of none. */
export function stepOf(secret: Uint8Array, code: string, seconds: number, lastStep = -1): number | undefined {
  const now = Math.floor(seconds / STEP_SECONDS)
  const given = Buffer.from(code.padEnd(6).slice(0, 6))
  const steps = Array.from({ length: 2 * OFF_BY + 1 }, (_, index) => now - OFF_BY + index)
  const fitting = steps.filter((step) => timingSafeEqual(Buffer.from(codeAt(secret, step)), given))
  return fitting.find((step) => step > lastStep && /^\d{6}$/.test(code))
}

/** As it is typed into an app that reads no picture. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => LETTERS[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** What the picture says. */
export const addressOf = (secret: Uint8Array, person: string, issuer: string): string =>
  `otpauth://totp/${encodeURIComponent(`${issuer}:${person}`)}?${new URLSearchParams({ secret: base32(secret), issuer })}`
