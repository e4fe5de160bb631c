import { request } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { signatureOf } from '../../functions/hotline/hmac-signature.ts'
import { createHost, type Host } from '../../infra/local/host.ts'
import { createHttpServer } from '../../infra/local/http/server.ts'
import { playground } from '../../infra/local/playground/front.ts'
import { readSettings } from '../../infra/local/settings.ts'
import { at } from '../support/play.ts'

const SILENT = { info: () => {}, warn: () => {}, error: () => {} }
type Headers = Readonly<Record<string, string>>

interface Place {
  readonly host: Host
  readonly port: number
  readonly ask: (
    path: string,
    headers?: Headers,
    method?: string,
    body?: string,
  ) => Promise<{ status: number; text: string }>
}

const place = async (options: { readonly localPages?: boolean } = {}): Promise<Place> => {
  const host = createHost({ publicUrl: 'https://cn.example.com', frozenAt: at('11-20 02:13'), log: SILENT })
  const server = createHttpServer(host, playground(options))
  onTestFinished(async () => {
    await host.idle()
    server.close()
    server.closeAllConnections()
    await host.stop()
  })
  await host.start()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  // Browsers and `fetch` write `Host` themselves.
  const ask: Place['ask'] = (path, headers = {}, method = 'GET', body = '') =>
    new Promise((resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', path, method, headers: { ...headers } }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (data: string) => {
          text += data
        })
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return { host, port, ask }
}

const REBOUND = { host: 'evil.example:8787' }
const LOCAL = [
  '/local/outbox',
  '/local/clock',
  '/local/clock/next',
  '/local/phones',
  '/local/telephone',
  '/local/morning',
] as const

describe('a name that was made to lead to this machine', () => {
  it('reads no message, moves no clock, logs in as nobody', async () => {
    const { ask } = await place()
    for (const path of LOCAL) {
      expect((await ask(path)).status, path).toBe(200)
      expect((await ask(path, REBOUND)).status, path).toBe(403)
    }
    for (const path of ['/local/clock', '/local/login', '/local/telephone', '/local/morning'])
      expect((await ask(path, REBOUND, 'POST', '{}')).status, path).toBe(403)
  })

  it('is told by no page and no API what there is; our own names are, on any port of a tunnel', async () => {
    const { ask } = await place()
    for (const path of ['/p/AAAAAAAAAAAA', '/api/openapi.json', '/health']) {
      const { status, text } = await ask(path, { ...REBOUND, 'accept-language': 'zh' })
      expect([status, text]).toEqual([421, expect.stringContaining('PUBLIC_URL')])
    }
    for (const host of ['cn.example.com', 'CN.example.com:443', '127.0.0.1:9999', 'localhost', '[::1]:8787'])
      expect((await ask('/api/openapi.json', { host })).status, host).toBe(200)
    for (const host of ['127.0.0.1.evil.example', 'cn.example.com.evil.example', '127.0.0.1@evil.example', 'a b'])
      expect((await ask('/api/openapi.json', { host })).status, host).toBe(421)
  })

  it('takes no report away: what a hotline has signed is taken by any name', async () => {
    const { ask, host } = await place()
    const body = JSON.stringify({ callId: 'c-1', caller: '+8613800138001', symptoms: '无法开机' })
    const timestamp = String(Date.parse(host.clock.now()) / 1000)
    const signed = {
      'content-type': 'application/json',
      'x-chengnuo-timestamp': timestamp,
      'x-chengnuo-signature': signatureOf(host.secrets.hotline, timestamp, body),
    }
    const headers = { ...signed, host: '10.0.0.5:8787', origin: 'https://pbx.example' }
    expect((await ask('/hotline/calls', headers, 'POST', body)).status).toBe(201)
  })
})

describe('a page of another site', () => {
  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
  ])('%j neither reads nor acts here', async (headers) => {
    const { ask } = await place()
    for (const path of LOCAL) expect((await ask(path, headers)).status, path).toBe(403)
    expect((await ask('/local/login', headers, 'POST', '{"role":"manager"}')).status).toBe(403)
  })

  it('may lead somebody here, who then reads; its form is refused', async () => {
    const { ask } = await place()
    const followed = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    expect((await ask('/', followed)).status).toBe(303)
    expect((await ask('/local/clock', followed)).status).toBe(200)
    expect(
      (await ask('/local/clock', { ...followed, origin: 'https://evil.example' }, 'POST', 'advance=P9D')).status,
    ).toBe(403)
    expect((await ask('/local/clock', followed, 'POST', 'advance=P9D')).status).toBe(403)
  })

  it('our own pages act, and so do programs', async () => {
    const { ask, port } = await place()
    const body = '{"advance":"PT1M"}'
    for (const headers of [
      { origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' },
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
      { origin: `http://127.0.0.1:${port}` },
      {},
    ])
      expect((await ask('/local/clock', headers, 'POST', body)).status, JSON.stringify(headers)).toBe(200)
  })
})

describe('who logs in as anyone', () => {
  it.each(['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'])(
    'nobody whom a proxy has passed on (%s)',
    async (header) => {
      const { ask } = await place()
      expect((await ask('/local/login', { [header]: '203.0.113.9' }, 'POST', '{"role":"manager"}')).status).toBe(403)
      expect((await ask('/local/outbox', { [header]: '' })).status).toBe(403)
    },
  )

  it('nobody where the local pages are off; all else goes on', async () => {
    const { ask } = await place({ localPages: false })
    for (const path of LOCAL) {
      const { status, text } = await ask(path)
      expect([status, text]).toEqual([403, expect.stringContaining('LOCAL_PAGES=on')])
    }
    expect((await ask('/local/login', {}, 'POST', '{"role":"manager"}')).status).toBe(403)
    expect((await ask('/health')).status).toBe(200)
    expect((await ask('/p/AAAAAAAAAAAA')).status).toBe(404)
  })

  it.each([true, false])(
    'figures are for programs of this machine alone, local pages or not: %s',
    async (localPages) => {
      const { ask } = await place({ localPages })
      expect((await ask('/metrics')).status).toBe(200)
      expect((await ask('/metrics', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(403)
      expect((await ask('/metrics', REBOUND)).status).toBe(403)
      expect((await ask('/metrics', { origin: 'https://evil.example' })).status).toBe(403)
    },
  )

  it.each([
    [{}, true],
    [{ HOST: '::1' }, true],
    [{ HOST: 'localhost' }, true],
    [{ PUBLIC_URL: 'http://localhost:8787' }, true],
    [{ LOCAL_PAGES: 'off' }, false],
    [{ HOST: '0.0.0.0' }, false],
    [{ HOST: '::' }, false],
    [{ HOST: '192.168.1.5' }, false],
    // A proxy may pass everything on, and hide that it does.
    [{ PUBLIC_URL: 'https://cn.example.com' }, false],
    [{ PUBLIC_URL: 'https://cn.example.com', LOCAL_PAGES: 'on' }, true],
  ])('with %j the local pages are there: %s', (env, isThere) => {
    expect(readSettings(env).localPages).toBe(isThere)
  })

  it.each([
    [{ HOST: '0.0.0.0', LOCAL_PAGES: 'on' }, /HOST=0\.0\.0\.0 时别人也能连到这里/],
    [{ LOCAL_PAGES: 'yes' }, /LOCAL_PAGES 只能是 on 或 off/],
  ])('%j is refused at the start, in a sentence', (env, words) => {
    expect(() => readSettings(env)).toThrow(
      expect.objectContaining({ text: expect.objectContaining({ zh: expect.stringMatching(words) }) }),
    )
  })
})
