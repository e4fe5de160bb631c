import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../../shared/kernel/instant.ts'
import { migrate, transaction } from '../database.ts'
import type { Json } from './expressions.ts'
import type { HistoryEvent, Move, Position, Signal, Task, Walked } from './interpreter.ts'
import type { Machine } from './load.ts'
import { prepareStatements, tables } from './statements.ts'

/**
 * `ready`: something happened (`signal`) and the execution can be walked on. `running`: its task's function is being
 * called. `submitted`: the function has returned, the token is out. `waiting`: for the next attempt.
 */
export type Phase = 'ready' | 'running' | 'submitted' | 'waiting'
export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED'

export interface ExecutionRow {
  readonly id: number
  readonly name: string
  readonly machine: string
  readonly definition: string
  readonly status: Status
  readonly input: string | null
  readonly output: string | null
  readonly error: string | null
  readonly cause: string | null
  readonly started_at: Instant
  readonly stopped_at: Instant | null
  readonly events: number
  /** Grows with every change of an open execution; a change names the step it was decided on, so a late one has no effect. */
  readonly step: number
  readonly phase: Phase | null
  readonly position: string | null
  readonly signal: string | null
  readonly task: string | null
  readonly token: string | null
  readonly fire_at: Instant | null
}

/** An event of `history`, as printed. */
export interface PastEvent {
  readonly at: Instant
  readonly type: string
  readonly state: string | null
  readonly detail: unknown
}

/** Events kept per execution; older ones are forgotten, the count of them is not. */
const HISTORY_KEPT = 500

export type Store = ReturnType<typeof createStore>

/** The engine's tables, and all that is done with them. */
export function createStore(db: DatabaseSync) {
  migrate(db, tables)
  const sql = prepareStatements(db)
  let timer = Number(sql.lastTimer.get()?.timer ?? 0)
  const record = recording(sql)

  return {
    ...reads(sql),
    saveDefinition: ({ hash, name, source }: Machine) => void sql.saveDefinition.run(hash, name, source),

    insert(name: string, { name: machine, hash }: Machine, input: string, position: Position): number {
      return transaction(db, () => {
        const { enteredAt } = position
        const { lastInsertRowid } = sql.insert.run(name, machine, hash, input, enteredAt, JSON.stringify(position))
        record(Number(lastInsertRowid), 0, [{ at: enteredAt, type: 'ExecutionStarted', detail: JSON.parse(input) }])
        return Number(lastInsertRowid)
      })
    },

    /** Notes what happened to the task or timer of this step. False when the execution has moved on meanwhile. */
    settle: (id: number, step: number, signal: Signal) =>
      sql.settle.run(JSON.stringify(signal), id, step).changes === 1,

    /** The function of a callback task has returned; from now on only its token or its timeout ends it. */
    submitted: (row: ExecutionRow, at: Instant, state: string) =>
      transaction(db, () => {
        if (sql.submitted.run(row.id, row.step).changes === 0) return
        record(row.id, row.events, [{ at, type: 'TaskSubmitted', state }])
      }),

    /** Gives an interrupted task that is to be called again its full time. */
    postpone: (id: number, step: number, fireAt: Instant) => void sql.postpone.run(fireAt, id, step),

    /** Saves where a walk has led. False, and nothing saved, when the execution has moved on meanwhile. */
    save: (row: ExecutionRow, { move, events, transitions }: Walked, now: Instant, token: string) =>
      transaction(db, () => {
        const all = [...events, ...closing(move, now)]
        if (move.type === 'run' || move.type === 'wait') timer += 1
        const left = { ...columns(move, now, token, timer), ...counted(row, all, transitions) }
        const changed = sql.save.run(left).changes === 1
        if (changed) record(row.id, row.events, all)
        return changed
      }),

    abort: (row: ExecutionRow, now: Instant, error: string | undefined, cause: string | undefined) =>
      transaction(db, () => {
        const event = { at: now, type: 'ExecutionAborted', detail: { error: error ?? null, cause: cause ?? null } }
        const closed = { ...BLANK, status: 'ABORTED', error: error ?? null, cause: cause ?? null, stoppedAt: now }
        sql.save.run({ ...closed, ...counted(row, [event], 0) })
        record(row.id, row.events, [event])
      }),

    prune: (closedBefore: Instant) =>
      transaction(db, () => {
        sql.pruneHistory.run(closedBefore)
        sql.prune.run(closedBefore)
      }),
  }
}

/** Writes events behind those there are, and forgets the oldest. */
const recording =
  (sql: ReturnType<typeof prepareStatements>) =>
  (id: number, from: number, events: readonly HistoryEvent[]): void => {
    for (const [index, { at, type, state, detail }] of events.entries()) {
      const text = detail === undefined ? null : JSON.stringify(detail)
      sql.addEvent.run(id, from + index + 1, at, type, state ?? null, text)
    }
    const forgotten = from + events.length - HISTORY_KEPT
    if (forgotten > 0) sql.forgetEvents.run(id, forgotten)
  }

/** What is asked of the tables and changes nothing. */
const reads = (sql: ReturnType<typeof prepareStatements>) => ({
  definition: (hash: string) => sql.definition.get(hash) as { machine: string; source: string } | undefined,
  byName: (name: string) => sql.byName.get(name) as ExecutionRow | undefined,
  byId: (id: number) => sql.byId.get(id) as ExecutionRow | undefined,
  open: () => sql.open.all() as unknown as Pick<ExecutionRow, 'name' | 'machine' | 'position' | 'phase' | 'fire_at'>[],
  active: () => sql.active.all() as unknown as Pick<ExecutionRow, 'id' | 'step' | 'phase' | 'task'>[],
  due: (now: Instant, limit: number) =>
    sql.due.all(now, limit) as unknown as Pick<ExecutionRow, 'id' | 'step' | 'phase'>[],
  nextDueAt: () => sql.nextDue.get()?.fire_at as Instant | undefined,
  transitions: () => sql.transitions.all() as unknown as { name: string; machine: string; transitions: number }[],
  history: (name: string): PastEvent[] =>
    sql.history.all(name).map(({ at, type, state, detail }) => ({
      at: String(at),
      type: String(type),
      state: state === null ? null : String(state),
      detail: detail === null ? null : JSON.parse(String(detail)),
    })),
})

/** What a move leaves in the row. `timer`: the number of the timer that it may set. */
function columns(move: Move, now: Instant, token: string, timer: number) {
  switch (move.type) {
    case 'run':
      return {
        ...BLANK,
        ...armed('running', move, timer),
        task: JSON.stringify(move.task),
        token: move.task.callback ? token : null,
      }
    case 'wait':
      return { ...BLANK, ...armed('waiting', move, timer) }
    case 'succeed':
      return { ...BLANK, status: 'SUCCEEDED', output: JSON.stringify(move.output), stoppedAt: now }
    case 'fail':
      return { ...BLANK, status: 'FAILED', error: move.error ?? null, cause: move.cause ?? null, stoppedAt: now }
    default:
      return move satisfies never
  }
}

const armed = (phase: Phase, { position, dueAt }: Move & { type: 'run' | 'wait' }, timer: number) => ({
  phase,
  position: JSON.stringify(position),
  fireAt: dueAt,
  timer,
})

const BLANK = {
  ...{ status: 'RUNNING', output: null, error: null, cause: null, stoppedAt: null },
  ...{ phase: null, position: null, task: null, token: null, fireAt: null, timer: null },
}

const counted = ({ id, step }: ExecutionRow, events: readonly HistoryEvent[], transitions: number) => ({
  id,
  step,
  events: events.length,
  transitions,
})

function closing(move: Move, at: Instant): HistoryEvent[] {
  if (move.type === 'succeed') return [{ at, type: 'ExecutionSucceeded', detail: move.output }]
  if (move.type !== 'fail') return []
  return [{ at, type: 'ExecutionFailed', detail: { error: move.error ?? null, cause: move.cause ?? null } as Json }]
}

export const parsePosition = (row: Pick<ExecutionRow, 'position'>): Position => JSON.parse(row.position ?? 'null')
export const parseTask = (row: Pick<ExecutionRow, 'task'>): Task => JSON.parse(row.task ?? 'null')
export const parseSignal = (row: Pick<ExecutionRow, 'signal'>): Signal => JSON.parse(row.signal ?? 'null')
