import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { z } from 'zod'
import { mailPage } from '../../../functions/links/page.ts'
import { json } from '../../../functions/middleware/http.ts'
import type { Host } from '../host.ts'
import type { LocalRoute } from '../http/local-route.ts'
import { clockRoutes } from './clock-routes.ts'
import { ENDED_SESSION, sessionCookie } from './cookie.ts'
import { deskRoutes } from './desk-routes.ts'
import { badRequest, jsonOf } from './local-body.ts'
import { type createLogin, LIFETIME_SECONDS, ROLES, type Role } from './login.ts'

type Result = APIGatewayProxyStructuredResultV2

const loginSchema = z.strictObject({ role: z.enum(ROLES), subject: z.string().min(1).max(64).optional() })

/** Pages and calls that let whoever reaches them act as anyone. */
export const playgroundRoutes = (
  host: Host,
  login: ReturnType<typeof createLogin>,
  baseUrl: () => string,
): readonly LocalRoute[] => [
  ...outboxRoutes(host),
  ...clockRoutes(host),
  ...loginRoutes(login),
  ...deskRoutes(host, baseUrl, login.tokenFor),
]

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
