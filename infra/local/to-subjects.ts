/** Tables that version 5 has and an earlier file may lack. */
const THERE = `
CREATE TABLE IF NOT EXISTS repairs (id TEXT PRIMARY KEY, version INTEGER NOT NULL, board TEXT NOT NULL, position TEXT NOT NULL,
  attention TEXT, arm TEXT, summary TEXT NOT NULL, state TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS commits (repair TEXT NOT NULL, version INTEGER NOT NULL, events TEXT NOT NULL, PRIMARY KEY (repair, version)) STRICT;
CREATE TABLE IF NOT EXISTS effects (key TEXT PRIMARY KEY, repair TEXT NOT NULL, status TEXT NOT NULL, created_at TEXT NOT NULL,
  waiting_since TEXT, claimed_until TEXT, settled_at TEXT, effect TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS revivals (repair TEXT PRIMARY KEY, revival TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS calls (call TEXT PRIMARY KEY, repair TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS open_units (serial TEXT PRIMARY KEY, repair TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS numbers (number TEXT PRIMARY KEY, repair TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS loaners (serial TEXT PRIMARY KEY, repair TEXT, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS links (hash TEXT PRIMARY KEY, link TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, recipient TEXT NOT NULL,
  subject TEXT, text TEXT NOT NULL, html TEXT, at TEXT NOT NULL, repair TEXT NOT NULL, reason TEXT NOT NULL, link TEXT) STRICT;
`

/** Brings a file of version 5, in which everything was about repairs and kept under their numbers, to version 6. */
export const TO_SUBJECTS = `${THERE}
CREATE TABLE IF NOT EXISTS owed (what TEXT PRIMARY KEY) STRICT;
INSERT OR IGNORE INTO owed VALUES ('contracts');
DROP INDEX IF EXISTS repairs_by_board;
DROP INDEX IF EXISTS repairs_by_attention;
ALTER TABLE repairs RENAME TO subjects;
ALTER TABLE subjects RENAME COLUMN id TO name;
UPDATE subjects SET name = 'repair/' || name;

ALTER TABLE commits RENAME COLUMN repair TO subject;
UPDATE commits SET subject = 'repair/' || subject;
ALTER TABLE revivals RENAME COLUMN repair TO subject;
UPDATE revivals SET subject = 'repair/' || subject;

DROP INDEX IF EXISTS effects_of_repair;
ALTER TABLE effects RENAME COLUMN repair TO about;
UPDATE effects SET about = 'repair/' || about;
DROP INDEX IF EXISTS outbox_of_repair;
ALTER TABLE outbox RENAME COLUMN repair TO about;
UPDATE outbox SET about = 'repair/' || about;

CREATE TABLE holds (hold TEXT PRIMARY KEY, subject TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO holds SELECT 'call/' || call, 'repair/' || repair FROM calls;
INSERT INTO holds SELECT 'unit/' || serial, 'repair/' || repair FROM open_units;
INSERT INTO holds SELECT 'number/' || number, 'repair/' || repair FROM numbers;
INSERT INTO holds SELECT 'loaner/' || serial, 'repair/' || repair FROM loaners WHERE repair IS NOT NULL;
DROP TABLE calls;
DROP TABLE open_units;
DROP TABLE numbers;
ALTER TABLE loaners DROP COLUMN repair;

DROP INDEX IF EXISTS links_of_repair;
UPDATE links SET link = json_set(json_remove(link, '$.repairId'), '$.about', 'repair/' || (link ->> '$.repairId'))
  WHERE link ->> '$.repairId' IS NOT NULL;
`
