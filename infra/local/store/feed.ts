import type { DatabaseSync } from 'node:sqlite'
import { sha256 } from '../../../functions/adapters/digest.ts'
import type { Subject } from '../../../shared/kernel/subject.ts'
import type { Change, Changes, Feed } from '../../../shared/ports/feed.ts'
import { migrate } from '../database.ts'
import { jsonOf, type Row } from './rows.ts'
import { tables } from './schema.ts'

/** Whoever is further behind is quicker with the board. */
const MOST_BEHIND = 10_000
const BEGINNING = '0'

/**
 * The commits of the SQLite file, in the order in which they were written: one at a time, so that none turns up before another
 * that was read. A cursor names the place and what stands there: in a file that was put back from a backup something else does.
 */
export class SqliteFeed implements Feed {
  readonly #sql: ReturnType<typeof prepareStatements>

  constructor(db: DatabaseSync) {
    migrate(db, tables)
    this.#sql = prepareStatements(db)
  }

  async read({ after, limit }: Parameters<Feed['read']>[0]): Promise<Changes | 'unknown'> {
    const last = this.#sql.last.get()
    if (after === undefined) return { items: [], cursor: cursorAt(last), more: false }
    const place = this.#placeOf(after)
    if (place === undefined || Number(last?.place ?? 0) - place > MOST_BEHIND) return 'unknown'
    const found = this.#sql.after.all(place, limit + 1)
    const given = found.slice(0, limit)
    const end = given.at(-1)
    return { items: changesIn(given), cursor: end ? cursorAt(end) : after, more: found.length > limit }
  }

  async latest(saves: number): Promise<readonly Subject[]> {
    return [...new Set(this.#sql.latest.all(saves).map(({ subject }) => subject as Subject))]
  }

  #placeOf(cursor: string): number | undefined {
    if (cursor === BEGINNING) return 0
    const place = Number(/^\d{1,15}(?=-)/.exec(cursor)?.[0])
    const there = Number.isNaN(place) ? undefined : this.#sql.at.get(place)
    return there && cursorAt(there) === cursor ? place : undefined
  }
}

const cursorAt = (row: Row | undefined): string =>
  row ? `${row.place}-${sha256(`${row.subject} ${row.events}`).slice(0, 12)}` : BEGINNING

/** Each subject once, where it was saved last. */
const changesIn = (rows: readonly Row[]): readonly Change[] =>
  [...new Map(rows.toReversed().map((row) => [row.subject, changeOf(row)])).values()].toReversed()

const changeOf = (row: Row): Change => ({
  subject: row.subject as Subject,
  version: Number(row.version),
  at: String(row.at),
  summary: jsonOf<object>(row, 'summary') ?? {},
})

/** The statements of the feed, compiled once. */
export const prepareStatements = (db: DatabaseSync) => ({
  last: db.prepare(
    'SELECT rowid AS place, subject, events FROM commits WHERE rowid = (SELECT max(rowid) FROM commits)',
  ),
  at: db.prepare('SELECT rowid AS place, subject, events FROM commits WHERE rowid = ?'),
  latest: db.prepare(
    'SELECT subject FROM commits WHERE rowid > (SELECT max(rowid) FROM commits) - ? ORDER BY rowid DESC',
  ),
  after: db.prepare(`
    SELECT commits.rowid AS place, commits.subject, subjects.version, events, events ->> '$[#-1].at' AS at, summary
    FROM commits JOIN subjects ON name = commits.subject WHERE commits.rowid > ? ORDER BY commits.rowid LIMIT ?`),
})
