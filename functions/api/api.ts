import type { Feed } from '../../shared/ports/feed.ts'
import { KeptBoard } from '../../shared/use-cases/kept-board.ts'
import { methodsOf, PATHS, type ROUTES, type Route } from '../../shared/wire/routes.ts'
import { type HttpHandler, json, problemJson } from '../middleware/http.ts'
import { type ApiCall, routed, type StaffDeps } from './call.ts'
import { preview, readOnCall, readPlans } from './planning.ts'
import { listRepairs, readRepair } from './repairs.ts'

type KeyOf<R> = R extends Route ? `${R['method']} ${R['path']}` : never
type RouteKey = KeyOf<Extract<(typeof ROUTES)[number], { function: 'api' }>>

export type ApiDeps = StaffDeps & {
  /** The OpenAPI document, without `servers`. */
  readonly openApi: () => object
  readonly feed: Pick<Feed, 'read'>
  /** Anybody may pick a role: `/local/login` is there. */
  readonly isPlayground: boolean
}

/** What acting, taking a request, muting, ending links and following need is imported then: whoever reads waits for reading alone. */
const CALLS: Readonly<Record<RouteKey, ApiCall<ApiDeps & { readonly board: KeptBoard }>>> = {
  'GET /api/openapi.json': async (_event, { openApi, publicUrl }) =>
    json(200, { ...openApi(), servers: [{ url: publicUrl }] }),
  'GET /api/session': async (event, deps) => (await import('./session.ts')).readSession(event, deps),
  'GET /api/changes': async (event, deps) => (await import('./changes.ts')).listChanges(event, deps),
  'GET /api/board': async (event, deps) => (await import('./board.ts')).readWholeBoard(event, deps),
  'GET /api/repairs': listRepairs,
  'POST /api/repairs': async (event, deps) => (await import('./requests.ts')).takeRequest(event, deps),
  'POST /api/repairs/preview': async (event, deps) => (await import('./requests.ts')).previewRequest(event, deps),
  'GET /api/repairs/{id}': readRepair,
  'GET /api/repairs/{id}/forms': async (event, deps) => (await import('./forms.ts')).readForms(event, deps),
  'POST /api/repairs/{id}/actions': async (event, deps) => (await import('./acting.ts')).actOnRepair(event, deps),
  'GET /api/visits': async (event, deps) => (await import('./visits.ts')).listVisits(event, deps),
  'POST /api/visits': async (event, deps) => (await import('./visits.ts')).openByHand(event, deps),
  'GET /api/visits/day': async (event, deps) => (await import('./visit-day.ts')).readDay(event, deps),
  'GET /api/visits/{id}': async (event, deps) => (await import('./visits.ts')).readVisit(event, deps),
  'POST /api/visits/{id}/actions': async (event, deps) => (await import('./visits.ts')).actOn(event, deps),
  'GET /api/duties': async (event, deps) => (await import('./duties.ts')).listAllDuties(event, deps),
  'GET /api/duties/{id}': async (event, deps) => (await import('./duties.ts')).readDuty(event, deps),
  'GET /api/duties/{id}/report': async (event, deps) => (await import('./duties.ts')).readReport(event, deps),
  'POST /api/duties/{id}/report': async (event, deps) => (await import('./duties.ts')).issueReport(event, deps),
  'GET /api/duties/{id}/files/{file}': async (event, deps) => (await import('./duties.ts')).readDutyFile(event, deps),
  'POST /api/duties/{id}/entries': async (event, deps) => (await import('./duties.ts')).noteEntry(event, deps),
  'GET /api/lookup': async (event, deps) => (await import('./lookup.ts')).readLookup(event, deps),
  'GET /api/oncall': readOnCall,
  'POST /api/deadlines': preview,
  'GET /api/plans': readPlans,
  'GET /api/links': async (event, deps) => (await import('./links.ts')).listLinks(event, deps),
  'POST /api/links/revoke': async (event, deps) => (await import('./links.ts')).endLinks(event, deps),
  'GET /api/mutes': async (event, deps) => (await import('./mutes.ts')).listMutes(event, deps),
  'POST /api/mutes': async (event, deps) => (await import('./mutes.ts')).mute(event, deps),
  'POST /api/mutes/{id}/end': async (event, deps) => (await import('./mutes.ts')).unmute(event, deps),
  'POST /api/calls/{id}/pick-up': async (event, deps) => (await import('./pick-up.ts')).pickUpCall(event, deps),
  'GET /api/views': async (event, deps) => (await import('./views.ts')).listViews(event, deps),
  'POST /api/views': async (event, deps) => (await import('./views.ts')).keepView(event, deps),
  'POST /api/views/{id}/remove': async (event, deps) => (await import('./views.ts')).removeView(event, deps),
}

/** Whatever no other route takes on a path of ours; of every path, those of other functions too. */
const WRONG_METHOD: Readonly<Record<string, ApiCall<ApiDeps>>> = Object.fromEntries(
  PATHS.map((path) => [
    `ANY ${path}`,
    async (event) => {
      const { method } = event.requestContext.http
      const message = { zh: `这个地址不接受 ${method}。`, en: `${method} is not for this address.` }
      const refused = problemJson({ status: 405, code: 'wrongMethod', message }, event)
      return { ...refused, headers: { ...refused.headers, allow: methodsOf(path) } }
    },
  ]),
)

/** The staff API. */
export const apiHandler = (deps: ApiDeps): HttpHandler =>
  routed({ ...deps, board: new KeptBoard(deps) }, { ...CALLS, ...WRONG_METHOD })
