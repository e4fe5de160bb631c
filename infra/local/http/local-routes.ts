import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { z } from 'zod'
import { htmlPage, mailPage } from '../../../functions/links/page.ts'
import { bodyForm } from '../../../functions/middleware/body.ts'
import { json } from '../../../functions/middleware/http.ts'
import { readerLanguage } from '../../../functions/middleware/language.ts'
import { seeOther } from '../../../functions/middleware/see-other.ts'
import type { Directory } from '../../../shared/directory/directory.ts'
import { DEFAULT_TIMEZONE, dayOf } from '../../../shared/kernel/calendar.ts'
import { defined } from '../../../shared/kernel/fields.ts'
import { inLanguage, type Language, type Text, text } from '../../../shared/kernel/text.ts'
import { plansInForce } from '../../../shared/plan/document.ts'
import { homePage } from '../../../web/local/home.ts'
import { outboxPage } from '../../../web/local/outbox.ts'
import { simulatorPage } from '../../../web/local/simulator.ts'
import type { Host } from '../host.ts'
import { clockRoutes } from './clock-routes.ts'
import { consoleFile, consolePage } from './console.ts'
import { ledgerHandlers } from './ledger-routes.ts'
import { badRequest, jsonOf } from './local-body.ts'
import type { LocalRoute } from './local-route.ts'
import { type createLogin, LIFETIME_SECONDS, ROLES, type Role } from './login.ts'
import { playgroundRoutes } from './playground-routes.ts'
import { repairHandlers } from './repair-routes.ts'
import { ENDED_SESSION, sessionCookie } from './session.ts'
import { type SimulatedCall, simulateCall } from './simulate.ts'

type Result = APIGatewayProxyStructuredResultV2

const loginSchema = z.strictObject({ role: z.enum(ROLES), subject: z.string().min(1).max(64).optional() })

export const localRoutes = (
  host: Host,
  login: ReturnType<typeof createLogin>,
  baseUrl: () => string,
): readonly LocalRoute[] => [
  ...homeRoutes(host),
  ...monitorRoutes(host),
  { method: 'GET', path: '/console', handle: consolePage, isForAll: true },
  { method: 'GET', path: '/console/{room}', handle: consolePage, isForAll: true },
  { method: 'GET', path: '/console/{room}/{id}', handle: consolePage, isForAll: true },
  { method: 'GET', path: '/console/assets/{file}', handle: consoleFile, isForAll: true },
  ...outboxRoutes(host),
  ...clockRoutes(host),
  ...loginRoutes(login),
  ...simulatorRoutes(host, baseUrl),
  ...playgroundRoutes(host, baseUrl, login.tokenFor),
  ...staffRoutes(host),
]

function homeRoutes(host: Host): readonly LocalRoute[] {
  async function home(event: APIGatewayProxyEventV2): Promise<Result> {
    const { items } = await host.deps.repairs.list({ status: 'open', limit: 1000 })
    return htmlPage(200, homePage({ ...frameOf(host, event), openRepairs: items.length }))
  }
  return [
    { method: 'GET', path: '/', handle: home },
    { method: 'GET', path: '/local', handle: home },
  ]
}

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
  async function outbox(event: APIGatewayProxyEventV2): Promise<Result> {
    if (!/text\/html/.test(event.headers.accept ?? '')) return json(200, host.outbox.list())
    const names = phoneNames(await host.deps.directory.all())
    return htmlPage(200, outboxPage({ ...frameOf(host, event), messages: host.outbox.list(200), names }))
  }

  async function mail(event: APIGatewayProxyEventV2): Promise<Result> {
    const html = host.outbox.html(Number(event.pathParameters?.id))
    return html ? mailPage(html) : json(404, { error: 'notFound', message: 'No mail has this id.' })
  }

  return [
    { method: 'GET', path: '/local/outbox', handle: outbox },
    { method: 'GET', path: '/local/outbox/{id}', handle: mail },
  ]
}

/** What somebody is called on record whom the directory does not know. */
const ROLE_NAMES: Readonly<Record<Role, Text>> = {
  dispatcher: text('客服', 'Desk'),
  manager: text('经理', 'Manager'),
  engineer: text('工程师', 'Engineer'),
  viewer: text('只读', 'Viewer'),
}

function loginRoutes(login: ReturnType<typeof createLogin>): readonly LocalRoute[] {
  async function signIn(event: APIGatewayProxyEventV2): Promise<Result> {
    const parsed = loginSchema.safeParse(jsonOf(event))
    if (!parsed.success) return badRequest(parsed.error)
    const { role, subject = role } = parsed.data
    const token = await login.tokenFor(role, subject, inLanguage(ROLE_NAMES[role], readerLanguage(event)))
    return { ...json(200, { token, role }), cookies: [sessionCookie(token, LIFETIME_SECONDS)] }
  }
  const signOut = async (): Promise<Result> => ({ statusCode: 204, cookies: [ENDED_SESSION] })

  return [
    { method: 'POST', path: '/local/login', handle: signIn },
    { method: 'POST', path: '/local/logout', handle: signOut },
  ]
}

function simulatorRoutes(host: Host, baseUrl: () => string): readonly LocalRoute[] {
  // Shown after a redirect, so that reloading the page calls nobody again.
  let last: SimulatedCall | undefined
  const simulator = async (event: APIGatewayProxyEventV2): Promise<Result> => {
    const offered = offers(await host.deps.directory.all())
    const plans = plansInForce(await host.deps.plans(), dayOf(host.clock.now(), DEFAULT_TIMEZONE))
    return htmlPage(200, simulatorPage({ ...frameOf(host, event), ...offered, plans, ...defined({ last }) }))
  }

  async function simulate(event: APIGatewayProxyEventV2): Promise<Result> {
    last = await simulateCall(host, baseUrl(), bodyForm(event))
    await host.idle()
    return seeOther(`/local/simulator?lang=${languageOf(event)}`)
  }

  return [
    { method: 'GET', path: '/local/simulator', handle: simulator },
    { method: 'POST', path: '/local/simulate', handle: simulate },
  ]
}

function staffRoutes(host: Host): readonly LocalRoute[] {
  const ledger = ledgerHandlers(host.deps)
  const repairs = repairHandlers(host.deps)
  return [
    { method: 'GET', path: '/local/repairs', handle: (event) => repairs.board(event, languageOf(event)) },
    { method: 'GET', path: '/local/repairs/{id}', handle: (event) => repairs.show(event, languageOf(event)) },
    { method: 'GET', path: '/local/repairs/{id}/{role}', handle: (event) => repairs.show(event, languageOf(event)) },
    { method: 'POST', path: '/local/repairs/{id}/{role}', handle: (event) => repairs.act(event, languageOf(event)) },
    { method: 'GET', path: '/local/ledger', handle: (event) => ledger.show(event, languageOf(event)) },
    { method: 'POST', path: '/local/evidence', handle: (event) => ledger.export(event, languageOf(event)) },
    { method: 'GET', path: '/local/reports/{id}', handle: (event) => ledger.report(event, languageOf(event)) },
  ]
}

const frameOf = (host: Host, event: APIGatewayProxyEventV2) => ({
  language: languageOf(event),
  now: host.clock.now(),
  timezone: DEFAULT_TIMEZONE,
})

const languageOf = (event: APIGatewayProxyEventV2): Language =>
  event.queryStringParameters?.lang === 'en' ? 'en' : 'zh-CN'

/** Whose phone it is, for the page. */
const phoneNames = ({ people, contacts }: Directory): Readonly<Record<string, string>> =>
  Object.fromEntries([...people, ...contacts].flatMap(({ phone, name }) => (phone ? [[phone, name]] : [])))

/** Callers and units that the simulator offers: whoever is on file, by number, and what is in use. */
const offers = ({ contacts, customers, units, sites }: Directory) => ({
  callers: contacts
    .flatMap(({ phone, name, customer: id }) => {
      const customer = customers.find((known) => known.id === id)
      return phone && customer ? [{ phone, name, customer: customer.name, plan: customer.plan }] : []
    })
    .toSorted((a, b) => a.phone.localeCompare(b.phone)),
  units: units
    .filter(({ replacedBy }) => replacedBy === undefined)
    .map(({ serial, name, site: id }) => ({ serial, name, site: sites.find((site) => site.id === id)?.name ?? id })),
})
