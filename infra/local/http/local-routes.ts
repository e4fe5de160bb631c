import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { z } from 'zod'
import { mailPage } from '../../../functions/links/page.ts'
import { json } from '../../../functions/middleware/http.ts'
import { seeOther } from '../../../functions/middleware/see-other.ts'
import type { Host } from '../host.ts'
import { clockRoutes } from './clock-routes.ts'
import { consoleFile, consolePage } from './console.ts'
import { badRequest, jsonOf } from './local-body.ts'
import type { LocalRoute } from './local-route.ts'
import { type createLogin, LIFETIME_SECONDS, ROLES, type Role } from './login.ts'
import { playgroundRoutes } from './playground-routes.ts'
import { ENDED_SESSION, sessionCookie } from './session.ts'

type Result = APIGatewayProxyStructuredResultV2

const loginSchema = z.strictObject({ role: z.enum(ROLES), subject: z.string().min(1).max(64).optional() })

export const localRoutes = (
  host: Host,
  login: ReturnType<typeof createLogin>,
  baseUrl: () => string,
): readonly LocalRoute[] => [
  { method: 'GET', path: '/', handle: async () => seeOther('/console'), isForAll: true },
  ...monitorRoutes(host),
  { method: 'GET', path: '/console', handle: consolePage, isForAll: true },
  { method: 'GET', path: '/console/{room}', handle: consolePage, isForAll: true },
  { method: 'GET', path: '/console/{room}/{id}', handle: consolePage, isForAll: true },
  { method: 'GET', path: '/console/assets/{file}', handle: consoleFile, isForAll: true },
  ...outboxRoutes(host),
  ...clockRoutes(host),
  ...loginRoutes(login),
  ...playgroundRoutes(host, baseUrl, login.tokenFor),
]

function monitorRoutes(host: Host): readonly LocalRoute[] {
  /** For a monitor of the operator's: 503 while anything is late. */
  async function health(): Promise<Result> {
    const found = await host.health()
    return json(found.status === 'ok' ? 200 : 503, found)
  }

  /** For Prometheus, in its text format. */
  const metrics = async (): Promise<Result> => ({
    statusCode: 200,
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' },
    body: host.figures.text(),
  })

  return [
    { method: 'GET', path: '/health', handle: health, isForAll: true },
    { method: 'GET', path: '/metrics', handle: metrics, isForOwnMonitors: true },
  ]
}

function outboxRoutes(host: Host): readonly LocalRoute[] {
  async function mail(event: APIGatewayProxyEventV2): Promise<Result> {
    const html = host.outbox.html(Number(event.pathParameters?.id))
    return html ? mailPage(html) : json(404, { error: 'notFound', message: 'No mail has this id.' })
  }

  return [
    { method: 'GET', path: '/local/outbox', handle: async () => json(200, host.outbox.list()) },
    { method: 'GET', path: '/local/outbox/{id}', handle: mail },
  ]
}

/** What somebody is called on record whom the directory does not know, like all names on it. */
const NAMES: Readonly<Record<Role, string>> = {
  dispatcher: '客服',
  manager: '经理',
  engineer: '工程师',
  viewer: '只读',
}

function loginRoutes(login: ReturnType<typeof createLogin>): readonly LocalRoute[] {
  async function signIn(event: APIGatewayProxyEventV2): Promise<Result> {
    const parsed = loginSchema.safeParse(jsonOf(event))
    if (!parsed.success) return badRequest(parsed.error)
    const { role, subject = role } = parsed.data
    const token = await login.tokenFor(role, subject, NAMES[role])
    return { ...json(200, { token, role }), cookies: [sessionCookie(token, LIFETIME_SECONDS)] }
  }
  const signOut = async (): Promise<Result> => ({ statusCode: 204, cookies: [ENDED_SESSION] })

  return [
    { method: 'POST', path: '/local/login', handle: signIn },
    { method: 'POST', path: '/local/logout', handle: signOut },
  ]
}
