import type { MiddlewareObj } from '@middy/core'
import type { HttpEvent, HttpResult } from './event.ts'

/** Of what is no page: it loads, frames, submits nothing. Pages bring their own, see `links/page.ts`. */
const NO_CONTENT = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

/** A year: whoever came by TLS once comes by nothing else. */
const TLS_ONLY = 'max-age=31536000'

/**
 * What every answer carries, an error's as well: the one place for all routes of both hosts. Addresses hold capabilities, so
 * nobody is told where a reader came from. An answer's own headers go before these.
 */
export const withSafeHeaders = <R extends HttpResult>(result: R, publicUrl: string): R => ({
  ...result,
  headers: {
    'cache-control': 'no-store',
    'content-security-policy': NO_CONTENT,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(!publicUrl.startsWith('http:') && { 'strict-transport-security': TLS_ONLY }),
    ...result.headers,
  },
})

export const safeHeaders = (publicUrl: string): MiddlewareObj<HttpEvent, HttpResult> => {
  const add = (request: { response?: HttpResult | null | undefined }) => {
    if (request.response) request.response = withSafeHeaders(request.response, publicUrl)
  }
  return { after: add, onError: add }
}
