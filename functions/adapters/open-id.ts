import * as client from 'openid-client'
import { type Attempt, type Provider, ProviderError, type ProviderTrouble } from '../sign-in/provider.ts'

export interface OpenIdSettings {
  readonly issuer: string
  readonly clientId: string
  /** Absent or empty: the client has none, and proves itself by PKCE alone. */
  readonly clientSecret?: () => Promise<string>
  /** Where the provider leads the browser after signing in, and after signing out. */
  readonly returnTo: string
  readonly afterwards: string
}

/** Below the function's own patience, for the three calls that signing in makes. */
const TIMEOUT_SECONDS = 3
/** By how much the provider's clock may be off. */
const TOLERANCE_SECONDS = 30

/** An OpenID provider by authorization code, PKCE, state and nonce. What it publishes is read once, and anew when something fails. */
export function openIdProvider(settings: OpenIdSettings): Provider {
  let known: Promise<client.Configuration> | undefined
  const asking = async <T>(ask: (found: client.Configuration) => Promise<T>): Promise<T> => {
    try {
      known ??= discover(settings)
      return await ask(await known)
    } catch (error) {
      const trouble = troubleOf(error)
      // Whoever comes back wrongly has us ask nobody anew.
      if (trouble !== 'again' && trouble !== 'refused') known = undefined
      throw new ProviderError(trouble, saidBy(error))
    }
  }
  return {
    begin: (wish) =>
      asking(async (found) => {
        const attempt = newAttempt()
        const address = client.buildAuthorizationUrl(found, {
          redirect_uri: settings.returnTo,
          scope: 'openid',
          state: attempt.state,
          nonce: attempt.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
          code_challenge_method: 'S256',
          // The second is Cognito's word for the first.
          ...{ ui_locales: wish.language, lang: wish.language },
          ...(wish.isOther && { prompt: 'login' }),
        })
        return { address: address.href, attempt }
      }),

    finish: (query, { state, nonce, verifier }) =>
      asking(async (found) => {
        const returned = new URL(`${settings.returnTo}?${query}`)
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier }
        const answer = await client.authorizationCodeGrant(found, returned, checks)
        // It is there: a nonce is expected of it.
        return { token: answer.id_token ?? '', claims: { ...answer.claims() } }
      }),

    leave: (token) =>
      asking(async (found) => {
        const server = found.serverMetadata()
        if (server.end_session_endpoint === undefined) return undefined
        // Cognito does not know the words of the standard.
        if (server.issuer.startsWith('https://cognito-idp.'))
          return client.buildEndSessionUrl(found, { logout_uri: settings.afterwards }).href
        const hint = token ? { id_token_hint: token } : {}
        return client.buildEndSessionUrl(found, { post_logout_redirect_uri: settings.afterwards, ...hint }).href
      }),
  }
}

const newAttempt = (): Attempt => ({
  state: client.randomState(),
  nonce: client.randomNonce(),
  verifier: client.randomPKCECodeVerifier(),
})

async function discover({ issuer, clientId, clientSecret }: OpenIdSettings): Promise<client.Configuration> {
  const secret = await clientSecret?.()
  const metadata = { [client.clockTolerance]: TOLERANCE_SECONDS }
  // A provider on this machine, as tests have one, has no TLS.
  const isLoopback = /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(issuer)
  return client.discovery(new URL(issuer), clientId, metadata, secret ? bySecret(secret) : client.None(), {
    timeout: TIMEOUT_SECONDS,
    // The token's signature is checked as well, although it comes over TLS from whoever made it.
    execute: [client.enableNonRepudiationChecks, ...(isLoopback ? [client.allowInsecureRequests] : [])],
  })
}

/** In the way that the provider takes it; one that does not say takes the header. */
const bySecret =
  (secret: string): client.ClientAuth =>
  (server, ...rest) => {
    const isPosted = server.token_endpoint_auth_methods_supported?.includes('client_secret_post')
    return (isPosted ? client.ClientSecretPost(secret) : client.ClientSecretBasic(secret))(server, ...rest)
  }

function troubleOf(error: unknown): ProviderTrouble {
  if (error instanceof client.AuthorizationResponseError)
    return error.error === 'access_denied' ? 'refused' : 'settings'
  // A code that was used or is too old.
  if (error instanceof client.ResponseBodyError) return error.error === 'invalid_grant' ? 'again' : 'settings'
  const { code, status } = error as { readonly code?: string; readonly status?: number }
  const known = TROUBLES[code ?? '']
  if (known) return known
  const isSilent = error instanceof TypeError || code === 'OAUTH_TIMEOUT' || (status ?? 0) >= 500
  return isSilent ? 'unreachable' : 'settings'
}

/** For the log: whatever else such an error holds may be a token, or what it says of somebody. */
const saidBy = (error: unknown): string => {
  const { code, error: said, message } = error as { readonly code?: string; readonly error?: string; message?: string }
  return [code, said, message].filter(Boolean).join(' ')
}

const TROUBLES: Readonly<Record<string, ProviderTrouble>> = {
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'clock',
  // State or nonce of another attempt.
  OAUTH_INVALID_RESPONSE: 'again',
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: 'again',
  // It answers, with a page of its own that says that it does not work.
  OAUTH_RESPONSE_IS_NOT_CONFORM: 'unreachable',
}
