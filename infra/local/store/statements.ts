import type { DatabaseSync } from 'node:sqlite'

const IS_SMS = "effect ->> 'channel' = 'sms'"
const pendingOf = (which: string): string =>
  `SELECT effect FROM effects WHERE waiting_since < ? AND ${which} ORDER BY waiting_since LIMIT ?`

/** The statements of the subject store, compiled once. */
export const prepareStatements = (db: DatabaseSync) => ({
  ...ofSubjects(db),
  ...ofWaits(db),
  ...ofMessages(db),
  ...ofHolds(db),
})

/** What a subject is, what happened to it, and its place on the board. */
const ofSubjects = (db: DatabaseSync) => ({
  load: db.prepare('SELECT state FROM subjects WHERE name = ?'),
  version: db.prepare('SELECT version FROM subjects WHERE name = ?'),
  history: db.prepare('SELECT events FROM commits WHERE subject = ? AND version > ? ORDER BY version'),
  // The arm stays: whoever saves must wake the execution that waits.
  saveSubject: db.prepare(`
    INSERT INTO subjects (name, version, board, position, attention, summary, state)
    VALUES (:subject, :version, :board, :position, :attention, :summary, :state)
    ON CONFLICT (name) DO UPDATE SET
      version = excluded.version, board = excluded.board, position = excluded.position,
      attention = excluded.attention, summary = excluded.summary, state = excluded.state`),
  saveCommit: db.prepare('INSERT INTO commits (subject, version, events) VALUES (?, ?, ?)'),
  listUp: db.prepare(
    'SELECT position, summary FROM subjects WHERE board = ? AND position > ? ORDER BY position LIMIT ?',
  ),
  listDown: db.prepare(
    'SELECT position, summary FROM subjects WHERE board = ? AND position < ? ORDER BY position DESC LIMIT ?',
  ),
})

/** Whose execution waits, and whose is late. */
const ofWaits = (db: DatabaseSync) => ({
  arm: db.prepare(`
    UPDATE subjects SET arm = :arm, attention = :until
    WHERE name = :subject AND version = :version AND attention IS NOT NULL AND (
      arm IS NULL OR arm ->> 'version' < :version OR arm ->> 'generation' < :generation OR coalesce(arm ->> 'at', '') <= :at)`),
  armed: db.prepare('SELECT arm FROM subjects WHERE name = ?'),
  overdue: db.prepare(`
    SELECT name, arm, revival FROM subjects LEFT JOIN revivals ON subject = name
    WHERE attention < ? AND attention IS NOT revival ->> 'next' ORDER BY attention LIMIT ?`),
  // Nobody has saved since: what it waits for is its next try.
  triedInVain: db.prepare(`
    SELECT name, arm, revival FROM subjects JOIN revivals ON subject = name
    WHERE attention < ? AND attention = revival ->> 'next' ORDER BY attention LIMIT ?`),
  lookAway: db.prepare('UPDATE subjects SET attention = ? WHERE name = ? AND attention < ?'),
  noteRevival: db.prepare(
    'INSERT INTO revivals (subject, revival) VALUES (?, ?) ON CONFLICT (subject) DO UPDATE SET revival = excluded.revival',
  ),
  forgetRevival: db.prepare('DELETE FROM revivals WHERE subject = ?'),
})

/** What is to be sent, and whether somebody is at it. */
const ofMessages = (db: DatabaseSync) => ({
  saveEffect: db.prepare(`
    INSERT INTO effects (key, about, status, created_at, waiting_since, effect) VALUES (?, ?, 'pending', ?, ?, ?)
    ON CONFLICT (key) DO NOTHING`),
  sms: db.prepare(pendingOf(IS_SMS)),
  told: db.prepare(pendingOf(`NOT ${IS_SMS} AND (waiting_since = created_at OR claimed_until IS NOT NULL)`)),
  // Given back: it waits for its next try, and nobody has it.
  refused: db.prepare(pendingOf(`NOT ${IS_SMS} AND waiting_since <> created_at AND claimed_until IS NULL`)),
  pendingAbout: db.prepare(
    'SELECT effect FROM effects WHERE about = ? AND waiting_since IS NOT NULL ORDER BY created_at, rowid',
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
    UPDATE effects SET status = ?, settled_at = ?, claimed_until = NULL, waiting_since = NULL,
      effect = iif(?3 IS NULL, effect, json_set(effect, '$.sentTo', ?3))
    WHERE key = ?4 AND status = 'pending'`),
  noteReceipt: db.prepare(`
    UPDATE effects SET effect = json_set(effect, '$.receipt', json(?)) WHERE key = ? AND effect ->> '$.receipt' IS NULL`),
  effect: db.prepare("SELECT json_remove(effect, '$.receipt', '$.sentTo') AS effect FROM effects WHERE key = ?"),
  // Keys begin with the subject's short name; a slash sorts just before a zero.
  sentAbout: db.prepare(`
    SELECT key, settled_at, effect ->> '$.sentTo' AS sent_to, effect ->> '$.receipt' AS receipt FROM effects
    WHERE key >= ?1 || '/' AND key < ?1 || '0' AND status = 'sent' ORDER BY settled_at, rowid`),
})

/** What nobody else may have meanwhile; and the numbers given out. */
const ofHolds = (db: DatabaseSync) => ({
  holderOf: db.prepare('SELECT subject FROM holds WHERE hold = ?'),
  // A slash sorts just before a zero.
  held: db.prepare("SELECT hold, subject FROM holds WHERE hold >= ? || '/' AND hold < ? || '0'"),
  take: db.prepare(
    'INSERT INTO holds (hold, subject) VALUES (?, ?) ON CONFLICT (hold) DO UPDATE SET subject = excluded.subject',
  ),
  // Nobody can have a loaner that is not there.
  knownLoaner: db.prepare('SELECT 1 FROM loaners WHERE serial = ?'),
  release: db.prepare('DELETE FROM holds WHERE hold = ? AND subject = ?'),

  nextNumber: db.prepare(`
    INSERT INTO counters (day, last) VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last`),
})
