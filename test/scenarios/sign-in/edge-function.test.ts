import { describe, expect, it } from 'vitest'
import { seenFrom } from '../../../functions/adapters/viewer-address.ts'
import type { HttpEvent } from '../../../functions/middleware/event.ts'
import { type EdgeRequest, edgeFunction, VIEWER } from './aws-edge.ts'

const beforeApi = edgeFunction('api-request.js')
const beforeConsole = edgeFunction('console-request.js')

const request = (uri: string, given: Readonly<Record<string, string>> = {}, method = 'GET'): EdgeRequest => {
  const { cookie, ...headers }: Readonly<Record<string, string>> = { host: 'r.example.cn', ...given }
  return {
    method,
    uri,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }])),
    cookies: cookie === undefined ? {} : { '__Host-chengnuo-session': { value: cookie }, other: { value: '1' } },
  }
}
/** What the API is sent. */
const passed = (...given: Parameters<typeof request>) => {
  const said = beforeApi(request(...given))
  if ('statusCode' in said) return said.statusCode
  return { authorization: said.headers.authorization?.value, cookies: Object.keys(said.cookies) }
}
const OWN = { origin: 'https://r.example.cn', 'sec-fetch-site': 'same-origin' }

describe('before the API', () => {
  it('the cookie of a session becomes the token that the authorizer reads, and no cookie goes further', () => {
    const asked = { authorization: 'Bearer t', cookies: [] }
    expect(passed('/api/session', { cookie: 't' })).toEqual(asked)
    expect(passed('/api/repairs', { cookie: 't', 'sec-fetch-site': 'same-origin' })).toEqual(asked)
    expect(passed('/api/repairs', { cookie: 't', ...OWN }, 'POST')).toEqual(asked)
    expect(passed('/api/repairs', { cookie: 't', origin: OWN.origin }, 'POST')).toEqual(asked)
  })

  it('a token that somebody names goes before it, wherever they are', () => {
    const named = { cookie: 't', authorization: 'Bearer mine', origin: 'https://evil.example' }
    expect(passed('/api/repairs', named, 'POST')).toEqual({ authorization: 'Bearer mine', cookies: [] })
    expect(passed('/api/session')).toEqual({ authorization: undefined, cookies: [] })
  })

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    { origin: 'http://r.example.cn' },
    { origin: 'https://r.example.cn.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { ...OWN, 'sec-fetch-site': 'cross-site' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
  ])('the cookie opens nothing for %o', (from) => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
      expect(passed('/api/repairs', { cookie: 't', ...from }, method), method).toBe(403)
  })

  it.each([{}, { origin: 'null' }])('who does not say from where they come reads at most: %o', (from) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect(passed('/api/repairs', { cookie: 't', ...from }, method), method).toBe(403)
    expect(passed('/api/repairs', { cookie: 't', ...from })).toMatchObject({ authorization: 'Bearer t' })
  })

  it('says so in the language that is asked for', () => {
    const said = (language: string) =>
      beforeApi(request('/api/repairs', { cookie: 't', 'accept-language': language }, 'POST'))
    expect(said('zh-CN')).toMatchObject({ body: { data: expect.stringContaining('别的网站') } })
    expect(said('en')).toMatchObject({ body: { data: expect.stringContaining('another site') } })
  })

  it('other addresses get neither token nor cookie; signing in and out reads its own', () => {
    for (const uri of ['/p/abc', '/c/abc', '/hotline/calls', '/API/session', '/apix', '/sign-inx', '/x/sign-in'])
      expect(passed(uri, { cookie: 't', ...OWN }, 'POST'), uri).toEqual({ authorization: undefined, cookies: [] })
    for (const uri of ['/sign-in', '/sign-in/callback', '/sign-out'])
      expect(passed(uri, { cookie: 't' }), uri).toMatchObject({ authorization: undefined, cookies: { length: 2 } })
  })

  it('says from which address somebody comes, whatever they say', () => {
    for (const uri of ['/r/BWC-2025-0117', '/api/session', '/sign-in'])
      expect(beforeApi(request(uri, { 'x-viewer-address': '198.51.100.1' }))).toMatchObject({
        headers: { 'x-viewer-address': { value: VIEWER } },
      })
  })

  it('the bare address leads to the console', () => {
    expect(beforeApi(request('/'))).toMatchObject({ statusCode: 302, headers: { location: { value: '/console' } } })
  })
})

it('every room of the console is the one page', () => {
  for (const uri of ['/console', '/console/board', '/console/repairs/261120-0001'])
    expect(beforeConsole(request(uri))).toMatchObject({ uri: '/console/index.html' })
})

it('a function believes what CloudFront says of an address, and nobody else', () => {
  const from = (headers: Readonly<Record<string, string>>, pass?: string) => {
    const event = { headers, requestContext: { http: { sourceIp: '192.0.2.1' } } } as unknown as HttpEvent
    return seenFrom(event, pass).requestContext.http.sourceIp
  }
  const said = { 'x-viewer-address': VIEWER }
  expect(from({ ...said, 'x-front-pass': 'the pass' }, 'the pass')).toBe(VIEWER)
  expect(from({ ...said, 'x-front-pass': 'a guess' }, 'the pass')).toBe('192.0.2.1')
  expect(from(said, 'the pass')).toBe('192.0.2.1')
  expect(from({ ...said, 'x-front-pass': '' }, '')).toBe('192.0.2.1')
  expect(from({ ...said, 'x-front-pass': 'undefined' })).toBe('192.0.2.1')
  expect(from({ 'x-front-pass': 'the pass' }, 'the pass')).toBe('192.0.2.1')
})
