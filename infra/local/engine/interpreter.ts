import { fromMs, type Instant, toMs } from '../../../shared/kernel/instant.ts'
import { StateError } from './errors.ts'
import type { Json, Scope, Variables } from './expressions.ts'
import type { ChoiceState, Exit, Machine, State, TaskState } from './load.ts'

// The meaning of the language, without storage, timers or calls: given where an execution stands and what happened,
// where does it go? Everything here can be run again after a crash, because nothing here has an effect.

/** Where an execution stands. */
export interface Position {
  readonly state: string
  readonly enteredAt: Instant
  readonly input: Json
  readonly variables: Variables
  /** Attempts already repeated, one count per entry of Retry. */
  readonly retries: readonly number[]
}

/** What happened to the current state. */
export type Signal =
  | { readonly type: 'entered' }
  | { readonly type: 'retried' }
  | { readonly type: 'succeeded'; readonly result: Json }
  | { readonly type: 'failed'; readonly error: string; readonly cause?: string | undefined }

/** What the engine has to do next: run a function, wait before a retry, or close the execution. */
export type Move =
  | { readonly type: 'run'; readonly position: Position; readonly task: Task; readonly dueAt: Instant }
  | { readonly type: 'wait'; readonly position: Position; readonly dueAt: Instant }
  | { readonly type: 'succeed'; readonly output: Json }
  | { readonly type: 'fail'; readonly error: string | undefined; readonly cause: string | undefined }

export interface Task {
  readonly functionName: string
  readonly payload: Json
  readonly callback: boolean
  readonly timeoutSeconds: number
}

export interface HistoryEvent {
  readonly at: Instant
  /** Named as Step Functions names it. */
  readonly type: string
  readonly state?: string | undefined
  readonly detail?: Json | undefined
}

/** What does not change while an execution is walked on. */
export interface Walk {
  readonly machine: Machine
  readonly execution: {
    readonly name: string
    readonly input: Json
    readonly startedAt: Instant
    readonly events: number
  }
  readonly now: Instant
  /** The token of the next callback task, if the walk comes to one. */
  readonly token: string
  /** From 0 to below 1, for jitter. */
  readonly random: () => number
}

export interface Walked {
  readonly move: Move
  readonly events: readonly HistoryEvent[]
  /** As Step Functions bills them: states entered and retries. */
  readonly transitions: number
}

/** Step Functions ends an execution at this many history events; here it also stops a machine that circles without a task. */
const EVENT_LIMIT = 25_000
/** A task without TimeoutSeconds: Step Functions' own default. */
const NO_TIMEOUT_SECONDS = 99_999_999

type Step = Move | { readonly type: 'go'; readonly to: string; readonly output: Json; readonly variables: Variables }

/** Walks from state to state until something has to be done that is not evaluation. */
export async function walk(context: Walk, from: Position, happened: Signal): Promise<Walked> {
  const events: HistoryEvent[] = []
  let transitions = happened.type === 'retried' ? 1 : 0
  let position = from
  let signal = happened
  for (;;) {
    const state = stateOf(context.machine, position)
    if (signal.type === 'entered') transitions += 1
    if (context.execution.events + events.length >= EVENT_LIMIT) {
      const cause = `The execution reached the maximum number of history events (${EVENT_LIMIT})`
      return { move: { type: 'fail', error: 'States.Runtime', cause }, events, transitions }
    }
    const step = await take({ ...context, position, signal }, state)
    events.push(...eventsOf(context.now, position, state, signal, step))
    if (step.type !== 'go') return { move: step, events, transitions }
    const { to, output: input, variables } = step
    position = { state: to, enteredAt: context.now, input, variables, retries: [] }
    signal = { type: 'entered' }
  }
}

interface Here extends Walk {
  readonly position: Position
  readonly signal: Signal
}

function stateOf(machine: Machine, { state }: Position): State {
  const found = machine.states.get(state)
  if (found === undefined) throw new Error(`state machine "${machine.name}" has no state "${state}"`)
  return found
}

async function take(here: Here, state: State): Promise<Step> {
  try {
    switch (state.type) {
      case 'Task':
        return await takeTask(here, state)
      case 'Choice':
        return await takeChoice(here, state)
      case 'Pass':
        return await leave(here, state.exit, here.position.input)
      case 'Succeed':
        return await leave(here, state.exit, here.position.input)
      case 'Fail':
        return { type: 'fail', error: await text(here, state.error), cause: await text(here, state.cause) }
      default:
        return state satisfies never
    }
  } catch (error) {
    if (error instanceof StateError) return { type: 'fail', error: error.error, cause: error.errorCause }
    throw error
  }
}

async function takeTask(here: Here, task: TaskState): Promise<Step> {
  const { signal } = here
  try {
    switch (signal.type) {
      case 'entered':
      case 'retried':
        return await schedule(here, task)
      case 'succeeded':
        return await leave(here, task.exit, signal.result, { result: signal.result })
      case 'failed':
        return await recover(here, task, new StateError(signal.error, signal.cause))
      default:
        return signal satisfies never
    }
  } catch (error) {
    // An expression failed: an error of the task like any other, unless it arose while handling one.
    if (error instanceof StateError && signal.type !== 'failed') return recover(here, task, error)
    throw error
  }
}

async function schedule(here: Here, task: TaskState): Promise<Move> {
  const scope = scopeOf(here, {}, task.callback)
  const payload = (await task.payload?.evaluate(scope)) ?? null
  const timeoutSeconds =
    task.timeoutSeconds === undefined ? NO_TIMEOUT_SECONDS : await task.timeoutSeconds.evaluate(scope)
  if (typeof timeoutSeconds !== 'number' || !Number.isInteger(timeoutSeconds) || timeoutSeconds < 1) {
    const cause = `TimeoutSeconds is ${JSON.stringify(timeoutSeconds)}, not a positive whole number`
    throw new StateError('States.QueryEvaluationError', cause)
  }
  return {
    type: 'run',
    position: here.position,
    task: { functionName: task.functionName, payload, callback: task.callback, timeoutSeconds },
    dueAt: fromMs(toMs(here.now) + timeoutSeconds * 1000),
  }
}

/** Retry first, then Catch, then the execution fails. */
async function recover(here: Here, task: TaskState, failure: StateError): Promise<Step> {
  const { error, errorCause: cause } = failure
  const index = task.retry.findIndex((entry) => matches(entry.ErrorEquals, error))
  const retrier = task.retry[index]
  const made = here.position.retries[index] ?? 0
  if (retrier !== undefined && made < retrier.MaxAttempts) {
    const longest = Math.min(retrier.IntervalSeconds * retrier.BackoffRate ** made, retrier.MaxDelaySeconds ?? Infinity)
    const delayMs = Math.round(longest * 1000 * (retrier.JitterStrategy === 'FULL' ? here.random() : 1))
    const retries = task.retry.map((_, i) => (here.position.retries[i] ?? 0) + (i === index ? 1 : 0))
    return { type: 'wait', position: { ...here.position, retries }, dueAt: fromMs(toMs(here.now) + delayMs) }
  }
  const catcher = task.catch.find((entry) => matches(entry.errors, error))
  if (catcher === undefined) return { type: 'fail', error, cause }
  const errorOutput = { Error: error, ...(cause === undefined ? {} : { Cause: cause }) }
  return leave(here, catcher, errorOutput, { errorOutput })
}

function matches(names: readonly string[], error: string): boolean {
  if (names.includes(error)) return true
  // Too much data is final: only a catcher that names it gets it.
  if (error === 'States.DataLimitExceeded') return false
  return names.includes('States.ALL') || (names.includes('States.TaskFailed') && error !== 'States.Timeout')
}

async function takeChoice(here: Here, { choices, otherwise }: ChoiceState): Promise<Step> {
  const scope = scopeOf(here)
  for (const choice of choices) {
    const holds = await choice.condition.evaluate(scope)
    if (typeof holds !== 'boolean') {
      const cause = `A Condition of state "${here.position.state}" returned ${JSON.stringify(holds)}, not a boolean`
      throw new StateError('States.QueryEvaluationError', cause)
    }
    if (holds) return leave(here, choice, here.position.input)
  }
  if (otherwise.next === undefined)
    throw new StateError('States.NoChoiceMatched', 'No rule holds, and there is no Default')
  return leave(here, otherwise, here.position.input)
}

/** Output and Assign are evaluated side by side: neither sees what the other gives. */
async function leave(here: Here, exit: Exit, byDefault: Json, visible: Record<string, Json> = {}): Promise<Step> {
  const scope = scopeOf(here, visible)
  const [output, assigned] = await Promise.all([
    exit.output?.evaluate(scope) ?? byDefault,
    exit.assign?.evaluate(scope),
  ])
  if (exit.next === undefined) return { type: 'succeed', output }
  const variables = { ...here.position.variables, ...(assigned as Variables | undefined) }
  return { type: 'go', to: exit.next, output, variables }
}

async function text(here: Here, template: { evaluate(scope: Scope): Promise<Json> } | undefined) {
  const value = await template?.evaluate(scopeOf(here))
  if (value === undefined || typeof value === 'string') return value
  throw new StateError('States.QueryEvaluationError', `Error and Cause must be text, not ${JSON.stringify(value)}`)
}

function scopeOf(here: Here, visible: Record<string, Json> = {}, withToken = false): Scope {
  const { execution, machine, position } = here
  const { name, input, startedAt } = execution
  const context = {
    Execution: { Id: `${machine.name}:${name}`, Name: name, Input: input, StartTime: startedAt },
    StateMachine: { Id: machine.name, Name: machine.name },
    State: {
      Name: position.state,
      EnteredTime: position.enteredAt,
      RetryCount: position.retries.reduce((sum, made) => sum + made, 0),
    },
    ...(withToken ? { Task: { Token: here.token } } : {}),
  }
  return { states: { input: position.input, context, ...visible }, variables: position.variables }
}

function eventsOf(at: Instant, { state }: Position, { type }: State, signal: Signal, step: Step): HistoryEvent[] {
  const events: HistoryEvent[] = []
  const add = (name: string, detail?: Json) => events.push({ at, type: name, state, detail })
  if (signal.type === 'entered') add(`${type}StateEntered`)
  if (signal.type === 'succeeded') add('TaskSucceeded', signal.result)
  if (signal.type === 'failed') {
    const timedOut = signal.error === 'States.Timeout'
    add(timedOut ? 'TaskTimedOut' : 'TaskFailed', { error: signal.error, cause: signal.cause ?? null })
  }
  if (step.type === 'run') {
    const { payload, ...task } = step.task
    add('TaskScheduled', { ...task, dueAt: step.dueAt })
    add('TaskStarted')
  }
  if (step.type === 'go' || step.type === 'succeed') add(`${type}StateExited`)
  return events
}
