import type { DatabaseSync } from 'node:sqlite'
import type { HttpHandler } from '../../../functions/middleware/http.ts'
import type { Log } from '../../../shared/ports/observe.ts'
import { SIGN_IN_ROUTES } from '../../../shared/wire/routes.ts'
import type { Host } from '../host.ts'
import type { LocalRoute } from '../http/local-route.ts'
import { Accounts } from './accounts/accounts.ts'
import { createAttempts } from './accounts/attempts.ts'
import { createPasswords } from './accounts/password.ts'
import { ACCOUNT_ROUTES, signInByAccount } from './accounts/sign-in.ts'
import type { Production } from './config.ts'
import { signInByOpenId } from './open-id.ts'
import type { Sessions } from './sessions.ts'

interface Parts {
  readonly db: DatabaseSync
  readonly sessions: Sessions
  readonly host: Host
  readonly log: Log
}

/** What of the configuration signing in goes by. */
type Told = Pick<Production, 'publicUrl' | 'signIn' | 'clientSecret'>

export interface SignIn {
  readonly signIn: HttpHandler
  readonly signInRoutes: readonly Pick<LocalRoute, 'method' | 'path'>[]
}

/** By the supplier's own provider where the configuration names one, else by accounts that are kept here. */
export function signInOf(config: Told, parts: Parts): SignIn {
  const { openId } = config.signIn
  return openId ? byProvider(config, openId, parts) : byAccounts(config, parts)
}

function byProvider(
  { publicUrl, clientSecret }: Told,
  { issuer, clientId, personClaim, roleClaim }: NonNullable<Production['signIn']['openId']>,
  { sessions, host, log }: Parts,
): SignIn {
  const signIn = signInByOpenId({
    sessions,
    log,
    publicUrl,
    clock: host.deps.clock,
    claims: { person: personClaim, role: [roleClaim] },
    settings: {
      issuer,
      clientId,
      returnTo: `${publicUrl}/sign-in/callback`,
      afterwards: `${publicUrl}/console`,
      ...(clientSecret !== undefined && { clientSecret: async () => clientSecret }),
    },
  })
  return { signIn, signInRoutes: SIGN_IN_ROUTES }
}

const byAccounts = ({ publicUrl, signIn }: Told, { db, sessions, log }: Parts): SignIn => ({
  signIn: signInByAccount({
    accounts: new Accounts(db),
    sessions,
    passwords: createPasswords(),
    attempts: createAttempts(),
    authenticator: signIn.authenticator,
    nowSeconds: () => Math.floor(Date.now() / 1000),
    log,
    publicUrl,
  }),
  signInRoutes: ACCOUNT_ROUTES,
})
