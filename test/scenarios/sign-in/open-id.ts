import type { Server } from 'node:http'
// @ts-expect-error it brings no types of its own
import Provider from 'oidc-provider'
import { freePort } from '../../support/free-port.ts'

/** Who may sign in, by the name they give: what their tokens say. */
export const ACCOUNTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'liu-fang': { role: 'manager' },
  'wang-qiang': { role: 'engineer' },
  dispatcher: { role: 'dispatcher', 'cognito:groups': ['viewer', 'dispatcher'] },
  viewer: { role: 'viewer' },
  nobody: { role: 'director' },
  loaded: { role: 'manager', groups: 'x'.repeat(5000) },
}

export interface OpenIdOptions {
  readonly redirectUri: string
  readonly afterwards: string
  /** Of a confidential client. */
  readonly secret?: string
  /** Called when a token is made, before it is handed over. */
  readonly onToken?: () => void
}

export const CLIENT = 'chengnuo'

/** A real OpenID provider on this machine, with sign-in pages that take any password. */
export async function startOpenId(options: OpenIdOptions) {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const { redirectUri, afterwards, secret, onToken = () => {} } = options
  const { warn } = console
  // It says of each thing that a test may do that a service may not.
  console.warn = () => {}
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT,
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [afterwards],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        ...(secret
          ? { client_secret: secret, token_endpoint_auth_method: 'client_secret_post' }
          : { token_endpoint_auth_method: 'none' }),
      },
    ],
    claims: { openid: ['sub', 'role', 'cognito:groups', 'groups'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key of the test'] },
    ttl: { IdToken: 3600, Grant: 3600, Session: 3600, Interaction: 600, AccessToken: 600 },
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub, ...ACCOUNTS[sub] }) }),
    // Nobody is asked whether they agree: the client is the house's own.
    loadExistingGrant: async ({ oidc }: GrantContext) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
  console.warn = warn
  provider.use(async ({ path }: { readonly path: string }, next: () => Promise<void>) => {
    await next()
    if (path === '/token') onToken()
  })
  provider.on('server_error', (_: unknown, error: Error) => console.error(error))
  const server: Server = provider.listen(port, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    issuer,
    startAgain: () => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve)),
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

interface GrantContext {
  readonly oidc: {
    readonly client: { readonly clientId: string }
    readonly session: { readonly accountId: string }
    readonly provider: {
      readonly Grant: new (of: object) => { addOIDCScope(scope: string): void; save(): Promise<void> }
    }
  }
}
