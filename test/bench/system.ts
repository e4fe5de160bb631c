import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../infra/local/database.ts'
import { SqliteDirectory } from '../../infra/local/store/directory.ts'
import type { Directory } from '../../shared/directory/directory.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { freePort } from '../support/free-port.ts'

const ROOT = join(import.meta.dirname, '../..')
/** What `npm start` runs, options included: `node … infra/local/main.ts`. */
const [, ...START] = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts.start.split(' ')
export const SECRET = 'bench-secret'

/** An SMS or mail that was handed over; `at` by the system's clock, which is this machine's plus what it was moved. */
export interface Handed {
  readonly repairId: string
  readonly kind: 'sms' | 'email' | 'call'
  readonly reason: string
  readonly at: Instant
}

/** A data folder with its own master data, for one run. */
export async function newFolder(directory: Directory): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-bench-'))
  const db = openDatabase(join(folder, 'chengnuo.db'))
  await new SqliteDirectory(db).put(directory)
  db.close()
  return folder
}

/** The embedded system as `npm start` runs it: a process of its own, watched from outside only. */
export class System {
  readonly url: string
  readonly folder: string
  readonly #process: ChildProcess
  readonly #db: DatabaseSync

  private constructor(url: string, folder: string, process: ChildProcess) {
    this.url = url
    this.folder = folder
    this.#process = process
    this.#db = new DatabaseSync(join(folder, 'chengnuo.db'), { readOnly: true, timeout: 5000 })
  }

  /** Resolves once it answers HTTP requests. */
  static async start(folder: string, settings: Readonly<Record<string, string>> = {}): Promise<System> {
    const port = await freePort()
    const env = {
      ...process.env,
      ...settings,
      PORT: String(port),
      DATA_DIR: folder,
      HOTLINE_SECRET: SECRET,
      HOST: '127.0.0.1',
    }
    const child = spawn(process.execPath, START, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] })
    // Should the bench fail, nothing of it stays behind.
    process.on('exit', () => child.kill('SIGKILL'))
    const url = `http://127.0.0.1:${port}`
    while (!(await answers(url))) {
      if (child.exitCode !== null) throw new Error(`the system ended with code ${child.exitCode}`)
      await sleep(10)
    }
    return new System(url, folder, child)
  }

  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    this.#db.close()
    const ended = once(this.#process, 'exit')
    this.#process.kill(signal)
    await ended
  }

  async endAndForget(): Promise<void> {
    await this.end()
    rmSync(this.folder, { recursive: true })
  }

  /** Moves its clock; answers when everything due in between is done. */
  async advance(duration: string): Promise<void> {
    const response = await fetch(`${this.url}/local/clock`, {
      method: 'POST',
      body: JSON.stringify({ advance: duration }),
    })
    if (!response.ok) throw new Error(`POST /local/clock: ${response.status} ${await response.text()}`)
  }

  async now(): Promise<Instant> {
    const response = await fetch(`${this.url}/local/clock`)
    return ((await response.json()) as { now: Instant }).now
  }

  /** Resident memory in MB: now, and at its highest. */
  memory(): { rss: number; peak: number } {
    const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8')
    const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024
    return { rss: megabytes('VmRSS'), peak: megabytes('VmHWM') }
  }

  handed(): Handed[] {
    const rows = this.#db
      .prepare(`SELECT substr(about, length('repair/') + 1) AS "repairId", kind, reason, at FROM outbox ORDER BY id`)
      .all()
    return rows as unknown as Handed[]
  }

  /** Open repairs, and how many of them have an execution that waits with a timer set: what "armed" means. */
  armed(): { open: number; armed: number } {
    const row = this.#db
      .prepare(
        `SELECT count(*) AS open, count(e.id) AS armed FROM subjects r
         LEFT JOIN engine_executions e ON e.name = substr(r.name, length('repair/') + 1) AND e.phase = 'submitted' AND e.fire_at IS NOT NULL
           AND e.token = r.arm ->> '$.token'
         WHERE r.board = 'open'`,
      )
      .get()
    return { open: Number(row?.open), armed: Number(row?.armed) }
  }

  /** When the timer of each repair fires. */
  timers(): Map<string, Instant> {
    const rows = this.#db.prepare('SELECT name, fire_at FROM engine_executions WHERE fire_at IS NOT NULL').all()
    return new Map(rows.map(({ name, fire_at }) => [String(name), String(fire_at)]))
  }

  get #resting(): boolean {
    const count = (sql: string) => Number(this.#db.prepare(sql).get()?.n)
    return (
      count("SELECT count(*) AS n FROM engine_executions WHERE phase IN ('ready', 'running')") === 0 &&
      count('SELECT count(*) AS n FROM effects WHERE waiting_since IS NOT NULL') === 0 &&
      count("SELECT count(*) AS n FROM subjects WHERE board = 'open' AND arm IS NULL") === 0
    )
  }

  /** Until everything that was reported has been paged, mailed and armed. */
  async rest(limitMs = 120_000): Promise<void> {
    const until = performance.now() + limitMs
    while (!this.#resting) {
      if (performance.now() > until) throw new Error(`not at rest after ${limitMs / 1000} s`)
      await sleep(100)
    }
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/local/clock`).then(
    (response) => response.ok,
    () => false,
  )
