import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { createHost } from '../../infra/local/host.ts'

import { houseRoutes } from '../../infra/local/http/house-routes.ts'
import { addressOf, createHttpServer } from '../../infra/local/http/server.ts'
import { playground } from '../../infra/local/playground/front.ts'
import { createLogin } from '../../infra/local/playground/login.ts'
import { playgroundRoutes } from '../../infra/local/playground/routes.ts'
import { ROUTES } from '../../shared/wire/routes.ts'
import { at } from '../support/play.ts'
import { World } from '../support/world.ts'

const isConsole = (what: string): boolean => /^\w+ \/console(\/|$| )/.test(what)
/** Pages behind links and of those who sign in, which work without their script. */
const isLink = (what: string): boolean => /^\w+ \/([pic]|jobs)(\/| |$)/.test(what)

/** What every answer must carry, whatever it says. */
const requireSafe = (what: string, { headers, status }: Pick<Response, 'headers' | 'status'>, isTls = true): void => {
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy, what).toMatch(/^default-src 'none';/)
  for (const part of ["base-uri 'none'", "frame-ancestors 'none'"]) expect(policy, what).toContain(part)
  expect(policy, what).toMatch(/form-action '(none|self)'/)
  // The console and the pages behind links run scripts: those of this host, and no other.
  const others = isConsole(what) || isLink(what) ? policy.replace("script-src 'self';", '') : policy
  expect(others, what).not.toMatch(/script|https?:|\*/)
  if (isConsole(what) || isLink(what)) expect(policy, what).not.toMatch(/unsafe|nonce/)
  expect(headers.get('x-content-type-options'), what).toBe('nosniff')
  expect(headers.get('x-frame-options'), what).toBe('DENY')
  expect(headers.get('referrer-policy'), what).toBe('no-referrer')
  expect(headers.get('cache-control'), what).toMatch(isConsole(what) ? /^no-(cache|store)$/ : /^no-store$/)
  expect(headers.get('strict-transport-security'), what).toBe(isTls ? 'max-age=31536000' : null)
  expect(status, what).toBeLessThan(500)
}

/** How a page names its script. */
const OWN_FILE = /<script( type="module")? src="\/(console\/assets|phone)\/[\w-]+\.js"><\/script>/g

it('every route of the one-machine system, rightly and wrongly used, and every address that is none, carries the safe headers', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const page = world.sms('wang-qiang').link
  const customer = world.mail('报修已受理').link
  const { json } = await world.fetch('/local/login', { method: 'POST', body: '{"role":"manager"}' })
  const locals = [...houseRoutes(world.host), ...playgroundRoutes(world.host, createLogin('x'), () => world.url)]
  const paths = [...ROUTES, ...locals].map(({ path }) =>
    path
      .replace('/p/{token}', page)
      .replace('/c/{token}', customer)
      .replace('{role}', 'manager')
      .replace('/outbox/{id}', '/outbox/2')
      .replace('{id}', id)
      .replace('{serial}', 'BWC-2025-0117'),
  )
  const odd = [
    '/nothing',
    '/p/',
    '/p/AAAAAAAAAAAA',
    '/i/AAAAAAAAAAAA',
    '/c/%ff',
    '//',
    '/local/nothing',
    '/favicon.ico',
  ]
  const seen = new Map<number, number>()
  for (const path of new Set([...paths, ...odd]))
    for (const [method, headers] of [
      ['GET', {}],
      ['HEAD', {}],
      ['PUT', {}],
      ['GET', { authorization: `Bearer ${json.token}` }],
      ['GET', { accept: 'text/html', 'sec-fetch-site': 'cross-site' }],
      ['POST', { authorization: `Bearer ${json.token}` }],
      ['POST', { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' }],
      ['POST', { 'content-type': 'application/json', body: '{' }],
      ['POST', { large: 'yes' }],
    ] as const) {
      const body = method !== 'POST' ? null : 'large' in headers ? 'x'.repeat(300_000) : 'action=acknowledge'
      const answer = await fetch(`${world.url}${path}`, { method, headers: { ...headers }, body, redirect: 'manual' })
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
      requireSafe(`${method} ${path} ${Object.keys(headers)}`, answer)
      if (answer.headers.get('content-type')?.startsWith('text/html') && method !== 'HEAD') {
        const text = await answer.text()
        expect(text.replace(OWN_FILE, ''), path).not.toMatch(/<script|javascript:|\son\w+=/i)
      } else await answer.body?.cancel()
    }
  await world.host.idle()
  for (const status of [200, 303, 400, 401, 403, 404, 405, 413])
    expect(seen.get(status), `${status}`).toBeGreaterThan(0)
  world.messages()
  world.errors()
})

it('without TLS nobody is told to come by it', async () => {
  const host = createHost({ publicUrl: 'http://127.0.0.1:8787', frozenAt: at('11-20 02:13'), log: SILENT })
  const server = createHttpServer(host, playground())
  onTestFinished(async () => {
    server.close()
    server.closeAllConnections()
    await host.stop()
  })
  await host.start()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  for (const path of ['/', '/nothing', '/api/repairs', '/p/AAAAAAAAAAAA'])
    requireSafe(path, await fetch(`${addressOf(server)}${path}`, { redirect: 'manual' }), false)
})

const SILENT = { info: () => {}, warn: () => {}, error: () => {} }

/** What the server says to these bytes, whole. */
const spoken = (url: string, bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    let said = ''
    socket.setEncoding('utf8')
    socket.on('data', (text) => {
      said += text
    })
    socket.on('close', () => resolve(said))
    socket.on('error', reject)
  })

it.each([
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc', 400],
  ['headers without an end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['an expectation of its own', 'GET / HTTP/1.1\r\nHost: x\r\nExpect: weird\r\nConnection: close\r\n\r\n', 417],
  ['no host', 'GET /nothing HTTP/1.1\r\nConnection: close\r\n\r\n', 404],
  ['no host, where there is something', 'GET /api/repairs HTTP/1.1\r\nConnection: close\r\n\r\n', 421],
  [
    'a body announced far too large',
    'POST /hotline/calls HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n',
    413,
  ],
  [
    'an address of another host',
    'GET //evil.example/local/outbox HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n',
    400,
  ],
  [
    'the same, turned',
    'GET /\\evil.example/local/outbox HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n',
    400,
  ],
])('what makes no request is answered all the same, with the safe headers and a word: %s', async (_, bytes, status) => {
  const world = await World.start(at('11-20 02:13'))
  const said = await spoken(world.url, bytes)
  expect(said).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  const [head = '', body = ''] = said.split('\r\n\r\n')
  const headers = new Headers(
    head
      .split('\r\n')
      .slice(1)
      .map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  )
  requireSafe('raw', { headers, status })
  expect(JSON.parse(body)).toMatchObject({ error: expect.any(String), message: expect.any(String) })
})
