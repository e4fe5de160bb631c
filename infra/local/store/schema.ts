/**
 * Tables of the store. `board`, `position` and `attention` are what repairs are looked up by: see `shared/repair/summary.ts`
 * for the first two; `attention` is the instant by which something must have moved, NULL once closed. `waiting_since` is NULL
 * once an effect is settled. The long JSON texts stand last, so that a look-up need not read through them.
 */
export const tables = `
CREATE TABLE IF NOT EXISTS repairs (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  board TEXT NOT NULL,
  position TEXT NOT NULL,
  attention TEXT,
  arm TEXT,
  summary TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS repairs_by_board ON repairs (board, position);
CREATE INDEX IF NOT EXISTS repairs_by_attention ON repairs (attention) WHERE attention IS NOT NULL;

CREATE TABLE IF NOT EXISTS commits (
  repair TEXT NOT NULL,
  version INTEGER NOT NULL,
  events TEXT NOT NULL,
  PRIMARY KEY (repair, version)
) STRICT;

CREATE TABLE IF NOT EXISTS effects (
  key TEXT PRIMARY KEY,
  repair TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'sent', 'failed')),
  created_at TEXT NOT NULL,
  waiting_since TEXT,
  claimed_until TEXT,
  settled_at TEXT,
  effect TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS effects_waiting ON effects (waiting_since) WHERE waiting_since IS NOT NULL;
CREATE INDEX IF NOT EXISTS effects_of_repair ON effects (repair) WHERE waiting_since IS NOT NULL;

CREATE TABLE IF NOT EXISTS calls (call TEXT PRIMARY KEY, repair TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS open_units (serial TEXT PRIMARY KEY, repair TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS links (hash TEXT PRIMARY KEY, link TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counters (day TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS loaners (serial TEXT PRIMARY KEY, repair TEXT, data TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS directory (
  kind TEXT NOT NULL CHECK (kind IN ('supplier', 'person', 'roster', 'customer', 'site', 'contact', 'unit')),
  id TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT;
CREATE INDEX IF NOT EXISTS contacts_by_phone ON directory (data ->> '$.phone') WHERE kind = 'contact';
CREATE INDEX IF NOT EXISTS units_by_site ON directory (data ->> '$.site') WHERE kind = 'unit';
CREATE TABLE IF NOT EXISTS contact_sites (
  site TEXT NOT NULL,
  contact TEXT NOT NULL,
  PRIMARY KEY (site, contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sites_by_contact ON contact_sites (contact);
`
