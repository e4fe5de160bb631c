import { onTestFinished } from 'vitest'
import type { ChangesAnswer } from '../../shared/wire/changes.ts'

/** A reader of server-sent events, over a connection of its own; it ends with the test. */
export class EventReader {
  readonly status: number
  readonly headers: Headers
  /** The id of the latest event, with which a browser would go on. */
  lastId = ''
  hasEnded = false
  readonly #seen: ChangesAnswer[] = []
  readonly #body: ReadableStreamDefaultReader<string> | undefined
  readonly #abort: AbortController
  #rest = ''
  #heard = () => {}

  static async open(url: string, headers: Readonly<Record<string, string>>): Promise<EventReader> {
    const abort = new AbortController()
    const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: abort.signal })
    const reader = new EventReader(response, abort)
    onTestFinished(() => reader.close())
    void reader.#read()
    return reader
  }

  private constructor({ status, headers, body }: Response, abort: AbortController) {
    this.status = status
    this.headers = headers
    this.#abort = abort
    this.#body = body?.pipeThrough(new TextDecoderStream()).getReader()
  }

  close(): void {
    this.#abort.abort()
  }

  /** Everything that was said, once `enough` of it has been. Fails after so many milliseconds. */
  async until(enough: (seen: readonly ChangesAnswer[]) => boolean, withinMs = 5000): Promise<readonly ChangesAnswer[]> {
    const deadline = performance.now() + withinMs
    while (!enough(this.#seen)) {
      const left = deadline - performance.now()
      if (left <= 0) throw new Error(`not within ${withinMs} ms; seen: ${JSON.stringify(this.#seen)}`)
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#heard = resolve
      const timer = setTimeout(resolve, left)
      await promise
      clearTimeout(timer)
    }
    return this.#seen
  }

  async #read(): Promise<void> {
    try {
      for (;;) {
        const { value, done } = (await this.#body?.read()) ?? { done: true }
        if (done) break
        this.#take(value ?? '')
      }
    } catch {
      // The line was cut.
    }
    this.hasEnded = true
    this.#heard()
  }

  #take(text: string): void {
    const blocks = `${this.#rest}${text}`.split('\n\n')
    this.#rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const fields = block.split('\n').map((line) => /^(\w*): ?(.*)$/.exec(line) ?? [])
      for (const [, name, value = ''] of fields) {
        if (name === 'id') this.lastId = value
        if (name === 'data') this.#seen.push(JSON.parse(value))
      }
    }
    this.#heard()
  }
}
