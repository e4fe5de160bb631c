import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { signatureOf } from '../../functions/hotline/hmac-signature.ts'
import { type Answer, send } from '../support/edge.ts'

const MAIN = join(import.meta.dirname, '../../infra/local/main.ts')
const SECRET = 'a secret of the crash tests'

/** The embedded system as `npm start` runs it: a process of its own on a folder. */
export class RealProcess {
  readonly #child: ChildProcess
  readonly #ended: Promise<void>
  #printed = ''
  #token = ''
  #listen: (text: string) => void = () => {}
  url = ''

  constructor(folder: string, settings: Readonly<Record<string, string>> = {}) {
    const env = {
      ...process.env,
      DATA_DIR: folder,
      PORT: '0',
      PUBLIC_URL: 'https://cn.example.com',
      LOCAL_PAGES: 'on',
      HOTLINE_SECRET: SECRET,
      ...settings,
    }
    this.#child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#printed += text
        this.#listen(text)
      })
    this.#ended = new Promise((resolve) => this.#child.on('close', () => resolve()))
    onTestFinished(() => void this.#child.kill('SIGKILL'))
  }

  /** Everything it printed, for a test that fails. */
  get printed(): string {
    return this.#printed
  }

  /** Calls `then` once so many more messages were printed. */
  onMessage(count: number, then: () => void): void {
    let seen = 0
    this.#listen = (text) => {
      seen += text.match(/^(📱|✉️)/gmu)?.length ?? 0
      if (seen >= count) then()
    }
  }

  /** Resolves when it takes requests. */
  async ready(): Promise<this> {
    while (!this.url) {
      if (this.#child.exitCode !== null) throw new Error(`The process ended at its start:\n${this.#printed}`)
      this.url = /http:\/\/127\.0\.0\.1:\d+(?=\/api\/openapi\.json)/.exec(this.#printed)?.[0] ?? ''
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return this
  }

  /** `kill -9`: whatever it was doing, it does no more. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#ended
  }
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM')
    await this.#ended
  }

  call(fields: Readonly<Record<string, unknown>>): Promise<Answer> {
    const body = JSON.stringify({ caller: '+8613800138001', severity: 'urgent', symptoms: '黑屏', ...fields })
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = signatureOf(SECRET, timestamp, body)
    const headers = { 'x-chengnuo-timestamp': timestamp, 'x-chengnuo-signature': signature }
    return send(`${this.url}/hotline/calls`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
  }

  async api(path: string, body?: unknown): Promise<Answer> {
    if (!this.#token) this.#token = (await this.#post('/local/login', { role: 'dispatcher' })).json.token
    const headers = { authorization: `Bearer ${this.#token}` }
    return body === undefined ? send(`${this.url}${path}`, { headers }) : this.#post(path, body, headers)
  }
  move(advance: string): Promise<Answer> {
    return this.#post('/local/clock', { advance })
  }

  #post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } }
    return send(`${this.url}${path}`, { ...init, body: JSON.stringify(body) })
  }
}
