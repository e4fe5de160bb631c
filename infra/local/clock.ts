import type { DatabaseSync } from 'node:sqlite'
import { fromMs, type Instant, toMs } from '../../shared/kernel/instant.ts'
import type { Log } from '../../shared/ports/observe.ts'
import { migrate } from './database.ts'
import { createSteadyTime, systemTime, type TimeSources } from './steady-time.ts'

/** The time of the embedded system: real time plus an offset that only grows while time is moved forward. */
export interface MovableClock {
  now(): Instant
  /** Moves time forward and keeps it moved after a restart. @throws RangeError for an instant in the past. */
  moveTo(instant: Instant): void
  /** Stands still until `resume`; `moveTo` still moves it. */
  freeze(): void
  resume(): void
  readonly frozen: boolean
  /** Calls `listener` after every move, also one of the system's clock that was followed. Returns the way to stop listening. */
  onMove(listener: () => void): () => void
}

export interface ClockOptions {
  /** Starts standing still at this instant, or where an earlier run of the same file had come to, if that is later. */
  readonly frozenAt?: Instant
  readonly time?: TimeSources
  /** Told when the system's clock jumps. */
  readonly log?: Log
}

const tables = `CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`

/** Opens the clock of this database file, never earlier than any run before had moved it. */
export function openClock(db: DatabaseSync, options: ClockOptions = {}): MovableClock {
  const settings = clockSettings(db)
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const { nowMs: realMs } = createSteadyTime(options.time ?? systemTime, options.log, tell)
  let offsetMs = settings.read('clock.offsetMs') ?? 0
  // The latest instant ever told: ours never goes back.
  let reached = settings.read('clock.reachedMs') ?? Number.NEGATIVE_INFINITY
  let frozen = options.frozenAt !== undefined
  if (options.frozenAt !== undefined) reached = Math.max(reached, toMs(options.frozenAt))

  function nowMs(): number {
    if (!frozen) reached = Math.max(reached, realMs() + offsetMs)
    return reached
  }

  return {
    now: () => fromMs(nowMs()),
    moveTo(instant) {
      const target = toMs(instant)
      if (!(target >= nowMs())) throw new RangeError(`time cannot go back from ${fromMs(nowMs())} to ${instant}`)
      reached = target
      offsetMs = target - realMs()
      settings.write(offsetMs, reached)
      tell()
    },
    freeze() {
      nowMs()
      frozen = true
    },
    resume() {
      if (!frozen) return
      frozen = false
      offsetMs = reached - realMs()
      settings.write(offsetMs, reached)
    },
    get frozen() {
      return frozen
    },
    onMove(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function clockSettings(db: DatabaseSync) {
  migrate(db, tables)
  const select = db.prepare('SELECT value FROM settings WHERE key = ?')
  // One statement for both values, so that a crash never leaves one of them behind.
  const upsert = db.prepare(
    `INSERT INTO settings VALUES ('clock.offsetMs', ?), ('clock.reachedMs', ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  )
  return {
    read(key: string): number | undefined {
      const value = select.get(key)?.value
      return value === undefined ? undefined : Number(value)
    },
    write: (offsetMs: number, reachedMs: number) => void upsert.run(String(offsetMs), String(reachedMs)),
  }
}
