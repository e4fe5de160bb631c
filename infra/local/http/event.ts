import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'

/** What API Gateway itself refuses before any function runs; the functions refuse 256 kB already. */
const LARGEST_BODY = 10 * 1024 * 1024

export class BodyTooLargeError extends Error {
  override name = 'BodyTooLargeError'
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  // Who says beforehand that it will be too large need not send it.
  if (Number(request.headers['content-length']) > LARGEST_BODY) throw new BodyTooLargeError('request body over 10 MB')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > LARGEST_BODY) throw new BodyTooLargeError('request body over 10 MB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The request as an HTTP API hands it to a function, payload format 2.0. */
export function eventOf(
  request: IncomingMessage,
  body: Buffer,
  route: { readonly routeKey: string; readonly parameters: Readonly<Record<string, string>> },
  sourceIp: string,
  claims?: Readonly<Record<string, string>>,
): APIGatewayProxyEventV2 {
  const url = new URL(request.url ?? '/', 'http://local')
  // Cookies are handed over apart from the headers.
  const { cookie, ...headers }: Record<string, string> = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  )
  const isText = /json|^text\//.test(headers['content-type'] ?? '')
  const event = {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    ...(cookie && { cookies: cookie.split('; ') }),
    queryStringParameters: Object.fromEntries(url.searchParams),
    pathParameters: route.parameters,
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.routeKey,
      stage: '$default',
      time: '',
      timeEpoch: 0,
      ...(claims && { authorizer: { jwt: { claims, scopes: [] } } }),
    },
    isBase64Encoded: !isText,
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
  }
  return event as APIGatewayProxyEventV2
}

export function respond(
  response: ServerResponse,
  result: APIGatewayProxyStructuredResultV2,
  method: string | undefined,
): void {
  const { statusCode = 200, headers = {}, cookies = [], body = '', isBase64Encoded } = result
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value))
  if (cookies.length) response.setHeader('set-cookie', cookies)
  response.statusCode = statusCode
  response.end(method === 'HEAD' ? undefined : Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'))
}
