import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { SUPPLIER } from '../../../shared/directory/change.ts'
import type { Directory } from '../../../shared/directory/directory.ts'
import { LIST_NAMES } from '../../../shared/directory/lists.ts'
import { SettingError } from '../../../shared/kernel/errors.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import { migrate, transaction } from '../../local/database.ts'
import { SqliteDirectory } from '../../local/store/directory.ts'
import { SqliteLedger } from '../../local/store/ledger.ts'
import { SqliteServiceRecords } from '../../local/store/records.ts'
import { tables } from '../../local/store/schema.ts'
import type { Taker, Thing, ThingOf } from './things.ts'

/** What the fields of a thing are in its row, as JSON; one that is NULL is none. */
const READ: Readonly<Record<Exclude<Thing['of'], 'directory'>, readonly [fields: string, from: string]>> = {
  plans: ["'digest', digest, 'plan', json(plan)", 'plans'],
  changes: ["'change', json(change)", 'directory_changes ORDER BY seq'],
  states: ["'subject', name, 'version', version, 'state', json(state)", 'subjects'],
  commits: ["'subject', subject, 'version', version, 'events', json(events)", 'commits ORDER BY rowid'],
  holds: ["'hold', hold, 'subject', subject", 'holds'],
  links: ["'link', json(link)", 'links'],
  revocations: [
    `'holder', json_object('of', substr(holder, 1, instr(holder, '/') - 1), 'id', substr(holder, instr(holder, '/') + 1)),
    'link', nullif(link, ''), 'at', at`,
    'revocations',
  ],
  numbers: ["'day', day, 'last', last", 'counters'],
  lines: ["'line', json(line)", 'obligations'],
  records: ["'record', json(record)", 'service_records'],
  facts: ["'contract', contract, 'seq', seq, 'event', json(event)", 'contract_facts ORDER BY contract, seq'],
  audit: ["'entry', json(entry)", 'audit'],
  shelf: ["'kind', kind, 'thing', json(thing)", 'shelf'],
  mutes: ["'mute', json(mute)", 'mutes'],
  inboxes: ["'person', person, 'inbox', json(inbox)", 'inboxes'],
  messages: [
    `
    'status', status, 'waitingSince', iif(claimed_until IS NULL, waiting_since, created_at), 'settledAt', settled_at,
    'sentTo', effect ->> 'sentTo', 'receipt', json(effect -> 'receipt'),
    'effect', json_remove(effect, '$.sentTo', '$.receipt')`,
    'effects ORDER BY rowid',
  ],
  subjects: [
    `
    'subject', name, 'version', version, 'board', board, 'position', position,
    'isAttended', json(iif(attention IS NULL, 'false', 'true')), 'summary', json(summary)`,
    'subjects',
  ],
}

/** The row that a thing, `t`, becomes. A subject and its state come one by one, in any order. */
const WRITE = {
  plans: "plans (digest, plan) SELECT t ->> 'digest', t -> 'plan'",
  changes: `directory_changes (seq, list, entry, change)
    SELECT t ->> '$.change.seq', t ->> '$.change.list', t ->> '$.change.entry', t -> 'change'`,
  states: `subjects (name, version, board, position, summary, state)
    SELECT t ->> 'subject', t ->> 'version', '', '', '{}', t -> 'state' FROM it WHERE true
    ON CONFLICT (name) DO UPDATE SET state = excluded.state`,
  commits: "commits (subject, version, events) SELECT t ->> 'subject', t ->> 'version', t -> 'events'",
  holds: "holds (hold, subject) SELECT t ->> 'hold', t ->> 'subject'",
  links: "links (hash, link) SELECT t ->> '$.link.hash', t -> 'link'",
  revocations:
    "revocations (holder, link, at) SELECT concat(t ->> '$.holder.of', '/', t ->> '$.holder.id'), coalesce(t ->> 'link', ''), t ->> 'at'",
  numbers: "counters (day, last) SELECT t ->> 'day', t ->> 'last'",
  facts: "contract_facts (contract, seq, event) SELECT t ->> 'contract', t ->> 'seq', t -> 'event'",
  audit: `audit (month, position, entry)
    SELECT substr(t ->> '$.entry.at', 1, 7), concat(t ->> '$.entry.at', '_', t ->> '$.entry.id'), t -> 'entry'`,
  shelf: "shelf (kind, id, until, thing) SELECT t ->> 'kind', t ->> '$.thing.id', t ->> '$.thing.until', t -> 'thing'",
  mutes: "mutes (until, id, mute) SELECT t ->> '$.mute.until', t ->> '$.mute.id', t -> 'mute'",
  inboxes: "inboxes (person, version, inbox) SELECT t ->> 'person', t ->> '$.inbox.version', t -> 'inbox'",
  messages: `effects (key, about, status, created_at, waiting_since, settled_at, effect)
    SELECT t ->> '$.effect.key', t ->> '$.effect.about', t ->> 'status', t ->> '$.effect.createdAt', t ->> 'waitingSince',
      t ->> 'settledAt', json_patch(t -> 'effect', json_object('sentTo', t ->> 'sentTo', 'receipt', json(t -> 'receipt')))`,
  subjects: `subjects (name, version, board, position, attention, summary, state)
    SELECT t ->> 'subject', t ->> 'version', t ->> 'board', t ->> 'position', iif(t ->> 'isAttended', :now, NULL),
      t -> 'summary', 'null' FROM it WHERE true
    ON CONFLICT (name) DO UPDATE SET board = excluded.board, position = excluded.position,
      attention = excluded.attention, summary = excluded.summary`,
} as const satisfies Partial<Record<Thing['of'], string>>
type Written = keyof typeof WRITE

/** All that the file keeps: master data whole, the rest row by row. */
export async function* thingsIn(db: DatabaseSync): AsyncGenerator<Thing> {
  migrate(db, tables)
  refuseOwed(db)
  const directory = await new SqliteDirectory(db).all()
  for (const list of [...LIST_NAMES, SUPPLIER] as const)
    for (const entry of [directory[list]].flat()) yield { of: 'directory', list, entry } as Thing
  for (const [of, [fields, from]] of Object.entries(READ))
    for (const { thing } of db.prepare(`SELECT json_object('of', '${of}', ${fields}) AS thing FROM ${from}`).iterate())
      yield withoutNull(JSON.parse(String(thing)))
}

const withoutNull = (thing: object): Thing =>
  Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== null)) as unknown as Thing

/** What an upgrade left to do is done at the next start, and nowhere else. */
function refuseOwed(db: DatabaseSync): void {
  migrate(db, 'CREATE TABLE IF NOT EXISTS owed (what TEXT PRIMARY KEY) STRICT')
  if (!db.prepare('SELECT 1 FROM owed').get()) return
  throw new SettingError({
    zh: '升级留下的事还没做完：用现在的版本启动一次，停掉，再导出',
    en: 'an upgrade has left something to do: start it once with this version, stop it, then export',
  })
}

/** Puts things into a file that nothing has been put into yet. `now`: since when what is attended to waits. */
export function sqliteTaker(db: DatabaseSync, now: Instant): Taker {
  migrate(db, tables)
  const insert = statements(db)
  const [directory, ledger, records] = [new SqliteDirectory(db), new SqliteLedger(db), new SqliteServiceRecords(db)]
  const put = (thing: Thing): void => {
    if (thing.of === 'directory') directory.mergeNow(partOf(thing))
    else if (thing.of === 'lines') ledger.write([thing.line])
    else if (thing.of === 'records') records.write(thing.record)
    else insert[thing.of].run({ t: JSON.stringify(thing), now })
  }
  return {
    async put(things) {
      transaction(db, () => {
        for (const thing of things) put(thing)
      })
    },
    async end() {
      transaction(db, () => db.exec(IN_ORDER_OF_SAVING))
    },
  }
}

const partOf = ({ list, entry }: ThingOf<'directory'>): Partial<Directory> =>
  ({ [list]: list === SUPPLIER ? entry : [entry] }) as Partial<Directory>

const statements = (db: DatabaseSync) =>
  Object.fromEntries(Object.entries(WRITE).map(([of, into]) => [of, prepared(db, into)])) as Record<
    Written,
    StatementSync
  >

function prepared(db: DatabaseSync, into: string): StatementSync {
  const row = into.includes(' FROM it ') ? into : `${into} FROM it`
  const statement = db.prepare(`WITH it (t) AS (SELECT :t) INSERT INTO ${row}`)
  // Only what is attended to asks for the time.
  statement.setAllowUnknownNamedParameters(true)
  return statement
}

/** The table gives them as its partitions lie; here the order of rows is that of the saves. */
const IN_ORDER_OF_SAVING = `
CREATE TEMP TABLE ordered AS SELECT * FROM commits ORDER BY events ->> '$[#-1].at', rowid;
DELETE FROM commits;
INSERT INTO commits SELECT * FROM ordered ORDER BY rowid;
DROP TABLE ordered;
`
