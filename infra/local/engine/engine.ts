import type { DatabaseSync } from 'node:sqlite'
import { type Instant, later } from '../../../shared/kernel/instant.ts'
import type { MovableClock } from '../clock.ts'
import { transaction } from '../database.ts'
import {
  ExecutionAlreadyExistsError,
  ExecutionDoesNotExistError,
  InvalidNameError,
  InvalidTokenError,
  StateMachineDoesNotExistError,
  TaskDoesNotExistError,
  TaskTimedOutError,
} from './errors.ts'
import type { Json } from './expressions.ts'
import type { Functions } from './functions.ts'
import type { Signal } from './interpreter.ts'
import { loadMachine } from './load.ts'
import { createRunner } from './runner.ts'
import {
  createStore,
  type ExecutionRow,
  type PastEvent,
  type Phase,
  parsePosition,
  parseTask,
  type Status,
} from './store.ts'
import { createAlarm } from './timers.ts'

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

interface ExecutionDescription {
  readonly status: Status
  /** Null once pruned. */
  readonly input: unknown
  readonly output?: unknown
  readonly error?: string
  readonly cause?: string
  readonly startedAt: Instant
  readonly stoppedAt?: Instant
}

interface OpenExecution {
  readonly name: string
  readonly machine: string
  readonly state: string
  readonly phase: Phase | null
  /** When its timer fires; absent while its next step is about to be taken. */
  readonly dueAt?: Instant
}

/** A durable interpreter of Step Functions definitions on one SQLite file. The calls are those of the AWS API. */
export interface Engine {
  /** Resumes everything that was open; overdue timers fire at once, in order. */
  start(): void
  /** Waits for running functions, then leaves everything saved for the next start. */
  stop(): Promise<void>
  /**
   * Durable when it returns. Names are unique across all machines. The same name with the same input while it runs is a success.
   * @throws ExecutionAlreadyExistsError, StateMachineDoesNotExistError, InvalidNameError
   */
  startExecution(start: {
    readonly machine: string
    readonly name: string
    readonly input: unknown
  }): 'started' | 'already-running'
  /**
   * Ends a callback task, even while the function that got the token still runs. Durable when it returns.
   * @throws TaskTimedOutError, TaskDoesNotExistError, InvalidTokenError
   */
  sendTaskSuccess(token: string, output: unknown): void
  /** Ends an open execution as ABORTED; does nothing to a closed one. @throws ExecutionDoesNotExistError */
  stopExecution(name: string, error?: string, cause?: string): void
  describeExecution(name: string): ExecutionDescription | undefined
  openExecutions(): OpenExecution[]
  /** The last 500 events of an execution, oldest first. */
  history(name: string): PastEvent[]
  /** State transitions of every execution as Step Functions bills them: states entered and retries. */
  counts(): { readonly name: string; readonly machine: string; readonly transitions: number }[]
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

const BATCH = 64
/** More due timers than this stay in their table until there is room, so that a new call is not queued behind thousands. */
const BACKLOG = 128

// What Step Functions allows in an execution name.
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u
const TOKEN = /^([1-9][0-9]{0,14})\.[0-9a-f-]{36}$/

/** @throws DefinitionError for a definition outside the supported subset. */
export function createEngine(options: EngineOptions): Engine {
  const { db, clock, onError = console.error } = options
  const store = createStore(db)
  const known = new Set(Object.keys(options.functions))
  const machines = new Map(
    Object.entries(options.machines).map(([name, definition]) => [name, loadMachine(name, definition, known)]),
  )
  const runner = createRunner({
    store,
    clock,
    functions: options.functions,
    machines: machines.values(),
    concurrency: options.concurrency ?? 64,
    functionLimitMs: options.functionLimitMs ?? 60_000,
    random: options.random ?? Math.random,
    onSaved: () => alarm.set(),
    onError,
  })
  const { pool } = runner
  const fireSome = () => pool.backlog < BACKLOG && fire(BATCH) >= 0
  const alarm = createAlarm({ clock, nextDueAt: store.nextDueAt, fire: fireSome, failed: onError })
  let on = false
  let journey = Promise.resolve()
  let travelling = false
  let stopListening = () => {}

  /** Fires the earliest due timers, at most `limit`, in one transaction. */
  function fire(limit: number): number {
    const due = store.due(clock.now(), limit)
    transaction(db, () => {
      for (const { id, step, phase } of due) store.settle(id, step, phase === 'waiting' ? RETRY : TIMEOUT)
    })
    for (const { id } of due) runner.enqueue(id)
    return due.length
  }

  /** Until neither the engine nor the host's other work has anything left to do, without firing timers. */
  async function rest(): Promise<void> {
    let before: number
    do {
      await pool.idle()
      before = pool.added
      for (const hook of options.idle ?? []) await hook()
    } while (pool.busy || pool.added !== before)
  }

  async function drain(): Promise<void> {
    do await rest()
    while (on && fire(BATCH) > 0)
  }

  /** Where to is asked at the departure: earlier journeys, and a clock that runs, have moved on until then. */
  async function travel(targetFrom: (now: Instant) => Instant): Promise<void> {
    const wasFrozen = clock.frozen
    clock.freeze()
    const target = targetFrom(clock.now())
    if (target < clock.now()) {
      if (!wasFrozen) clock.resume()
      throw new RangeError(`time cannot go back from ${clock.now()} to ${target}`)
    }
    travelling = true
    alarm.stop()
    try {
      await rest()
      for (let dueAt = store.nextDueAt(); on && dueAt !== undefined && dueAt <= target; dueAt = store.nextDueAt()) {
        if (dueAt > clock.now()) clock.moveTo(dueAt)
        fire(1)
        await rest()
      }
      if (on) clock.moveTo(target)
      await rest()
    } finally {
      travelling = false
      if (!wasFrozen) clock.resume()
      if (on) alarm.start()
    }
  }

  return {
    start() {
      if (on) return
      on = true
      transaction(db, () => {
        for (const machine of machines.values()) store.saveDefinition(machine)
        renewInterrupted()
      })
      stopListening = clock.onMove(() => {
        if (!travelling) alarm.start()
      })
      runner.start()
      alarm.start()
    },
    async stop() {
      on = false
      stopListening()
      alarm.stop()
      await runner.stop()
    },
    startExecution({ machine: machineName, name, input }) {
      const machine = machines.get(machineName)
      if (machine === undefined) throw new StateMachineDoesNotExistError(`there is no state machine "${machineName}"`)
      if (!NAME.test(name)) throw new InvalidNameError(`"${name}" cannot name an execution`)
      const json = JSON.stringify(input ?? {})
      const existing = store.byName(name)
      if (existing !== undefined) return sameStart(existing, machineName, json)
      const enteredAt = clock.now()
      const position = {
        state: machine.startAt,
        enteredAt,
        input: JSON.parse(json) as Json,
        variables: {},
        retries: [],
      }
      runner.enqueue(store.insert(name, machine, json, position))
      return 'started'
    },
    sendTaskSuccess(token, output) {
      const id = TOKEN.exec(token)?.[1]
      if (id === undefined) throw new InvalidTokenError('not a task token')
      const row = store.byId(Number(id))
      if (row === undefined) throw new TaskDoesNotExistError('the task of this token is not known')
      const expired = row.fire_at === null || row.fire_at <= clock.now()
      if (row.token !== token || expired) throw new TaskTimedOutError('the task of this token has ended')
      store.settle(row.id, row.step, { type: 'succeeded', result: (output ?? null) as Json })
      runner.enqueue(row.id)
    },
    stopExecution(name, error, cause) {
      const row = store.byName(name)
      if (row === undefined) throw new ExecutionDoesNotExistError(`there is no execution "${name}"`)
      if (row.status === 'RUNNING') store.abort(row, clock.now(), error, cause)
    },
    describeExecution(name) {
      const row = store.byName(name)
      return row === undefined ? undefined : describe(row)
    },
    openExecutions: () =>
      store.open().map((row) => ({
        name: row.name,
        machine: row.machine,
        state: parsePosition(row).state,
        phase: row.phase,
        ...(row.fire_at === null ? {} : { dueAt: row.fire_at }),
      })),
    history: (name) => store.history(name),
    counts: () => store.transitions(),
    prune: (closedBefore) => store.prune(closedBefore),
    drain,
    advanceTo: (target) => depart(() => target),
    advanceBy: (ms) => depart((now) => later(now, ms)),
  }

  function depart(targetFrom: (now: Instant) => Instant): Promise<void> {
    const arrival = journey.then(() => travel(targetFrom))
    journey = arrival.catch(() => {})
    return arrival
  }

  /** A call that was cut off is repeated and gets its full time; a callback keeps the instant it was given. */
  function renewInterrupted(): void {
    for (const row of store.active()) {
      if (row.phase !== 'running') continue
      const { callback, timeoutSeconds } = parseTask(row)
      if (!callback) store.postpone(row.id, row.step, later(clock.now(), timeoutSeconds * 1000))
    }
  }
}

const RETRY: Signal = { type: 'retried' }
const TIMEOUT: Signal = { type: 'failed', error: 'States.Timeout' }

function sameStart(existing: ExecutionRow, machine: string, input: string): 'already-running' {
  const same = existing.status === 'RUNNING' && existing.machine === machine && existing.input === input
  if (same) return 'already-running'
  throw new ExecutionAlreadyExistsError(
    `execution "${existing.name}" ${existing.status === 'RUNNING' ? 'runs with another input' : 'is closed'}`,
  )
}

function describe(row: ExecutionRow): ExecutionDescription {
  return {
    status: row.status,
    input: row.input === null ? null : JSON.parse(row.input),
    startedAt: row.started_at,
    ...(row.output === null ? {} : { output: JSON.parse(row.output) }),
    ...(row.error === null ? {} : { error: row.error }),
    ...(row.cause === null ? {} : { cause: row.cause }),
    ...(row.stopped_at === null ? {} : { stoppedAt: row.stopped_at }),
  }
}
