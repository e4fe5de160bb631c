import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpEvent, HttpResult } from '../../../functions/middleware/event.ts'
import { problemJson } from '../../../functions/middleware/http.ts'
import { withSafeHeaders } from '../../../functions/middleware/safe-headers.ts'
import type { ChangesAnswer } from '../../../shared/wire/changes.ts'
import { Bell } from './bell.ts'

/** So many at once, each of which costs a look at every save; whoever finds none free asks now and then instead. */
const MOST_OPEN = 200
/** One person's windows leave room for others. */
const MOST_OF_ONE = 10
/** Silence looks like a broken line: something goes over it so often. */
const BEAT_MS = 10_000
/** What is saved within this goes together. */
const GATHER_MS = 250
/** Whoever has taken nothing for so long is dropped, and goes on from the last that they have. */
const PATIENCE_MS = 30_000
/** A browser tries again after this. */
const RETRY_MS = 1000

export interface ChangeStreamsOptions {
  /** The route itself: whoever streams is told what whoever asks is told. */
  readonly ask: (event: HttpEvent) => Promise<HttpResult>
  readonly publicUrl: string
  readonly onError: (error: unknown) => void
  readonly beatMs?: number
  readonly patienceMs?: number
}

interface Asked {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly event: HttpEvent
  /** Whose token, and when it expires. */
  readonly who: string
  readonly until: Date
  /** Whether the token still counts: a session may be ended before it is over. */
  readonly holds: () => Promise<boolean>
}

/** `GET /api/changes` as server-sent events: asked again after each save, for as long as the token lasts. */
export class ChangeStreams {
  readonly #options: ChangeStreamsOptions
  readonly #open = new Map<Bell, string>()

  constructor(options: ChangeStreamsOptions) {
    this.#options = options
  }

  isAskedFor({ method, headers }: IncomingMessage, routeKey: string): boolean {
    return method === 'GET' && routeKey === 'GET /api/changes' && /text\/event-stream/.test(headers.accept ?? '')
  }

  /** Something was saved. */
  wake(): void {
    for (const bell of this.#open.keys()) bell.ring()
  }

  /** The answer where there is no stream; otherwise the stream is open, and goes on by itself. */
  async open(asked: Asked): Promise<HttpResult | 'streaming'> {
    const ofThem = [...this.#open.values()].filter((who) => who === asked.who)
    if (this.#open.size >= MOST_OPEN || ofThem.length >= MOST_OF_ONE) return problemJson(FULL, asked.event)
    const bell = new Bell()
    this.#open.set(bell, asked.who)
    asked.response.once('close', () => {
      this.#open.delete(bell)
      bell.ring()
    })
    const after = [asked.request.headers['last-event-id']].flat()[0]
    const first = await this.#options.ask(askingAfter(asked.event, after))
    if (first.statusCode !== 200 || asked.response.destroyed) {
      this.#open.delete(bell)
      return first
    }
    this.#begin(asked)
    this.#follow(asked, bell, first).catch((error) => {
      // Whoever has gone, or the end of the program, is no fault.
      if (!asked.response.destroyed) this.#options.onError(error)
      asked.response.destroy()
    })
    return 'streaming'
  }

  #begin({ response, until }: Asked): void {
    const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' }
    response.writeHead(200, withSafeHeaders({ headers }, this.#options.publicUrl).headers)
    const expiry = setTimeout(() => response.end(), until.getTime() - Date.now())
    response.once('close', () => clearTimeout(expiry))
    response.write(`retry: ${RETRY_MS}\n\n`)
  }

  async #follow({ response, event, holds }: Asked, bell: Bell, first: HttpResult): Promise<void> {
    let [answer, told] = [first, '']
    while (isLive(response) && answer.statusCode === 200) {
      const { changes, next, more, calls = {} } = JSON.parse(answer.body ?? '') as ChangesAnswer
      const line = JSON.stringify(calls)
      // Who is on the line changes by time as well.
      if (line !== told || changes.length > 0) await this.#write(response, `id: ${next}\ndata: ${answer.body}\n\n`)
      told = line
      if (!more && (await bell.wait(this.#options.beatMs ?? BEAT_MS))) await sleep(GATHER_MS)
      // Heard by the page, which takes silence for a dead line; with the place, so that nobody begins anew after quiet days.
      else if (!more) await this.#write(response, `event: beat\nid: ${next}\ndata:\n\n`)
      if (!(await holds())) break
      if (isLive(response)) answer = await this.#options.ask(askingAfter(event, next))
    }
    response.end()
  }

  /** Waits while the reader takes nothing, so that nothing is heaped up for them. */
  async #write(response: ServerResponse, text: string): Promise<void> {
    if (!isLive(response) || response.write(text)) return
    const taken = Promise.withResolvers<void>()
    response.once('drain', taken.resolve).once('close', taken.resolve)
    const timer = setTimeout(() => response.destroy(), this.#options.patienceMs ?? PATIENCE_MS)
    await taken.promise
    clearTimeout(timer)
  }
}

const isLive = (response: ServerResponse): boolean => !response.destroyed && !response.writableEnded

/** The latest that a reader has goes before where the address says that they began. */
const askingAfter = (event: HttpEvent, after: string | undefined): HttpEvent => {
  if (after === undefined || after === '') return event
  const query = new URLSearchParams(event.rawQueryString)
  query.set('after', after)
  return { ...event, rawQueryString: query.toString() }
}

const FULL = {
  status: 503,
  code: 'busy',
  message: {
    zh: '打开的页面太多：请关掉几个；没有事件流时，隔一两秒问一次。',
    en: 'Too many windows are open: close some; without a stream, ask every second or two.',
  },
}
