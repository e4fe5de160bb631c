import { Secret, TOTP } from 'otpauth'

// The code of an authenticator app, by RFC 6238 with what all of them know: SHA-1, six digits, half a minute.

const STEP_SECONDS = 30
/** A phone's clock may be so many steps off. */
const OFF_BY = 1

/** Such an app as it is set up for somebody. */
const appOf = (key: Uint8Array, label = '', issuer = ''): TOTP =>
  new TOTP({ issuer, label, period: STEP_SECONDS, secret: new Secret({ buffer: Uint8Array.from(key).buffer }) })

/** The code at one step. */
export const codeAt = (key: Uint8Array, step: number): string =>
  appOf(key).generate({ timestamp: step * STEP_SECONDS * 1000 })

/** The step that a code is of, later than the last that was used; undefined where it is of none. */
export function stepOf(key: Uint8Array, code: string, seconds: number, lastStep = -1): number | undefined {
  const away = appOf(key).validate({ token: code, timestamp: seconds * 1000, window: OFF_BY })
  const step = away === null ? -1 : Math.floor(seconds / STEP_SECONDS) + away
  return step > lastStep ? step : undefined
}

/** As it is typed into an app that reads no picture. */
export const base32 = (key: Uint8Array): string => appOf(key).secret.base32

/** What the picture says. */
export const addressOf = (key: Uint8Array, person: string, issuer: string): string =>
  appOf(key, person, issuer).toString()
