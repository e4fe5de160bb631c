import type { MiddlewareObj } from '@middy/core'
import { HttpError } from './errors.ts'
import type { HttpEvent, HttpResult } from './event.ts'

type Headers = Readonly<Record<string, string | string[] | undefined>>

/**
 * What a browser says of the page that sends the request: `own`, `foreign`, or `unsaid`, as programs and old browsers have it.
 * Our pages name no referrer, and so send `Origin: null` themselves: that alone says nothing.
 */
export const sentFrom = (headers: Headers, publicUrl: string): 'own' | 'foreign' | 'unsaid' => {
  const { origin, host, 'sec-fetch-site': site } = headers
  const isOwn = origin === `https://${host}` || origin === `http://${host}` || origin === originOf(publicUrl)
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'foreign'
  if (origin !== undefined && origin !== 'null') return isOwn ? 'own' : 'foreign'
  return site === undefined ? 'unsaid' : 'own'
}

const originOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).origin : undefined)

/** A form that another site sends is refused: whoever acts does so on our own page. */
export const ownOriginOnly = (publicUrl: string): MiddlewareObj<HttpEvent, HttpResult> => ({
  before: ({ event }) => {
    const { method } = event.requestContext.http
    if (method !== 'GET' && method !== 'HEAD' && sentFrom(event.headers, publicUrl) === 'foreign')
      throw new HttpError(403, 'foreignOrigin', {
        zh: '请求来自别的网站；请打开页面本身再操作。',
        en: 'The request comes from another site; open the page itself and act there.',
      })
  },
})
