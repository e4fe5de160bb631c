import type { Role } from '../../../../functions/api/claims.ts'
import type { HttpResult } from '../../../../functions/middleware/event.ts'
import { seeOther } from '../../../../functions/middleware/see-other.ts'
import { sessionCookie } from '../../../../functions/sign-in/cookies.ts'
import type { Log } from '../../../../shared/ports/observe.ts'
import { SESSION_SECONDS, type Sessions } from '../sessions.ts'
import type { Account, Accounts } from './accounts.ts'
import type { Attempts } from './attempts.ts'
import type { Passwords } from './password.ts'

export interface AccountDeps {
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly passwords: Passwords
  readonly attempts: Attempts
  /** Who may not sign in without an authenticator app; others may set one up. */
  readonly authenticator: readonly Role[]
  readonly nowSeconds: () => number
  readonly log: Log
  readonly publicUrl: string
}

/** Holds what tells a device apart on which somebody has signed in. */
export const DEVICE_COOKIE = '__Host-chengnuo-device'

export function signedIn({ sessions, accounts, log }: AccountDeps, account: Account, to: string): HttpResult {
  const { person, role, name } = account
  const session = sessions.begin({ person, role, name })
  const device = accounts.addDevice(person)
  log.info('Signed in', { person, role })
  return {
    ...seeOther(to),
    cookies: [
      sessionCookie(session, SESSION_SECONDS),
      `${DEVICE_COOKIE}=${device.token}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${device.seconds}`,
    ],
  }
}
