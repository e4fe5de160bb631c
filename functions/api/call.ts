import { NotFoundError } from '../../shared/kernel/errors.ts'
import { maskNumbers } from '../../shared/kernel/mask.ts'
import { auditRefusal } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { ForbiddenError } from '../middleware/errors.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { type HttpEdge, type HttpHandler, httpHandler, problemJson } from '../middleware/http.ts'
import { known, type StaffClaims } from './claims.ts'
import { isViewer } from './roles.ts'

/** With which claims name people and their roles; absent: `sub`, and `role` or `custom:role`. */
export type StaffDeps = Deps & { readonly claims?: StaffClaims }

/** One route of the staff API. */
export type ApiCall<D extends Deps = Deps> = (event: HttpEvent, deps: D) => Promise<HttpResult>

export const queryOf = (event: HttpEvent): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(event.rawQueryString))

/** No id is so long: a store refuses it as a key, with an error of its own. */
const LONGEST_ID = 200

/** A segment of the path by its name. Throws NotFoundError for one that names nothing there could be. */
export const pathOf = (event: HttpEvent, name: string): string => {
  const id = event.pathParameters?.[name] ?? ''
  if (id.length > LONGEST_ID || !id.isWellFormed()) throw new NotFoundError('no id is so long')
  return id
}

/** Whoever asks for what they may not is on the audit record (C27). */
const onRecord = async (event: HttpEvent, deps: Deps, call: () => Promise<HttpResult>): Promise<HttpResult> => {
  try {
    return await call()
  } catch (error) {
    if (error instanceof ForbiddenError && !error.isOnRecord) await auditRefusal(deps, error.who, event.routeKey)
    throw error
  }
}

/** What is called by these is ours: digits in it are nobody's number, and a reader asks on with it. */
const NAMES: ReadonlySet<string> = new Set([
  'id',
  'subject',
  'next',
  'repair',
  'unit',
  'serial',
  'contract',
  'clock',
  'cursor',
  'hash',
  'key',
])

/** Values that do not stand by their names: it masks by itself. */
const MASKED = 'GET /api/board'

/** What a viewer is told: nobody's number or address in it. */
export const maskedForViewers = (said: string): unknown =>
  JSON.parse(said, (name, value) => (typeof value === 'string' && !NAMES.has(name) ? maskNumbers(value) : value))

/** Whatever a viewer is answered. Names are masked where they are known to be names. */
const forViewers = (event: HttpEvent, answer: HttpResult): HttpResult => {
  const isJson = String(answer.headers?.['content-type']).startsWith('application/json')
  if (!isJson || answer.body === undefined || !isViewer(event) || event.routeKey === MASKED) return answer
  return { ...answer, body: JSON.stringify(maskedForViewers(answer.body)) }
}

/** Leads each request to its route's call. The edge has checked the token; each call checks the role. */
export const routed = <D extends StaffDeps>(
  deps: D,
  calls: Readonly<Record<string, ApiCall<D>>>,
  options: Pick<HttpEdge<D>, 'takesFiles'> = {},
): HttpHandler =>
  httpHandler(deps, {
    ...options,
    problem: problemJson,
    handle: async (event, deps) => {
      const call = Object.hasOwn(calls, event.routeKey) ? calls[event.routeKey] : undefined
      if (!call) throw new NotFoundError(`no route ${event.routeKey}`)
      const from = await known(event, deps, deps.claims)
      return forViewers(from, await onRecord(from, deps, () => call(from, deps)))
    },
  })
