import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { json } from '../../functions/middleware/http.ts'
import { ChangeStreams, type ChangeStreamsOptions } from '../../infra/local/http/change-streams.ts'
import { changesSchema } from '../../shared/wire/changes.ts'
import { EventReader } from '../support/events.ts'
import { at } from '../support/play.ts'
import { World } from '../support/world.ts'

const tokenOf = async (world: World, role: string, subject = role): Promise<string> =>
  (await world.fetch('/local/login', { method: 'POST', body: JSON.stringify({ role, subject }) })).json.token

const stream = async (world: World, who = 'dispatcher', more: Readonly<Record<string, string>> = {}, query = '') => {
  const [role = '', subject] = who.split('/')
  const authorization = `Bearer ${await tokenOf(world, role, subject)}`
  return EventReader.open(`${world.url}/api/changes${query}`, { authorization, ...more })
}
const rowsOf = (seen: readonly { readonly changes: readonly { readonly subject: string }[] }[]) =>
  seen.flatMap(({ changes }) => changes)

it('an event is on every open screen within two seconds', async () => {
  const world = await World.start(at('11-20 02:13'))
  const screens = await Promise.all(
    ['dispatcher', 'manager', 'viewer', 'engineer/wang-qiang'].map((who) => stream(world, who)),
  )
  for (const screen of screens) {
    expect(screen.status).toBe(200)
    expect(screen.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(screen.headers.get('cache-control')).toBe('no-store')
    expect(screen.headers.get('content-security-policy')).toContain("default-src 'none'")
    await screen.until((seen) => seen.length === 1)
  }
  const id = await world.report()
  for (const screen of screens) {
    const seen = await screen.until((seen) => rowsOf(seen).length > 0, 2000)
    for (const answer of seen) changesSchema.parse(answer)
    expect(rowsOf(seen)[0]).toMatchObject({ subject: `repair/${id}`, row: { id, customer: '兰亭县公安局' } })
    expect(seen.at(-1)?.next).toBe(screen.lastId)
  }
  world.messages()
})

it('whoever comes back goes on where they were: what happened meanwhile comes first, and nothing twice', async () => {
  const world = await World.start(at('11-20 02:13'))
  const first = await stream(world)
  const id = await world.report()
  await first.until((seen) => rowsOf(seen).some(({ subject }) => subject === `repair/${id}`))
  await sleep(600)
  first.close()
  const { version } = await world.repair(id)
  await world.act(id, { type: 'note', text: 'while the line was cut' })
  const again = await stream(world, 'dispatcher', { 'last-event-id': first.lastId }, '?after=x')
  const [missed] = await again.until((seen) => seen.length === 1)
  expect(missed?.changes).toMatchObject([
    { subject: `repair/${id}`, version: version + 1, row: { version: version + 1 } },
  ])
  await world.act(id, { type: 'note', text: 'and after' })
  const seen = await again.until((seen) => seen.length === 2, 2000)
  expect(rowsOf(seen)).toMatchObject([{ version: version + 1 }, { version: version + 2 }])
  world.messages()
})

it('a place that nobody knows is refused, as when it is asked without a stream', async () => {
  const world = await World.start(at('11-20 02:13'))
  const refused = await stream(world, 'dispatcher', { 'last-event-id': '9-000000000000' })
  expect(refused.status).toBe(410)
  const { status, json } = await world.api('/api/changes?after=9-000000000000')
  expect([status, json.error]).toEqual([410, 'askTheBoard'])
  expect(json.message).toContain('/api/repairs')
})

it('one person has ten windows; another still has one', async () => {
  const world = await World.start(at('11-20 02:13'))
  const open = await Promise.all(Array.from({ length: 10 }, () => stream(world)))
  expect(open.map(({ status }) => status)).toEqual(Array(10).fill(200))
  expect((await stream(world)).status).toBe(503)
  expect((await stream(world, 'manager')).status).toBe(200)
  open[0]?.close()
  await vi.waitFor(async () => expect((await stream(world)).status).toBe(200))
})

it('ends with the process, and lets it end', async () => {
  const world = await World.start(at('11-20 02:13'))
  const screen = await stream(world)
  await screen.until((seen) => seen.length === 1)
  world.hangUp()
  await screen.until(() => screen.hasEnded, 2000)
})

/** A response that takes what it is told to take. */
class Line extends EventEmitter {
  destroyed = false
  writableEnded = false
  takes = true
  readonly written: string[] = []
  writeHead(): void {}
  write(text: string): boolean {
    this.written.push(text)
    return this.takes
  }
  end(): void {
    this.writableEnded = true
    this.emit('close')
  }
  destroy(): void {
    this.destroyed = true
    this.emit('close')
  }
}

const openOn = async (line: Line, options: Partial<ChangeStreamsOptions>, until = new Date(Date.now() + 60_000)) => {
  let place = 0
  const ask = vi.fn(async () => json(200, { changes: [{}], next: String(++place), more: false }))
  const streams = new ChangeStreams({
    ask,
    publicUrl: 'https://x.example',
    onError: (error) => expect.fail(String(error)),
    ...options,
  })
  const request = { headers: {}, method: 'GET' } as never
  const event = { rawQueryString: '', headers: {} } as never
  const response = line as unknown as ServerResponse
  expect(await streams.open({ request, response, event, who: 'x', until, holds: async () => true })).toBe('streaming')
  return { streams, ask }
}

it('whoever takes nothing is asked for nothing, and is dropped in the end', async () => {
  const line = new Line()
  line.takes = false
  const { streams, ask } = await openOn(line, { patienceMs: 300 })
  streams.wake()
  await sleep(100)
  expect(ask).toHaveBeenCalledTimes(1)
  await vi.waitFor(() => expect(line.destroyed).toBe(true))
})

it('whoever takes it late after all goes on', async () => {
  const line = new Line()
  line.takes = false
  const { streams, ask } = await openOn(line, {})
  line.takes = true
  line.emit('drain')
  streams.wake()
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2))
  expect(line.destroyed).toBe(false)
  line.destroy()
})

it('a silent line is kept awake, and its place goes along', async () => {
  const line = new Line()
  const ask = async () => json(200, { changes: [], next: '7', more: false })
  await openOn(line, { ask, beatMs: 20 })
  await vi.waitFor(() => expect(line.written).toContain('event: beat\nid: 7\ndata:\n\n'))
  line.destroy()
})

it('ends with the token', async () => {
  const line = new Line()
  await openOn(line, {}, new Date(Date.now() + 200))
  expect(line.writableEnded).toBe(false)
  await vi.waitFor(() => expect(line.writableEnded).toBe(true))
})

it('ends where the route refuses, and says so to whoever comes back', async () => {
  const line = new Line()
  let asked = 0
  const ask = async () => (++asked === 1 ? json(200, { changes: [], next: '1', more: false }) : json(403, {}))
  const { streams } = await openOn(line, { ask })
  streams.wake()
  await vi.waitFor(() => expect(line.writableEnded).toBe(true))
})
