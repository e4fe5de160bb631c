import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { openIdProvider } from '../../../functions/adapters/open-id.ts'
import { staffClaimsOf } from '../../../functions/api/claims.ts'
import { signInHandler } from '../../../functions/sign-in/sign-in.ts'
import type { Host } from '../../../infra/local/host.ts'
import { eventOf, readBody, respond } from '../../../infra/local/http/event.ts'
import { createRouter } from '../../../infra/local/http/router.ts'
import { CONSOLE_POLICY } from '../../../shared/wire/console-headers.ts'
import { ROUTES, SIGN_IN_ROUTES } from '../../../shared/wire/routes.ts'
import { CLIENT } from './open-id.ts'

const ROOT = join(import.meta.dirname, '../../..')
const BUILT = join(ROOT, 'dist')

/** A request as CloudFront's functions see it. */
export interface EdgeRequest {
  readonly method: string
  uri: string
  readonly headers: Record<string, { value: string }>
  readonly cookies: Record<string, { value: string }>
}
export interface EdgeAnswer {
  readonly statusCode: number
  readonly headers: Record<string, { value: string }>
  readonly body?: { readonly data: string }
}

export const VIEWER = '203.0.113.7'

/** The very file that is deployed, run as CloudFront runs it: nothing of Node is there. */
export const edgeFunction = (file: string): ((request: EdgeRequest) => EdgeRequest | EdgeAnswer) => {
  const code = readFileSync(join(ROOT, 'infra/aws/edge', file), 'utf8')
  const handler = runInNewContext(`${code}; handler`)
  return (request) => handler({ request, viewer: { ip: VIEWER } })
}

export interface AwsEdgeOptions {
  readonly host: Host
  readonly issuer: string
  readonly url: string
  readonly clientSecret?: string
  readonly env?: Readonly<Record<string, string>>
  readonly log?: (words: string) => void
}

/**
 * Plays what stands before the functions on AWS: CloudFront with its functions and the bucket, the HTTP API with its authorizer, which
 * knows a token from its header alone. Behind it are the handlers themselves.
 */
export function awsEdge({ host, issuer, url, clientSecret, env = {}, log = () => {} }: AwsEdgeOptions): Server {
  const beforeApi = edgeFunction('api-request.js')
  const beforeConsole = edgeFunction('console-request.js')
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`))
  const provider = openIdProvider({
    issuer,
    clientId: CLIENT,
    returnTo: `${url}/sign-in/callback`,
    afterwards: `${url}/console`,
    ...(clientSecret !== undefined && { clientSecret: async () => clientSecret }),
  })
  const words = { info: () => {}, warn: (message: string, fields = {}) => log(`${message} ${JSON.stringify(fields)}`) }
  const signIn = signInHandler({
    provider,
    claims: staffClaimsOf(env),
    clock: { now: () => new Date().toISOString() },
    log: { ...words, error: words.warn },
    publicUrl: url,
  })
  const handlers = { ...host.handlers, signIn }
  const route = createRouter([...ROUTES, ...SIGN_IN_ROUTES].map((target) => ({ ...target, target })))

  /** As API Gateway passes claims on: each as a text. */
  const claimsOf = async (header: string | undefined): Promise<Record<string, string> | undefined> => {
    const token = /^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? ''
    const checked = await jwtVerify(token, keys, { issuer, audience: CLIENT }).catch(() => undefined)
    return (
      checked &&
      Object.fromEntries(
        Object.entries(checked.payload).map(([name, value]) => [
          name,
          Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
        ]),
      )
    )
  }

  async function api(request: IncomingMessage): Promise<APIGatewayProxyStructuredResultV2> {
    const { pathname } = new URL(request.url ?? '/', url)
    const matched = route(request.method ?? 'GET', pathname)
    if (matched === 'notFound' || 'allow' in matched) return { statusCode: 404, body: '{"message":"Not Found"}' }
    const { target } = matched
    const claims = target.auth === 'jwt' ? await claimsOf(request.headers.authorization) : undefined
    if (target.auth === 'jwt' && !claims) return { statusCode: 401, body: '{"message":"Unauthorized"}' }
    const from = request.socket.remoteAddress ?? ''
    const event = eventOf(request, await readBody(request), matched, from, claims)
    const handle = handlers[target.function]
    return (await handle(event, {} as Context)) ?? {}
  }

  async function answer(request: IncomingMessage): Promise<APIGatewayProxyStructuredResultV2> {
    // The API has an address of its own as well.
    if (BY_ITS_OWN_ADDRESS in request.headers) return api(request)
    const seen = asEdge(request)
    if (/^\/console(\/|$)/.test(seen.uri)) {
      const isFile = seen.uri.startsWith('/console/assets/')
      return fileOf((isFile ? seen : (beforeConsole(seen) as EdgeRequest)).uri)
    }
    const passed = beforeApi(seen)
    if ('statusCode' in passed) {
      const headers = Object.entries(passed.headers).map(([name, { value }]) => [name, value])
      return { statusCode: passed.statusCode, headers: Object.fromEntries(headers), body: passed.body?.data ?? '' }
    }
    const cookie = Object.entries(passed.cookies).map(([name, { value }]) => `${name}=${value}`)
    const { cookie: _, ...said } = request.headers
    const { authorization } = passed.headers
    request.headers = {
      ...said,
      host: 'api.example',
      ...(authorization && { authorization: authorization.value }),
      ...(cookie.length > 0 && { cookie: cookie.join('; ') }),
    }
    return api(request)
  }

  return createServer((request, response) => {
    answer(request).then(
      (answered) => respond(response, answered, request.method),
      (error) => {
        console.error(error)
        respond(response, { statusCode: 500 }, request.method)
      },
    )
  })
}

/** A request with this header comes past CloudFront. */
export const BY_ITS_OWN_ADDRESS = 'x-test-past-cloudfront'

const asEdge = ({ method = 'GET', url = '/', headers: { cookie, ...headers } }: IncomingMessage): EdgeRequest => ({
  method,
  uri: url.split('?')[0] ?? '/',
  headers: Object.fromEntries(
    // CloudFront has TLS, which this machine has not.
    Object.entries(headers).map(([name, value]) => [name, { value: String(value).replace(/^http:/, 'https:') }]),
  ),
  cookies: Object.fromEntries(
    (cookie?.split('; ') ?? []).map((one) => {
      const [name = '', ...value] = one.split('=')
      return [name, { value: value.join('=') }]
    }),
  ),
})

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  html: 'text/html',
}

/** The bucket, which says of whatever it has not that it may not be read. */
function fileOf(uri: string): APIGatewayProxyStructuredResultV2 {
  const file = join(BUILT, uri)
  if (!file.startsWith(join(BUILT, 'console')) || !existsSync(file)) return { statusCode: 403 }
  const type = TYPES[uri.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
  return {
    statusCode: 200,
    headers: { 'content-type': type, 'content-security-policy': CONSOLE_POLICY },
    body: readFileSync(file, 'utf8'),
  }
}
