import type { Instant } from '../../../shared/kernel/instant.ts'
import type { MovableClock } from '../clock.ts'
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
import type { Machine } from './load.ts'
import type { Runner } from './runner.ts'
import { type ExecutionRow, type PastEvent, type Phase, parsePosition, type Status, type Store } from './store.ts'

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

/** What the AWS API lets callers do to executions. */
export interface Calls {
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
}

/** What it lets them ask. */
export interface Questions {
  describeExecution(name: string): ExecutionDescription | undefined
  openExecutions(): OpenExecution[]
  /** The last 500 events of an execution, oldest first. */
  history(name: string): PastEvent[]
  /** State transitions of every execution as Step Functions bills them: states entered and retries. */
  counts(): { readonly name: string; readonly machine: string; readonly transitions: number }[]
}

// What Step Functions allows in an execution name.
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u
const TOKEN = /^([1-9][0-9]{0,14})\.[0-9a-f-]{36}$/

interface CallDeps {
  readonly store: Store
  readonly clock: MovableClock
  readonly machines: ReadonlyMap<string, Machine>
  readonly runner: Runner
}
export const createCalls = ({ store, clock, machines, runner }: CallDeps): Calls => ({
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
})

export const createQuestions = (store: Store): Questions => ({
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
})

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
