// Runs in CloudFront before whatever is not the console's own files. Its language is cloudfront-js-2.0, so the plainest JavaScript.

/**
 * A browser holds the session in a cookie; the API's authorizer reads tokens from a header alone. So the cookie becomes the header
 * here, for pages of our own, and no cookie goes further. The API itself takes none: whoever comes by another way must send a token.
 */
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  const request = event.request
  // Whatever they said it is.
  request.headers['x-viewer-address'] = { value: event.viewer.ip }
  if (request.uri === '/') return { statusCode: 302, headers: { location: { value: '/console' } } }
  // Signing in and out reads its cookies itself.
  if (/^\/sign-(in|out)(\/|$)/.test(request.uri)) return request
  const session = request.cookies['__Host-chengnuo-session']
  for (const name in request.cookies) delete request.cookies[name]
  // A token that somebody names goes before the one that the browser adds.
  if (!session && isReadingJobs(request)) return signingIn(request)
  if (!session || request.headers.authorization || !/^\/(api|jobs)(\/|$)/.test(request.uri)) return request
  if (!isFromOurs(request)) return refused(request)
  request.headers.authorization = { value: `Bearer ${session.value}` }
  return request
}

/** Whoever opens their jobs and is nobody yet is led to sign in, and back. */
function isReadingJobs(request) {
  return (
    /^\/jobs(\/|$)/.test(request.uri) &&
    (request.method === 'GET' || request.method === 'HEAD') &&
    !request.headers.authorization
  )
}

function signingIn(request) {
  return { statusCode: 302, headers: { location: { value: `/sign-in?to=${encodeURIComponent(request.uri)}` } } }
}

/** As `functions/middleware/own-origin.ts` has it: whoever writes says that they are our page, whoever reads must not be another's. */
function isFromOurs(request) {
  const origin = headerOf(request, 'origin')
  const site = headerOf(request, 'sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  if (origin !== undefined && origin !== 'null') return origin === `https://${headerOf(request, 'host')}`
  return site !== undefined || request.method === 'GET' || request.method === 'HEAD'
}

function refused(request) {
  const isChinese = /^\s*zh/i.test(headerOf(request, 'accept-language') || '')
  const message = isChinese
    ? '请求来自别的网站；请打开页面本身再操作。'
    : 'The request comes from another site; open the page itself and act there.'
  return {
    statusCode: 403,
    headers: {
      'content-type': { value: 'application/json; charset=utf-8' },
      'cache-control': { value: 'no-store' },
    },
    body: { encoding: 'text', data: JSON.stringify({ error: 'foreignOrigin', message }) },
  }
}

function headerOf(request, name) {
  const header = request.headers[name]
  return header === undefined ? undefined : header.value
}
