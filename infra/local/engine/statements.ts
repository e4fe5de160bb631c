import type { DatabaseSync, StatementSync } from 'node:sqlite'

// One row is the whole of an execution, so a step is one UPDATE: no crash can leave it half done. The columns after
// `step` are empty once it is closed. `timer` orders timers of the same instant by when they were set.
export const tables = `
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

type Prepare = (text: string) => StatementSync

/** The statements of the engine, compiled once. */
export function prepareStatements(db: DatabaseSync) {
  const q: Prepare = (text) => db.prepare(text)
  return { ...reading(q), ...writing(q), ...ofHistory(q) }
}

/** What is open, what is due, what was begun. */
function reading(q: Prepare) {
  return {
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
  }
}

/** From a definition and a start until it is forgotten; each step only where nothing else has moved it. */
function writing(q: Prepare) {
  return {
    saveDefinition: q('INSERT INTO engine_definitions VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
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
    prune: q('UPDATE engine_executions SET input = NULL, output = NULL WHERE stopped_at < ? AND input IS NOT NULL'),
  }
}

/** What happened to each, as far as it is kept. */
function ofHistory(q: Prepare) {
  return {
    addEvent: q('INSERT INTO engine_history VALUES (?, ?, ?, ?, ?, ?)'),
    forgetEvents: q('DELETE FROM engine_history WHERE execution = ? AND number <= ?'),
    history: q(
      `SELECT h.at, h.type, h.state, h.detail FROM engine_history h JOIN engine_executions e ON e.id = h.execution
       WHERE e.name = ? ORDER BY h.number`,
    ),
    pruneHistory: q(
      'DELETE FROM engine_history WHERE execution IN (SELECT id FROM engine_executions WHERE stopped_at < ?)',
    ),
  }
}
