import { type OpenIdSettings, openIdProvider } from '../../../functions/adapters/open-id.ts'
import { namedBy, ROLES, type StaffClaims } from '../../../functions/api/claims.ts'
import type { HttpHandler } from '../../../functions/middleware/http.ts'
import type { Provider } from '../../../functions/sign-in/provider.ts'
import { type SignInDeps, signInHandler } from '../../../functions/sign-in/sign-in.ts'
import { SESSION_SECONDS, type Sessions } from './sessions.ts'

interface OpenIdDeps extends Omit<SignInDeps, 'provider'> {
  readonly sessions: Sessions
  readonly settings: OpenIdSettings
}

/** Signing in as on AWS, but for what the browser holds: a session of ours, which can be ended, and not the provider's token. */
export const signInByOpenId = ({ sessions, settings, ...deps }: OpenIdDeps): HttpHandler =>
  signInHandler({ ...deps, provider: withOwnSessions(openIdProvider(settings), deps.claims, sessions) })

const withOwnSessions = (provider: Provider, claims: StaffClaims, sessions: Sessions): Provider => ({
  begin: provider.begin,
  async finish(query, attempt) {
    const found = await provider.finish(query, attempt)
    const { sub: person, role: given } = namedBy(found.claims, claims)
    const role = ROLES.find((known) => known === given)
    // Whoever has no role is told so by whoever asked; nobody is signed in.
    if (!role) return found
    const { exp, name } = found.claims
    const left = Math.max(0, Math.min(SESSION_SECONDS, Number(exp) - Math.floor(Date.now() / 1000)))
    const token = sessions.begin({ person, role, ...(typeof name === 'string' && { name: name.slice(0, 200) }) }, left)
    return { token, claims: found.claims }
  },
  leave(token) {
    sessions.end(token)
    return provider.leave(undefined)
  },
})
