import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished } from 'vitest'

export const NPM_ENV = { ...process.env, LC_ALL: 'en_US.UTF-8', NO_UPDATE_NOTIFIER: '1' }

/** `npm run …`, as somebody types it. */
export async function command(...args: readonly string[]) {
  const child = spawn('npm', ['run', '--silent', ...args], { env: NPM_ENV })
  const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, out, err }
}

/** Production as a process of its own, by the command of the documents. */
export class Served {
  readonly #child: ChildProcess
  readonly #closed: Promise<unknown>
  #printed = ''

  constructor(config: string) {
    this.#child = spawn('npm', ['run', '--silent', 'serve', '--', '--config', config], { env: NPM_ENV, detached: true })
    this.#closed = once(this.#child, 'close')
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding('utf8').on('data', (more: string) => {
        this.#printed += more
      })
    onTestFinished(() => {
      const { exitCode, signalCode, pid } = this.#child
      if (exitCode === null && signalCode === null && pid) process.kill(-pid, 'SIGKILL')
    })
  }

  /** What it has logged: each line is JSON. */
  get log(): readonly { readonly level: string; readonly message: string }[] {
    return this.#printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  }
  get printed(): string {
    return this.#printed
  }

  async says(message: string): Promise<this> {
    await expect
      .poll(() => this.#child.exitCode !== null || this.#printed.includes(`"message":"${message}"`), {
        timeout: 60_000,
        interval: 50,
      })
      .toBe(true)
    if (this.#child.exitCode !== null) throw new Error(this.#printed)
    return this
  }

  /** `kill -9`: whatever it was doing, it does no more. */
  async kill(): Promise<void> {
    if (this.#child.pid) process.kill(-this.#child.pid, 'SIGKILL')
    await this.#closed
  }
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM')
    await this.#closed
    return this.#child.exitCode
  }
}
