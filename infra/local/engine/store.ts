import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../../shared/kernel/instant.ts'
import { migrate, transaction } from '../database.ts'
import type { Json } from './expressions.ts'
import type { HistoryEvent, Move, Position, Signal, Task, Walked } from './interpreter.ts'
import type { Machine } from './load.ts'

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

// One row is the whole of an execution, so a step is one UPDATE: no crash can leave it half done. The columns after
// `step` are empty once it is closed. `timer` orders timers of the same instant by when they were set.
const tables = `
CREATE TABLE IF NOT EXISTS engine_definitions (hash TEXT PRIMARY KEY, machine TEXT NOT NULL, source TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS engine_executions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  machine TEXT NOT NULL,
  definition TEXT NOT NULL REFERENCES engine_definitions (hash),
  status TEXT NOT NULL,
  input TEXT, output TEXT, error TEXT, cause TEXT,
  started_at TEXT NOT NULL, stopped_at TEXT,
  transitions INTEGER NOT NULL, events INTEGER NOT NULL,
  step INTEGER NOT NULL,
  phase TEXT, position TEXT, signal TEXT, task TEXT, token TEXT, fire_at TEXT, timer INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS engine_due ON engine_executions (fire_at, timer) WHERE fire_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS engine_active ON engine_executions (phase, id) WHERE phase IN ('ready', 'running');
CREATE INDEX IF NOT EXISTS engine_open ON engine_executions (id) WHERE status = 'RUNNING';
CREATE INDEX IF NOT EXISTS engine_closed ON engine_executions (stopped_at) WHERE stopped_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS engine_history (
  execution INTEGER NOT NULL REFERENCES engine_executions (id),
  number INTEGER NOT NULL,
  at TEXT NOT NULL, type TEXT NOT NULL, state TEXT, detail TEXT,
  PRIMARY KEY (execution, number)
) STRICT, WITHOUT ROWID;`

export type Store = ReturnType<typeof createStore>

/** The engine's tables, and every statement on them. */
export function createStore(db: DatabaseSync) {
  migrate(db, tables)
  const sql = prepare(db)
  let timer = Number(sql.lastTimer.get()?.timer ?? 0)

  function record(id: number, from: number, events: readonly HistoryEvent[]): void {
    for (const [index, { at, type, state, detail }] of events.entries()) {
      const text = detail === undefined ? null : JSON.stringify(detail)
      sql.addEvent.run(id, from + index + 1, at, type, state ?? null, text)
    }
    const forgotten = from + events.length - HISTORY_KEPT
    if (forgotten > 0) sql.forgetEvents.run(id, forgotten)
  }

  return {
    saveDefinition: ({ hash, name, source }: Machine) => void sql.saveDefinition.run(hash, name, source),
    definition: (hash: string) => sql.definition.get(hash) as { machine: string; source: string } | undefined,
    byName: (name: string) => sql.byName.get(name) as ExecutionRow | undefined,
    byId: (id: number) => sql.byId.get(id) as ExecutionRow | undefined,
    open: () =>
      sql.open.all() as unknown as Pick<ExecutionRow, 'name' | 'machine' | 'position' | 'phase' | 'fire_at'>[],
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
        const changed = sql.save.run({ ...columns(move, now, token), ...counted(row, all, transitions) }).changes === 1
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

  function columns(move: Move, now: Instant, token: string) {
    switch (move.type) {
      case 'run':
        return {
          ...BLANK,
          ...armed('running', move.position, move.dueAt),
          task: JSON.stringify(move.task),
          token: move.task.callback ? token : null,
        }
      case 'wait':
        return { ...BLANK, ...armed('waiting', move.position, move.dueAt) }
      case 'succeed':
        return { ...BLANK, status: 'SUCCEEDED', output: JSON.stringify(move.output), stoppedAt: now }
      case 'fail':
        return { ...BLANK, status: 'FAILED', error: move.error ?? null, cause: move.cause ?? null, stoppedAt: now }
      default:
        return move satisfies never
    }
  }

  function armed(phase: Phase, position: Position, fireAt: Instant) {
    timer += 1
    return { phase, position: JSON.stringify(position), fireAt, timer }
  }
}

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

function prepare(db: DatabaseSync) {
  const q = (text: string) => db.prepare(text)
  return {
    saveDefinition: q('INSERT INTO engine_definitions VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
    definition: q('SELECT machine, source FROM engine_definitions WHERE hash = ?'),
    byName: q('SELECT * FROM engine_executions WHERE name = ?'),
    byId: q('SELECT * FROM engine_executions WHERE id = ?'),
    open: q(
      `SELECT name, machine, position, phase, fire_at FROM engine_executions WHERE status = 'RUNNING' ORDER BY id`,
    ),
    active: q(`SELECT id, step, phase, task FROM engine_executions WHERE phase IN ('ready', 'running') ORDER BY id`),
    due: q('SELECT id, step, phase FROM engine_executions WHERE fire_at <= ? ORDER BY fire_at, timer LIMIT ?'),
    nextDue: q('SELECT fire_at FROM engine_executions WHERE fire_at IS NOT NULL ORDER BY fire_at LIMIT 1'),
    lastTimer: q('SELECT max(timer) AS timer FROM engine_executions WHERE fire_at IS NOT NULL'),
    transitions: q('SELECT name, machine, transitions FROM engine_executions ORDER BY id'),
    insert: q(
      `INSERT INTO engine_executions
         (name, machine, definition, status, input, started_at, transitions, events, step, phase, position, signal)
       VALUES (?, ?, ?, 'RUNNING', ?, ?, 0, 1, 0, 'ready', ?, '{"type":"entered"}')`,
    ),
    settle: q(
      `UPDATE engine_executions
       SET step = step + 1, phase = 'ready', signal = ?, task = NULL, token = NULL, fire_at = NULL, timer = NULL
       WHERE id = ? AND step = ? AND status = 'RUNNING'`,
    ),
    submitted: q(
      `UPDATE engine_executions SET phase = 'submitted', task = NULL, events = events + 1
       WHERE id = ? AND step = ? AND phase = 'running'`,
    ),
    postpone: q('UPDATE engine_executions SET fire_at = ? WHERE id = ? AND step = ?'),
    save: q(
      `UPDATE engine_executions
       SET step = step + 1, phase = $phase, position = $position, signal = NULL, task = $task, token = $token,
           fire_at = $fireAt, timer = $timer, transitions = transitions + $transitions, events = events + $events,
           status = $status, output = $output, error = $error, cause = $cause, stopped_at = $stoppedAt
       WHERE id = $id AND step = $step AND status = 'RUNNING'`,
    ),
    addEvent: q('INSERT INTO engine_history VALUES (?, ?, ?, ?, ?, ?)'),
    forgetEvents: q('DELETE FROM engine_history WHERE execution = ? AND number <= ?'),
    history: q(
      `SELECT h.at, h.type, h.state, h.detail FROM engine_history h JOIN engine_executions e ON e.id = h.execution
       WHERE e.name = ? ORDER BY h.number`,
    ),
    pruneHistory: q(
      'DELETE FROM engine_history WHERE execution IN (SELECT id FROM engine_executions WHERE stopped_at < ?)',
    ),
    prune: q('UPDATE engine_executions SET input = NULL, output = NULL WHERE stopped_at < ? AND input IS NOT NULL'),
  }
}

export const parsePosition = (row: Pick<ExecutionRow, 'position'>): Position => JSON.parse(row.position ?? 'null')
export const parseTask = (row: Pick<ExecutionRow, 'task'>): Task => JSON.parse(row.task ?? 'null')
export const parseSignal = (row: Pick<ExecutionRow, 'signal'>): Signal => JSON.parse(row.signal ?? 'null')
