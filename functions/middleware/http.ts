import middy, { type MiddlewareObj, type MiddyfiedHandler } from '@middy/core'
import { faultText } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { inLanguage } from '../../shared/kernel/text.ts'
import type { Log } from '../../shared/ports/observe.ts'
import { limitAnswer } from './answer-size.ts'
import { limitBody } from './body.ts'
import { type EdgeProblem, problemOf } from './errors.ts'
import type { HttpEvent, HttpResult } from './event.ts'
import { readerLanguage } from './language.ts'
import { ownOriginOnly } from './own-origin.ts'
import { forRequest } from './request-log.ts'
import { safeHeaders } from './safe-headers.ts'

export type HttpHandler = MiddyfiedHandler<HttpEvent, HttpResult>

export interface HttpEdge<D> {
  readonly handle: (event: HttpEvent, deps: D) => Promise<HttpResult>
  /** How this edge's readers are told of an error: JSON, a page, or words to a caller. */
  readonly problem: (problem: EdgeProblem, event: HttpEvent) => HttpResult | Promise<HttpResult>
  /** Its pages have forms: a browser may be led to send them by another site. */
  readonly isForPeople?: boolean
  /** A form may bring a file, and so be larger. */
  readonly takesFiles?: boolean
}

/** What the stack itself needs. */
interface EdgeDeps {
  readonly log: Log
  readonly publicUrl: string
}

/** The shared stack of everything reached over HTTP: size limits, request id in the log, safe headers, errors mapped once. */
export const httpHandler = <D extends EdgeDeps>(deps: D, edge: HttpEdge<D>): HttpHandler =>
  middy<HttpEvent, HttpResult>()
    .use(safeHeaders(deps.publicUrl))
    .use(mapErrors(deps, edge.problem))
    .use([limitBody(edge.takesFiles), ...(edge.isForPeople ? [ownOriginOnly(deps.publicUrl)] : [])])
    .use(limitAnswer())
    .handler((event) => edge.handle(event, forRequest(deps, event.requestContext.requestId)))

export const json = (statusCode: number, body: unknown): HttpResult => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
})

/** In the language that the caller asks for; `error` is for programs and stays. */
export const problemJson = ({ status, code, message, faults }: EdgeProblem, event: HttpEvent): HttpResult => {
  const language = readerLanguage(event)
  const problems = faults?.map((fault) => faultText(fault, language))
  return json(status, { error: code, message: inLanguage(message, language), ...defined({ problems }) })
}

const mapErrors = (
  deps: { readonly log: Log },
  render: HttpEdge<unknown>['problem'],
): MiddlewareObj<HttpEvent, HttpResult> => ({
  onError: async (request) => {
    const problem = problemOf(request.error)
    if (problem.status >= 500) {
      // The route, not the path: a path may hold a capability.
      const { log } = forRequest(deps, request.event.requestContext?.requestId)
      log.error('request failed', { route: request.event.routeKey, error: request.error })
    }
    request.response = await render(problem, request.event)
  },
})
