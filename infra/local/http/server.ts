import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import { htmlPage } from '../../../functions/links/page.ts'
import { acceptedLanguage } from '../../../functions/middleware/language.ts'
import { withSafeHeaders } from '../../../functions/middleware/safe-headers.ts'
import { pathOfOurs, seeOther } from '../../../functions/middleware/see-other.ts'
import { defined } from '../../../shared/kernel/fields.ts'
import { inLanguage, type Text } from '../../../shared/kernel/text.ts'
import { ROUTES, type Route } from '../../../shared/wire/routes.ts'
import { messagePage } from '../../../web/pages/message.ts'
import type { Host } from '../host.ts'
import { createBuckets } from './buckets.ts'
import { ChangeStreams } from './change-streams.ts'
import { BodyTooLargeError, eventOf, readBody, respond } from './event.ts'
import type { Front, FrontOf } from './front.ts'
import { refusalOf } from './guard.ts'
import { houseRoutes } from './house-routes.ts'
import type { LocalRoute } from './local-route.ts'
import { createRouter, type Entry, type Matched } from './router.ts'
import { credentialsOf, refusalOfSession } from './session.ts'
import { answerUnreadable } from './unreadable.ts'

type Target = { readonly lambda: Route } | { readonly local: LocalRoute }

/** As the functions say it: in the language that the request asks for. */
const problem = (
  request: IncomingMessage,
  statusCode: number,
  error: string,
  message: Text,
): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({
    error,
    message: inLanguage(message, acceptedLanguage(request.headers['accept-language'], 'en')),
  }),
})

const wrongMethod = (request: IncomingMessage, pathname: string, allow: string) => {
  const text = { zh: `${pathname} 不接受 ${request.method}。`, en: `${request.method} is not for ${pathname}.` }
  const refused = problem(request, 405, 'wrongMethod', text)
  return { ...refused, headers: { ...refused.headers, allow } }
}

const unauthorized = (
  request: IncomingMessage,
  { message, login }: Front['signInFirst'],
): APIGatewayProxyStructuredResultV2 => {
  const refused = problem(request, 401, 'unauthorized', message)
  return { ...refused, body: JSON.stringify({ ...JSON.parse(refused.body ?? ''), ...defined({ login }) }) }
}

/** As a page: whoever comes by a link is no program. */
const tooMany = (request: IncomingMessage, seconds: number): APIGatewayProxyStructuredResultV2 => {
  const page = htmlPage(429, messagePage('tooMany', acceptedLanguage(request.headers['accept-language'], 'zh-CN')))
  return { ...page, headers: { ...page.headers, 'retry-after': String(seconds) } }
}

/** Plays API Gateway: the same routes, the same authorizer, the same event for the same handlers; and what the front adds. */
export function createHttpServer(host: Host, frontOf: FrontOf): Server {
  const { publicUrl } = host.deps
  const front = frontOf(host, () => addressOf(server))
  const { localPages } = front
  const route = createRouter(entriesOf([...houseRoutes(host), ...front.routes]))
  const bucketOf = createBuckets()
  const call = callOf(host)
  const streams = new ChangeStreams({
    ask: (event) => call({ function: 'api' }, event),
    publicUrl,
    onError: (error) => host.deps.log.error('Stream failed', { error }),
  })
  host.onSaved(() => streams.wake())

  /** `routed` is told which route it is, before anything else is looked at. */
  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    routed: (route: string) => void,
  ): Promise<APIGatewayProxyStructuredResultV2 | 'streaming'> {
    const matched = matchOf(route, request)
    if ('refusal' in matched) return matched.refusal
    routed(matched.routeKey)
    const { target } = matched
    const refused = refusalOf(request, guardedAs(target), { publicUrl, localPages })
    if (refused) return problem(request, refused.status, refused.error, refused.message)
    const link = linkOf(matched)
    const wait = link === undefined ? 0 : bucketOf(link)
    if (wait > 0) return tooMany(request, wait)
    const body = await readBody(request)
    const from = front.addressOf(request)
    if ('local' in target) return target.local.handle(eventOf(request, body, matched, from))
    if (target.lambda.auth === 'none') return call(target.lambda, eventOf(request, body, matched, from))
    const { claims, refusal, holds } = await claimsOf(request, front, publicUrl)
    if (refusal) return opensJobs(request, matched) ? signInFor(request, front) : refusal
    const event = eventOf(request, body, matched, from, claims)
    if (!streams.isAskedFor(request, matched.routeKey)) return call(target.lambda, event)
    const { sub: who = '', exp } = claims
    return streams.open({ request, response, event, who, until: new Date(Number(exp) * 1000), holds })
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let route = 'none'
    response.once('finish', () => host.figures.answered(route, response.statusCode))
    try {
      const answered = await answer(request, response, (found) => {
        route = found
      })
      if (answered === 'streaming') return
      respond(response, withSafeHeaders(answered, publicUrl), request.method)
    } catch (error) {
      answerFailure(host, request, response, error)
    }
  }
  // Whoever names no host is told so by the guard; a signed report is taken all the same.
  const server = createServer({ requireHostHeader: false }, (request, response) => void serve(request, response))
  answerUnreadable(server, publicUrl)
  return server
}

/** What is answered instead. */
interface Refused {
  readonly refusal: APIGatewayProxyStructuredResultV2
}

const entriesOf = (local: readonly LocalRoute[]): readonly Entry<Target>[] => [
  ...ROUTES.map((route) => ({ method: route.method, path: route.path, target: { lambda: route } })),
  ...local.map((route) => ({ method: route.method, path: route.path, target: { local: route } })),
]

/** Where the request goes, or the answer to one that goes nowhere. */
function matchOf(route: ReturnType<typeof createRouter<Target>>, request: IncomingMessage): Matched<Target> | Refused {
  const address = request.url ?? '/'
  // `http://[` is a target that HTTP lets pass and no address can be made of; `//name/path` would be read as another host's.
  if (!URL.canParse(address, 'http://local') || /^\/[/\\]/.test(address))
    return {
      refusal: problem(request, 400, 'badRequest', { zh: '请求地址有误。', en: 'The address of the request is none.' }),
    }
  const { pathname } = new URL(address, 'http://local')
  const matched = route(request.method ?? 'GET', pathname)
  if (matched === 'notFound')
    return {
      refusal: problem(request, 404, 'notFound', {
        zh: `${pathname} 没有内容。`,
        en: `There is nothing at ${pathname}.`,
      }),
    }
  return 'allow' in matched ? { refusal: wrongMethod(request, pathname, matched.allow) } : matched
}

/** Who asks, by their token; or the answer to whoever has none. */
async function claimsOf(request: IncomingMessage, front: Front, publicUrl: string) {
  const credentials = credentialsOf(request, front.cookie)
  const foreign = refusalOfSession(request, credentials, publicUrl)
  if (foreign) return { refusal: problem(request, foreign.status, foreign.error, foreign.message) }
  const claims = await front.claimsOf(credentials.token)
  const holds = async () => (await front.claimsOf(credentials.token)) !== undefined
  return claims ? { claims, holds } : { refusal: unauthorized(request, front.signInFirst) }
}

function answerFailure({ deps }: Host, request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const isTooLarge = error instanceof BodyTooLargeError
  // Whoever hung up before they had said it all hears no answer, and it is no fault of ours; where we have stopped reading, it is said why.
  if (request.destroyed && !request.complete && !isTooLarge) return
  if (isTooLarge) response.setHeader('connection', 'close')
  else deps.log.error('Request failed', { error })
  const text = { zh: '请求没能处理。', en: 'The request could not be served.' }
  const answer = isTooLarge ? problem(request, 413, 'tooLarge', text) : problem(request, 500, 'internal', text)
  respond(response, withSafeHeaders(answer, deps.publicUrl), 'GET')
}

/** Whoever opens their jobs and is nobody yet is led to where a role is picked, and back. */
const opensJobs = ({ method }: IncomingMessage, { routeKey }: Matched<Target>): boolean =>
  method === 'GET' && /^GET \/jobs(\/\{id\})?$/.test(routeKey)
const signInFor = (request: IncomingMessage, { signInAt }: Front): APIGatewayProxyStructuredResultV2 => {
  // Whoever asked for what nobody can be led back to comes back to the list.
  const there = pathOfOurs(signInAt(new URL(request.url ?? '/', 'http://local').pathname))
  return seeOther(there ?? signInAt('/jobs'))
}

/** A link is what a flood may come by without a key to anything else. */
const linkOf = ({ target, parameters }: Matched<Target>): string | undefined =>
  'lambda' in target && target.lambda.function === 'links' ? (parameters.token ?? parameters.serial) : undefined

const callOf =
  ({ handlers }: Host) =>
  async (
    lambda: Pick<Route, 'function'>,
    event: ReturnType<typeof eventOf>,
  ): Promise<APIGatewayProxyStructuredResultV2> =>
    (await handlers[lambda.function](event, {} as Context)) ?? { statusCode: 204 }

const guardedAs = (target: Target) => ({
  isLocal: 'local' in target && !target.local.isForAll,
  isForOwnMonitors: 'local' in target && target.local.isForOwnMonitors === true,
  isSigned: 'lambda' in target && target.lambda.path.startsWith('/hotline/'),
})

/** Where this machine reaches the server, whatever its public address. */
export function addressOf(server: Server): string {
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The server does not listen yet')
  const name = ['0.0.0.0', '::', '127.0.0.1'].includes(address.address) ? '127.0.0.1' : `[${address.address}]`
  return `http://${name}:${address.port}`
}
