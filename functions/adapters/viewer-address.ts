import type { HttpEvent } from '../middleware/event.ts'
import type { HttpHandler } from '../middleware/http.ts'

/**
 * Behind CloudFront API Gateway sees CloudFront's addresses, which many share. What its function says of the viewer counts only where
 * the request carries the pass that CloudFront alone adds: whoever comes by the API's own address is taken at the address they have.
 */
export const fromViewer = (handler: HttpHandler, pass: string | undefined) => (event: HttpEvent, context: Context) =>
  handler(seenFrom(event, pass), context)

type Context = Parameters<HttpHandler>[1]

export function seenFrom(event: HttpEvent, pass: string | undefined): HttpEvent {
  const { 'x-front-pass': shown, 'x-viewer-address': sourceIp } = event.headers
  if (!pass || shown !== pass || !sourceIp) return event
  const { requestContext } = event
  return { ...event, requestContext: { ...requestContext, http: { ...requestContext.http, sourceIp } } }
}
