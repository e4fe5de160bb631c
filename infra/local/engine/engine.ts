import type { DatabaseSync } from 'node:sqlite'
import { type Instant, later } from '../../../shared/kernel/instant.ts'
import type { MovableClock } from '../clock.ts'
import { transaction } from '../database.ts'
import { type Calls, createCalls, createQuestions, type Questions } from './calls.ts'
import type { Functions } from './functions.ts'
import { loadMachine } from './load.ts'
import { Runner } from './runner.ts'
import { createStore, parseTask, type Store } from './store.ts'
import { Time } from './time.ts'

export interface EngineOptions {
  readonly db: DatabaseSync
  readonly clock: MovableClock
  /** Synthesized definitions by machine name, with placeholders such as `${AdvanceFunction}` for functions. */
  readonly machines: Readonly<Record<string, unknown>>
  readonly functions: Functions
  /** Functions running at once. */
  readonly concurrency?: number
  /** Real time after which a function is taken for lost, as Lambda's own timeout does. */
  readonly functionLimitMs?: number
  /** Other work that must come to rest before time moves on, such as the delivery of mail. */
  readonly idle?: readonly (() => Promise<void>)[]
  readonly random?: () => number
  /** Told of defects and broken disks, not of errors inside executions: those are in their history. */
  readonly onError?: (error: unknown) => void
}

/** A durable interpreter of Step Functions definitions on one SQLite file. The calls are those of the AWS API. */
export interface Engine extends Calls, Questions {
  /** Resumes everything that was open; overdue timers fire at once, in order. */
  start(): void
  /** Waits for running functions, then leaves everything saved for the next start. */
  stop(): Promise<void>
  /** Reduces executions closed before the instant to a record that keeps their name taken. */
  prune(closedBefore: Instant): void
  /** Resolves when nothing runs and nothing is due now. */
  drain(): Promise<void>
  /**
   * Moves time forward through every timer due until then, in order, each with all its consequences before the next.
   * Time stands still meanwhile, and then goes on if it did before. @throws RangeError for an instant in the past.
   */
  advanceTo(instant: Instant): Promise<void>
  /** The same, counted from the departure: after journeys that were asked for earlier. */
  advanceBy(ms: number): Promise<void>
}

/** @throws DefinitionError for a definition outside the supported subset. */
export function createEngine(options: EngineOptions): Engine {
  const { db, clock, onError = console.error } = options
  const store = createStore(db)
  const known = new Set(Object.keys(options.functions))
  const machines = new Map(
    Object.entries(options.machines).map(([name, definition]) => [name, loadMachine(name, definition, known)]),
  )
  const runner = new Runner({
    store,
    clock,
    functions: options.functions,
    machines: machines.values(),
    concurrency: options.concurrency ?? 64,
    functionLimitMs: options.functionLimitMs ?? 60_000,
    random: options.random ?? Math.random,
    onSaved: () => time.timerSet(),
    onError,
  })
  const time = new Time({ db, clock, store, runner, idle: options.idle ?? [], onError })
  let on = false

  return {
    start() {
      if (on) return
      on = true
      transaction(db, () => {
        for (const machine of machines.values()) store.saveDefinition(machine)
        renewInterrupted(store, clock.now())
      })
      runner.start()
      time.start()
    },
    async stop() {
      on = false
      time.stop()
      await runner.stop()
    },
    ...createCalls({ store, clock, machines, runner }),
    ...createQuestions(store),
    prune: (closedBefore) => store.prune(closedBefore),
    drain: () => time.drain(),
    advanceTo: (target) => time.travel(() => target),
    advanceBy: (ms) => time.travel((now) => later(now, ms)),
  }
}

/** A call that was cut off is repeated and gets its full time; a callback keeps the instant it was given. */
function renewInterrupted(store: Store, now: Instant): void {
  for (const row of store.active()) {
    if (row.phase !== 'running') continue
    const { callback, timeoutSeconds } = parseTask(row)
    if (!callback) store.postpone(row.id, row.step, later(now, timeoutSeconds * 1000))
  }
}
