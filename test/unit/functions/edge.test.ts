import { describe, expect, it } from 'vitest'
import { apiHandler } from '../../../functions/api/api.ts'
import { directoryHandler } from '../../../functions/directory/directory.ts'
import { callsHandler } from '../../../functions/hotline/calls.ts'
import { twilioHandler } from '../../../functions/hotline/twilio.ts'
import type { Verifier } from '../../../functions/hotline/verification.ts'
import { ledgerHandler } from '../../../functions/ledger/ledger.ts'
import { linksHandler } from '../../../functions/links/links.ts'
import type { HttpHandler } from '../../../functions/middleware/http.ts'
import { receiptsHandler } from '../../../functions/receipts/receipts.ts'
import type { Channel } from '../../../shared/ports/messaging.ts'
import { ROUTES, type Route } from '../../../shared/wire/routes.ts'
import { ask, PUBLIC_URL, type Stage, stage } from './support.ts'

const verifier = (verdict: 'ok' | 'refused'): Verifier => ({ verify: async () => verdict })
/** A channel whose provider says nothing of any message of ours. */
const told = (verdict: 'ok' | 'refused'): Channel => ({
  name: 'repair-1',
  carries: 'text',
  send: async () => undefined,
  receipts: async () => (verdict === 'ok' ? [] : verdict),
})
const handlersOf = (deps: Stage, verdict: 'ok' | 'refused'): Readonly<Record<Route['function'], HttpHandler>> => ({
  links: linksHandler(deps),
  api: apiHandler({ ...deps, openApi: () => ({}) }),
  ledger: ledgerHandler(deps),
  directory: directoryHandler(deps),
  receipts: receiptsHandler({ ...deps, channels: [told(verdict)] }),
  calls: callsHandler({ ...deps, verifier: verifier(verdict) }),
  twilio: twilioHandler({ ...deps, verifier: verifier(verdict) }),
})

const SAFE = {
  'cache-control': 'no-store',
  'content-security-policy': expect.stringMatching(
    /^default-src 'none';( style-src 'sha256-[^']+'; img-src 'self';)? form-action '(none|self)'; base-uri 'none'; frame-ancestors 'none'$/,
  ),
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

describe('every answer of a function', () => {
  const routes = ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const)

  it.each(routes)(
    '%s: rightly asked, without a token, with a broken body, with too much, and in failure',
    async (key, route) => {
      const deps = await stage()
      const broken = { ...deps, store: { ...deps.store, link: fails, load: fails, list: fails } }
      const claims = { sub: 'manager', role: 'manager' }
      const path = route.path.replaceAll(/\{\w+\}/g, 'AAAAAAAAAAAA')
      const what = {
        method: route.method,
        path,
        routeKey: key,
        parameters: { token: 'AAAAAAAAAAAA', id: 'A', serial: 'A' },
      }
      for (const handler of [
        handlersOf(deps, 'ok')[route.function],
        handlersOf(deps, 'refused')[route.function],
        handlersOf(broken as unknown as Stage, 'ok')[route.function],
      ])
        for (const more of [{}, { claims }, { claims, body: '{' }, { claims, body: 'x'.repeat(300_000) }])
          expect((await ask(handler, { ...what, ...more })).headers, JSON.stringify(more).slice(0, 80)).toMatchObject(
            SAFE,
          )
    },
  )
  const fails = () => Promise.reject(new Error('the store is gone'))
})

describe('a form that another site sends', () => {
  const post = async (headers: Record<string, string>, path = '/p/AAAAAAAAAAAA') =>
    ask(linksHandler(await stage()), {
      method: 'POST',
      path,
      routeKey: 'POST /p/{token}',
      parameters: { token: 'AAAAAAAAAAAA' },
      headers,
      body: 'action=acknowledge',
    })

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'https://evil.example', host: 'chengnuo.example' },
    { origin: 'https://chengnuo.example.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  ])('%j is refused, in words', async (headers) => {
    const zh = await post(headers)
    expect(zh).toMatchObject({ status: 403, body: expect.stringContaining('请求来自别的网站') })
    const en = await post({ ...headers, 'accept-language': 'en' })
    expect(en.body).toContain('sent by another site')
  })

  it.each([
    {},
    { origin: PUBLIC_URL },
    { origin: PUBLIC_URL, 'sec-fetch-site': 'same-origin' },
    // Our own pages name no referrer, so browsers name no origin either.
    { origin: 'null', 'sec-fetch-site': 'same-origin' },
    { origin: 'null' },
    { origin: 'https://a1b2.execute-api.cn-north-1.amazonaws.com', host: 'a1b2.execute-api.cn-north-1.amazonaws.com' },
    { 'sec-fetch-site': 'none' },
  ])('%j passes', async (headers) => {
    expect((await post(headers)).status).toBe(404)
  })

  it('reading is for whoever has the link, wherever they found it', async () => {
    const answer = await ask(linksHandler(await stage()), {
      path: '/p/AAAAAAAAAAAA',
      parameters: { token: 'AAAAAAAAAAAA' },
      headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    })
    expect(answer.status).toBe(404)
  })

  it('nobody asks a hotline where it comes from: its signature says so', async () => {
    const handler = callsHandler({ ...(await stage()), verifier: verifier('ok') })
    const body = JSON.stringify({ callId: 'c-1', caller: '+8613800138001', symptoms: '无法开机' })
    const headers = {
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
      'content-type': 'application/json',
    }
    expect((await ask(handler, { method: 'POST', path: '/hotline/calls', headers, body })).status).toBe(201)
  })
})

describe('a body that is nested deep', () => {
  const send = async (body: string) =>
    ask(apiHandler({ ...(await stage()), openApi: () => ({}) }), {
      method: 'POST',
      path: '/api/deadlines',
      routeKey: 'POST /api/deadlines',
      claims: { sub: 'manager', role: 'manager' },
      body,
    })
  const nested = (depth: number) => `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`

  it('is refused in a sentence before anything walks through it, 20 levels are not; brackets in a text are none', async () => {
    for (const depth of [22, 200, 40_000]) {
      const { status, json } = await send(nested(depth))
      expect([status, json.message]).toEqual([400, 'The body is nested too deep.'])
    }
    for (const body of [nested(20), JSON.stringify({ plan: `"\\${'['.repeat(500)}` })])
      expect((await send(body)).json.message).toBe('The request is not valid.')
  })
})
