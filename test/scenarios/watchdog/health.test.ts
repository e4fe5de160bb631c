import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import { sendingMails } from '../../support/messengers.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const NOW = at('11-20 02:13')

/** A dead man's switch of the operator's, and how often it was called. */
async function deadMansSwitch(status = 200) {
  const calls: string[] = []
  const server = createServer((request, response) => {
    calls.push(request.url ?? '')
    response.writeHead(status).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}/ping/key`, calls }
}

it('GET /health says in numbers what is late, to anyone, and nothing else', async () => {
  let down = false
  const world = await World.start(NOW, {
    outside: sendingMails((one, pass) => (down ? Promise.reject(new MessageNotSentError('down')) : pass(one))),
  })
  const health = async () => {
    const { status, json } = await world.fetch('/health')
    return [status, json]
  }
  expect(await health()).toEqual([200, { status: 'ok', repairs: 0, stuck: 0, messages: 0 }])
  down = true
  const id = await world.report()
  world.messages()
  expect((await health())[0]).toBe(200)
  world.host.engine.stopExecution(id)
  await world.advance('PT7M')
  expect(await health()).toEqual([503, { status: 'late', repairs: 1, stuck: 0, messages: 1 }])
  await world.host.sweep()
  await world.host.idle()
  down = false
  // What was refused a moment ago rests for a minute.
  await world.advance('PT2M')
  await world.host.sweep()
  await world.host.idle()
  expect(await health()).toEqual([200, { status: 'ok', repairs: 0, stuck: 0, messages: 0, sweptSecondsAgo: 0 }])
  const { clock, store } = world.host.deps
  const [overdue] = await store.overdueForAttention('2099-01-01T00:00:00.000Z', 1)
  const revival = { generation: 1, tries: 3, next: clock.now() }
  await store.noteRevival(overdue?.subject ?? 'repair/', revival, '2099-01-01T00:00:00.000Z')
  expect(await health()).toMatchObject([503, { status: 'late', stuck: 1 }])
  world.messages()
  world.errors()
})

it("the operator's own watch hears of every sweep that did all its work, and of no other", async () => {
  const { url, calls } = await deadMansSwitch()
  let broken = false
  const world = await World.start(NOW, {
    heartbeatUrl: url,
    outside: ({ store }) => ({
      store: new Proxy(store, {
        get: (target, name: keyof typeof store) =>
          broken && name === 'overdueForAttention'
            ? () => Promise.reject(new Error('no disk'))
            : target[name].bind(target),
      }),
    }),
  })
  await world.host.sweep()
  await world.host.sweep()
  expect(calls).toEqual(['/ping/key', '/ping/key'])
  broken = true
  await expect(world.host.sweep()).rejects.toThrow('no disk')
  expect(calls).toHaveLength(2)
  world.errors()
})

it('nobody to hear it, or a refusal, is logged without the address, and the sweep is done all the same', async () => {
  const refusing = await deadMansSwitch(500)
  for (const heartbeatUrl of [refusing.url, 'http://127.0.0.1:1/ping/key']) {
    const warned: string[] = []
    const log = {
      info: () => {},
      error: () => {},
      warn: (...line: unknown[]) => void warned.push(JSON.stringify(line)),
    }
    const world = await World.start(NOW, { heartbeatUrl, log })
    await world.host.sweep()
    expect(warned).toEqual([expect.stringContaining('Heartbeat not')])
    expect(warned.join()).not.toContain('key')
  }
})
