import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Directory } from '../../shared/directory/directory.ts'
import { freePort } from '../support/free-port.ts'
import { type Answer, type Probe, send } from './http.ts'

const ROOT = join(import.meta.dirname, '../..')
/** What `npm start` runs, options included: `node … infra/local/main.ts`. */
const [, ...START] = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts.start.split(' ')
const SECOND_STORE = join(import.meta.dirname, 'second-store.ts')

export const HOTLINE_SECRET = 'a secret of the attack'
export const TWILIO_TOKEN = 'a token of the attack'

/** Which store stands behind the handlers; for DynamoDB, where it listens and the table to use. */
export type Store = 'SQLite' | { readonly endpoint: string; readonly table: string }

export interface Message {
  readonly id: number
  readonly kind: 'sms' | 'email'
  readonly to: string
  readonly about: string
  readonly reason: string
  readonly text: string
}

/** The system as a process of its own, attacked from outside only. */
export class System {
  readonly folder: string
  readonly store: Store
  url = ''
  #process: ChildProcess | undefined
  #stderr = ''
  /** Should the attack fail, nothing of it stays behind. */
  readonly #onExit = () => void this.#process?.kill('SIGKILL')
  readonly #hasDirectory: boolean

  /** With the demo's directory, or another. */
  constructor(store: Store, directory?: Directory) {
    this.store = store
    this.folder = mkdtempSync(join(tmpdir(), 'chengnuo-attack-'))
    // JSON is YAML.
    if (directory) writeFileSync(join(this.folder, 'directory.yaml'), JSON.stringify(directory))
    this.#hasDirectory = directory !== undefined
    process.on('exit', this.#onExit)
  }

  get name(): string {
    return this.store === 'SQLite' ? 'one machine, SQLite' : 'handlers on DynamoDB'
  }
  /** The last errors that it logged; warnings are what an attack is expected to cause. */
  get stderr(): string {
    const lines = this.#stderr.split('\n').filter((line) => !line.startsWith('!'))
    return lines.join('\n').slice(-3000)
  }

  /** Resolves once it answers; again after `kill`, on the same data. */
  async start(): Promise<this> {
    const port = await freePort()
    this.url = `http://127.0.0.1:${port}`
    const env = {
      ...process.env,
      ...(this.store !== 'SQLite' && { DYNAMODB: this.store.endpoint, TABLE: this.store.table }),
      ...(this.#hasDirectory && { DIRECTORY: join(this.folder, 'directory.yaml') }),
      PORT: String(port),
      PUBLIC_URL: this.url,
      DATA_DIR: this.folder,
      HOST: '127.0.0.1',
      HOTLINE_SECRET,
      TWILIO_AUTH_TOKEN: TWILIO_TOKEN,
    }
    const child = spawn(process.execPath, this.store === 'SQLite' ? START : [SECOND_STORE], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-20_000)
    })
    this.#process = child
    while ((await this.send({ method: 'GET', target: '/local/clock' })).status !== 200) {
      if (child.exitCode !== null) throw new Error(`The system ended with ${child.exitCode}:\n${this.stderr}`)
      await sleep(20)
    }
    return this
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const child = this.#process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  async endAndForget(): Promise<void> {
    await this.kill()
    process.off('exit', this.#onExit)
    rmSync(this.folder, { recursive: true, force: true })
  }

  send(probe: Probe): Promise<Answer> {
    return send(this.url, probe)
  }

  /** As whoever got them reads them, links included: the thousand newest. */
  async outbox(): Promise<readonly Message[]> {
    return JSON.parse((await this.send({ method: 'GET', target: '/local/outbox' })).text)
  }
  /** Everything that was handed over, in order, also while the process is dead; without the links. */
  messages(): readonly Message[] {
    const db = new DatabaseSync(join(this.folder, 'chengnuo.db'), { readOnly: true, timeout: 5000 })
    try {
      return db
        .prepare('SELECT id, kind, recipient AS "to", about, reason, text FROM outbox ORDER BY id')
        .all() as unknown as Message[]
    } finally {
      db.close()
    }
  }
}
