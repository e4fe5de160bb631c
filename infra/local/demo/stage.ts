import type { Server } from 'node:http'
import { type Instant, later } from '../../../shared/kernel/instant.ts'
import type { Log } from '../../../shared/ports/observe.ts'
import { createHost, type Host } from '../host.ts'
import { addressOf, createHttpServer } from '../http/server.ts'
import type { OutboxEntry } from '../outbox.ts'
import { playground } from '../playground/front.ts'

/** Who acts through the staff API: `role/person`. */
export type Who = 'manager/liu-fang' | `dispatcher/${string}` | `engineer/${string}`

/** An embedded system in memory whose clock is moved; everything goes through its real HTTP edge. */
export class Stage {
  readonly host: Host
  readonly #server: Server
  readonly #tokens = new Map<Who, string>()
  #seen = 0

  private constructor(host: Host, server: Server) {
    this.host = host
    this.#server = server
  }

  static async open(now: Instant, log: Log): Promise<Stage> {
    const host = createHost({ publicUrl: 'http://127.0.0.1:8787', frozenAt: now, log })
    const server = createHttpServer(host, playground())
    await host.start()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new Stage(host, server)
  }

  /** Where it listens, at a port of its own. */
  get address(): string {
    return addressOf(this.#server)
  }

  get now(): Instant {
    return this.host.clock.now()
  }

  async pass(ms: number): Promise<void> {
    await this.host.idle()
    await this.host.advance(later(this.now, ms))
    await this.host.idle()
  }

  // biome-ignore lint/suspicious/noExplicitAny: the API's answer is what whoever asks makes of it
  async api(path: string, body?: object, who: Who = 'manager/liu-fang'): Promise<any> {
    const response = await fetch(`${this.address}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${await this.#token(who)}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${JSON.stringify(answer)}`)
    await this.host.idle()
    return answer
  }

  /** A button of a page behind a link. */
  async tap(link: string, fields: Readonly<Record<string, string>>): Promise<void> {
    if (!(await this.tries(link, fields))) throw new Error(`${link} ${JSON.stringify(fields)}: refused`)
  }

  /** As `tap`, and whether the page took it: what it offered may be gone. */
  async tries(link: string, fields: Readonly<Record<string, string>>): Promise<boolean> {
    const response = await fetch(`${this.address}${link}`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(fields),
    })
    if (response.status !== 303 && response.status !== 400) throw new Error(`${link}: ${response.status}`)
    await this.host.idle()
    return response.status === 303
  }

  /** The customer signs on the phone of whoever goes. */
  async sign(page: string, body: FormData, who: Who): Promise<void> {
    const headers = { authorization: `Bearer ${await this.#token(who)}` }
    const response = await fetch(`${this.address}${page}`, { method: 'POST', redirect: 'manual', headers, body })
    if (response.status !== 303) throw new Error(`${page} was answered with ${response.status}`)
    await this.host.idle()
  }

  /** Whatever was sent since the last time, in order. */
  messages(): readonly OutboxEntry[] {
    const fresh = this.host.outbox.list(100_000, this.#seen)
    this.#seen = fresh[0]?.id ?? this.#seen
    return fresh.reverse()
  }

  async close(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await this.host.stop()
  }

  async #token(who: Who): Promise<string> {
    const known = this.#tokens.get(who)
    if (known) return known
    const [role, subject] = who.split('/')
    const response = await fetch(`${this.address}/local/login`, {
      method: 'POST',
      body: JSON.stringify({ role, subject }),
    })
    const { token } = (await response.json()) as { token: string }
    this.#tokens.set(who, token)
    return token
  }
}
