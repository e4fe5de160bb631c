import type { DatabaseSync } from 'node:sqlite'

const IS_SMS = "effect ->> 'channel' = 'sms'"
const pendingOf = (which: string): string =>
  `SELECT effect FROM effects WHERE waiting_since < ? AND ${which} ORDER BY waiting_since LIMIT ?`

/** The statements of the repair store, compiled once. */
export const prepareStatements = (db: DatabaseSync) => ({
  load: db.prepare('SELECT state FROM repairs WHERE id = ?'),
  version: db.prepare('SELECT version FROM repairs WHERE id = ?'),
  history: db.prepare('SELECT events FROM commits WHERE repair = ? ORDER BY version'),
  // The arm stays: whoever saves must wake the execution that waits.
  saveRepair: db.prepare(`
    INSERT INTO repairs (id, version, board, position, attention, summary, state)
    VALUES (:id, :version, :board, :position, :attention, :summary, :state)
    ON CONFLICT (id) DO UPDATE SET
      version = excluded.version, board = excluded.board, position = excluded.position,
      attention = excluded.attention, summary = excluded.summary, state = excluded.state`),
  saveCommit: db.prepare('INSERT INTO commits (repair, version, events) VALUES (?, ?, ?)'),
  listOpen: db.prepare("SELECT summary FROM repairs WHERE board = 'open' AND position > ? ORDER BY position LIMIT ?"),
  listClosed: db.prepare('SELECT summary FROM repairs WHERE board = ? AND position < ? ORDER BY position DESC LIMIT ?'),

  arm: db.prepare(`
    UPDATE repairs SET arm = :arm, attention = :until
    WHERE id = :id AND version = :version AND attention IS NOT NULL AND (
      arm IS NULL OR arm ->> 'version' < :version OR arm ->> 'generation' < :generation OR arm ->> 'until' <= :until)`),
  armed: db.prepare('SELECT arm FROM repairs WHERE id = ?'),
  overdue: db.prepare(`
    SELECT id, arm, revival FROM repairs LEFT JOIN revivals ON repair = id
    WHERE attention < ? AND attention IS NOT revival ->> 'next' ORDER BY attention LIMIT ?`),
  // Nobody has saved since: what it waits for is its next try.
  triedInVain: db.prepare(`
    SELECT id, arm, revival FROM repairs JOIN revivals ON repair = id
    WHERE attention < ? AND attention = revival ->> 'next' ORDER BY attention LIMIT ?`),
  lookAway: db.prepare('UPDATE repairs SET attention = ? WHERE id = ? AND attention < ?'),
  noteRevival: db.prepare(
    'INSERT INTO revivals (repair, revival) VALUES (?, ?) ON CONFLICT (repair) DO UPDATE SET revival = excluded.revival',
  ),
  forgetRevival: db.prepare('DELETE FROM revivals WHERE repair = ?'),

  saveEffect: db.prepare(`
    INSERT INTO effects (key, repair, status, created_at, waiting_since, effect) VALUES (?, ?, 'pending', ?, ?, ?)
    ON CONFLICT (key) DO NOTHING`),
  sms: db.prepare(pendingOf(IS_SMS)),
  told: db.prepare(pendingOf(`NOT ${IS_SMS} AND (waiting_since = created_at OR claimed_until IS NOT NULL)`)),
  // Given back: it waits for its next try, and nobody has it.
  refused: db.prepare(pendingOf(`NOT ${IS_SMS} AND waiting_since <> created_at AND claimed_until IS NULL`)),
  pendingOfRepair: db.prepare(
    'SELECT effect FROM effects WHERE repair = ? AND waiting_since IS NOT NULL ORDER BY created_at, rowid',
  ),
  claimEffect: db.prepare(`
    UPDATE effects SET claimed_until = ?, waiting_since = ?
    WHERE key = ? AND status = 'pending' AND (claimed_until IS NULL OR claimed_until <= ?)`),
  returnEffect: db.prepare(
    "UPDATE effects SET claimed_until = NULL, waiting_since = ? WHERE key = ? AND status = 'pending'",
  ),
  returnAllEffects: db.prepare(`
    UPDATE effects SET claimed_until = NULL, waiting_since = created_at
    WHERE waiting_since IS NOT NULL AND claimed_until IS NOT NULL`),
  settleEffect: db.prepare(`
    UPDATE effects SET status = ?, settled_at = ?, claimed_until = NULL, waiting_since = NULL
    WHERE key = ? AND status = 'pending'`),

  repairOfCall: db.prepare('SELECT repair FROM calls WHERE call = ?'),
  claimCall: db.prepare('INSERT INTO calls (call, repair) VALUES (?, ?)'),
  openRepairOfUnit: db.prepare('SELECT repair FROM open_units WHERE serial = ?'),
  claimUnit: db.prepare('INSERT INTO open_units (serial, repair) VALUES (?, ?) ON CONFLICT (serial) DO NOTHING'),
  releaseUnit: db.prepare('DELETE FROM open_units WHERE serial = ? AND repair = ?'),
  latestRepairOfNumber: db.prepare('SELECT repair FROM numbers WHERE number = ?'),
  claimNumber: db.prepare(
    'INSERT INTO numbers (number, repair) VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET repair = excluded.repair',
  ),
  loaner: db.prepare('SELECT repair FROM loaners WHERE serial = ?'),
  freeLoaners: db.prepare('SELECT data FROM loaners WHERE repair IS NULL ORDER BY serial'),
  loaners: db.prepare('SELECT data, repair FROM loaners ORDER BY serial'),
  claimLoaner: db.prepare('UPDATE loaners SET repair = ? WHERE serial = ?'),
  releaseLoaner: db.prepare('UPDATE loaners SET repair = NULL WHERE serial = ? AND repair = ?'),

  nextNumber: db.prepare(`
    INSERT INTO counters (day, last) VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last`),
})
