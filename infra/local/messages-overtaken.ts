/**
 * Version 7 to 8: SQLite changes no CHECK in place, so the table is written anew, row by row in the order they came. A file that has
 * none yet gets it as any other that is only new.
 */
export const MESSAGES_OVERTAKEN = `
CREATE TABLE IF NOT EXISTS effects (
  key TEXT PRIMARY KEY, about TEXT NOT NULL, status TEXT NOT NULL, created_at TEXT NOT NULL,
  waiting_since TEXT, claimed_until TEXT, settled_at TEXT, effect TEXT NOT NULL
) STRICT;
ALTER TABLE effects RENAME TO effects_of_7;
CREATE TABLE effects (
  key TEXT PRIMARY KEY,
  about TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'sent', 'failed', 'overtaken')),
  created_at TEXT NOT NULL,
  waiting_since TEXT,
  claimed_until TEXT,
  settled_at TEXT,
  effect TEXT NOT NULL
) STRICT;
INSERT INTO effects (rowid, key, about, status, created_at, waiting_since, claimed_until, settled_at, effect)
  SELECT rowid, key, about, status, created_at, waiting_since, claimed_until, settled_at, effect FROM effects_of_7;
DROP TABLE effects_of_7;
`
