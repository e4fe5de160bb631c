import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createHost } from '../../infra/local/host.ts'
import { addressOf, createHttpServer } from '../../infra/local/http/server.ts'
import { playground } from '../../infra/local/playground/front.ts'
import { later } from '../../shared/kernel/instant.ts'
import { at } from '../support/play.ts'

const errors: string[] = []
const log = { info: () => {}, warn: () => {}, error: (message: string) => void errors.push(message) }

const listening = async (): Promise<URL> => {
  const host = createHost({ publicUrl: 'https://cn.example.com', frozenAt: at('11-20 02:13'), log })
  const server = createHttpServer(host, playground())
  onTestFinished(async () => {
    await host.idle()
    server.close()
    await host.stop()
    expect(errors.splice(0)).toEqual([])
  })
  await host.start()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return new URL(addressOf(server))
}

/** As no client library would write it. */
const statusOf = ({ port, hostname }: URL, target: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${target} HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\n\r\n`),
    )
    socket.on('data', (data) => resolve(Number(data.toString('latin1').split(' ')[1])))
    socket.on('error', reject)
  })

test.each(['//', '///', 'http://[', 'http://', '//[::', '//:99999', '/%', '/p/%ff', '/constructor', '*'])(
  'the request target %s is refused, and no fault of ours',
  async (target) => {
    const status = await statusOf(await listening(), target)
    expect(status).toBeGreaterThanOrEqual(200)
    expect(status).toBeLessThan(500)
  },
)

test.each([
  ['DELETE', '/api/repairs', 'GET, POST'],
  ['PUT', '/api/contracts/outdated', 'GET'],
  ['GET', '/hotline/calls', 'POST'],
  ['POST', '/health', 'GET'],
])('%s %s is refused with the methods that the path has', async (method, path, allow) => {
  const refused = await fetch(new URL(path, await listening()), { method })
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, allow])
})

test('whoever hangs up before they have said it all is no fault of ours', async () => {
  const { port, hostname } = await listening()
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      const head = ['POST /hotline/calls HTTP/1.1', `host: ${hostname}`, 'content-length: 1000']
      socket.write(`${head.join('\r\n')}\r\n\r\n{"callId":`, () => setTimeout(() => socket.destroy(), 50))
    })
    socket.on('close', () => setTimeout(resolve, 50))
  })
})

const move = async (base: URL, advance: string) =>
  fetch(new URL('/local/clock', base), { method: 'POST', body: JSON.stringify({ advance }) })

test('the clock moved by little while another moves it by much is moved by both', async () => {
  const base = await listening()
  const moves = await Promise.all(['PT1H', 'PT1M', 'PT0.001S'].map((advance) => move(base, advance)))
  expect(moves.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(await (await fetch(new URL('/local/clock', base))).json()).toEqual({ now: later(at('11-20 03:14'), 1) })
})

test('moving the clock by nothing, twice, moves nothing', async () => {
  const base = await listening()
  for (const _ of [1, 2]) expect((await move(base, 'PT0S')).status).toBe(200)
  expect(await (await fetch(new URL('/local/clock', base))).json()).toEqual({ now: at('11-20 02:13') })
})
