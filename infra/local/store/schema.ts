/**
 * Tables of the store. `board`, `position` and `attention` are what subjects are looked up by: see `Entry` of `shared/ports/store.ts`
 * for the first two; `attention` is the instant by which something must have moved, NULL where nobody waits any more. `waiting_since` is NULL
 * once an effect is settled. `late_ms` is the length of a breach that has ended, else 0; `record_terms` says which records have a
 * word (see `shared/knowledge/terms.ts`). The long JSON texts stand last, so that a look-up need not read through them.
 */
export const tables = `
CREATE TABLE IF NOT EXISTS subjects (
  name TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  board TEXT NOT NULL,
  position TEXT NOT NULL,
  attention TEXT,
  arm TEXT,
  summary TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS subjects_by_board ON subjects (board, position);
CREATE INDEX IF NOT EXISTS subjects_by_attention ON subjects (attention) WHERE attention IS NOT NULL;

CREATE TABLE IF NOT EXISTS revivals (subject TEXT PRIMARY KEY, revival TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS commits (
  subject TEXT NOT NULL,
  version INTEGER NOT NULL,
  events TEXT NOT NULL,
  PRIMARY KEY (subject, version)
) STRICT;

CREATE TABLE IF NOT EXISTS plans (digest TEXT PRIMARY KEY, plan TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS effects (
  key TEXT PRIMARY KEY,
  about TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'sent', 'failed', 'overtaken')),
  created_at TEXT NOT NULL,
  waiting_since TEXT,
  claimed_until TEXT,
  settled_at TEXT,
  effect TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS effects_waiting ON effects (waiting_since) WHERE waiting_since IS NOT NULL;
CREATE INDEX IF NOT EXISTS effects_about ON effects (about) WHERE waiting_since IS NOT NULL;

CREATE TABLE IF NOT EXISTS inboxes (person TEXT PRIMARY KEY, version INTEGER NOT NULL, inbox TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS holds (hold TEXT PRIMARY KEY, subject TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS links (hash TEXT PRIMARY KEY, link TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS links_about ON links (link ->> '$.about', link ->> '$.expiresAt');
CREATE INDEX IF NOT EXISTS links_of_holder ON links (link ->> '$.holder', link ->> '$.expiresAt');
CREATE TABLE IF NOT EXISTS revocations (
  holder TEXT NOT NULL,
  link TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (holder, link)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counters (day TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS loaners (serial TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS obligations (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  clause TEXT NOT NULL,
  customer TEXT,
  engineer TEXT,
  month TEXT NOT NULL,
  due_at TEXT NOT NULL,
  state TEXT NOT NULL,
  late_ms INTEGER NOT NULL,
  line TEXT NOT NULL
) STRICT;
DROP INDEX IF EXISTS obligations_open;
CREATE INDEX IF NOT EXISTS obligations_unended ON obligations (due_at, id) WHERE line ->> '$.endedAt' IS NULL;
CREATE INDEX IF NOT EXISTS obligations_of_subject ON obligations (subject, due_at, id);
CREATE INDEX IF NOT EXISTS obligations_of_customer ON obligations (customer, due_at, id) WHERE customer IS NOT NULL;
CREATE INDEX IF NOT EXISTS obligations_of_nobody ON obligations (due_at, id) WHERE customer IS NULL;
CREATE INDEX IF NOT EXISTS obligations_by_clause ON obligations (clause, month, state, late_ms);
CREATE INDEX IF NOT EXISTS obligations_by_customer ON obligations (customer, month, state, late_ms) WHERE customer IS NOT NULL;
CREATE INDEX IF NOT EXISTS obligations_by_engineer ON obligations (engineer, month, state, late_ms) WHERE engineer IS NOT NULL;

CREATE TABLE IF NOT EXISTS service_records (
  repair TEXT PRIMARY KEY,
  unit TEXT,
  position TEXT NOT NULL UNIQUE,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS service_records_of_unit ON service_records (unit, position) WHERE unit IS NOT NULL;

CREATE TABLE IF NOT EXISTS record_terms (
  term TEXT NOT NULL,
  position TEXT NOT NULL,
  model TEXT NOT NULL,
  PRIMARY KEY (term, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS contract_facts (
  contract TEXT NOT NULL,
  seq INTEGER NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (contract, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS audit (
  month TEXT NOT NULL,
  position TEXT NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (month, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS audit_once (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS rounds (name TEXT PRIMARY KEY, stand TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS shelf (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  until TEXT,
  thing TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS mutes (
  until TEXT NOT NULL,
  id TEXT NOT NULL,
  mute TEXT NOT NULL,
  PRIMARY KEY (until, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS tallies (
  hour TEXT NOT NULL,
  key TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (hour, key)
) STRICT, WITHOUT ROWID;

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
CREATE TABLE IF NOT EXISTS contracts (id TEXT PRIMARY KEY, customer TEXT NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS contracts_by_customer ON contracts (customer);
CREATE TABLE IF NOT EXISTS prices (
  list TEXT NOT NULL,
  code TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (list, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS directory_changes (
  seq INTEGER PRIMARY KEY,
  list TEXT NOT NULL,
  entry TEXT NOT NULL,
  change TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS directory_changes_of_entry ON directory_changes (list, entry, seq);
`
