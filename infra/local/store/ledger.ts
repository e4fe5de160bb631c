import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { Ledger, LinesQuery, RatedBy, TallyBy, TallyScope } from '../../../shared/ports/ledger.ts'
import type { Page } from '../../../shared/ports/store.ts'
import { type Counted, lateMs, positionOf, subjectOfLine, sumOf } from '../../../shared/promise/lines.ts'
import type { Month, Obligation, Tally } from '../../../shared/promise/obligation.ts'
import { migrate, transaction } from '../database.ts'
import { allJson } from './rows.ts'
import { tables } from './schema.ts'

/** The promise ledger in the SQLite file: every question is answered from one index. */
export class SqliteLedger implements Ledger {
  readonly #db: DatabaseSync
  readonly #sql: ReturnType<typeof prepareStatements>
  readonly #tallies: ReturnType<typeof prepareTallies>
  readonly #lines: ReturnType<typeof prepareLines>

  constructor(db: DatabaseSync) {
    migrate(db, tables)
    this.#db = db
    this.#sql = prepareStatements(db)
    this.#tallies = prepareTallies(db)
    this.#lines = prepareLines(db)
  }

  async due(query: { from: Instant; to: Instant; limit: number; cursor?: string }): Promise<Page<Obligation>> {
    const { limit } = query
    return pageOf(allJson<Obligation>(this.#sql.due.all({ ...boundsOf(query), rows: limit + 1 }), 'line'), limit)
  }

  async tally({ by, id, month }: { by: TallyBy; id: string; month: Month }): Promise<Tally> {
    return sumOf(this.#sql[by].all(id, month).map(countedOf))
  }

  async lines({ by, id, month, state, limit, cursor }: LinesQuery): Promise<Page<Obligation>> {
    const page = { id, month, ...(cursor ? placeOf(cursor) : LAST), rows: limit + 1 }
    const { all, ofState } = this.#lines[by]
    const rows = state === undefined ? all.all(page) : ofState.all({ ...page, state })
    return pageOf(allJson<Obligation>(rows, 'line'), limit)
  }

  async tallies({ by, customer, from, to, months, clause }: TallyScope & { by: RatedBy }) {
    const bounds = { from, to, first: months?.first ?? '', last: months?.last ?? '~', clause: clause ?? null }
    const { ofCustomer, ofNobody } = this.#tallies[by]
    const rows = customer === undefined ? ofNobody.all(bounds) : ofCustomer.all({ ...bounds, customer })
    return [...Map.groupBy(rows, ({ id }) => id)].map(([id, counted]) => ({
      ...(id !== null && { id: String(id) }),
      tally: sumOf(counted.map(countedOf)),
    }))
  }

  async ofCustomer(query: {
    customer?: string
    from: Instant
    to: Instant
    limit: number
    cursor?: string
  }): Promise<Page<Obligation>> {
    const { customer, limit } = query
    const bounds = { ...boundsOf(query), rows: limit + 1 }
    const { ofCustomer, ofNobody } = this.#sql
    const rows = customer === undefined ? ofNobody.all(bounds) : ofCustomer.all({ ...bounds, customer })
    return pageOf(allJson<Obligation>(rows, 'line'), limit)
  }

  async ofSubject(subject: string): Promise<readonly Obligation[]> {
    return allJson<Obligation>(this.#sql.ofSubject.all(subject), 'line')
  }

  async put(obligations: readonly Obligation[]): Promise<void> {
    this.write(obligations)
  }

  async remove(obligations: readonly Obligation[]): Promise<void> {
    this.write([], obligations)
  }

  /** Writes and takes out lines, in the transaction under way if there is one. */
  write(put: readonly Obligation[], remove: readonly Obligation[] = []): void {
    transaction(this.#db, () => {
      for (const { id } of remove) this.#sql.remove.run(id)
      for (const line of put) this.#sql.put.run(rowOf(line))
    })
  }
}

const countedOf = ({ state, count, worst }: Record<string, unknown>): Counted => ({
  state: state as Obligation['state'],
  count: Number(count),
  worstLateMs: Number(worst),
})

const rowOf = (line: Obligation) => ({
  id: line.id,
  subject: subjectOfLine(line),
  clause: line.clause,
  customer: line.customer ?? null,
  engineer: line.engineer ?? null,
  month: line.month,
  due_at: line.dueAt,
  state: line.state,
  late_ms: lateMs(line),
  line: JSON.stringify(line),
})

/** The page begins behind the cursor. */
const boundsOf = ({ from, to, cursor }: { from: Instant; to: Instant; cursor?: string }) => {
  const { due, after } = placeOf(cursor || from)
  return due < from ? { from, after: '', to } : { from: due, after, to }
}

/** A cursor names a line by due instant and id (`positionOf`). */
const placeOf = (cursor: string) => {
  const end = cursor.indexOf('_')
  return end < 0 ? { due: cursor, after: '' } : { due: cursor.slice(0, end), after: cursor.slice(end + 1) }
}
/** After every instant. */
const LAST = { due: '~', after: '' }

const pageOf = (rows: readonly Obligation[], limit: number): Page<Obligation> => {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return rows.length > limit && last ? { items, cursor: positionOf(last) } : { items }
}

const tally = (column: TallyBy): string => `
  SELECT state, count(*) AS count, max(late_ms) AS worst FROM obligations
  WHERE ${column} = ? AND month = ? GROUP BY state`

const lines = (column: TallyBy, db: DatabaseSync) => {
  const those = (which: string) =>
    db.prepare(`
      SELECT line FROM obligations INDEXED BY obligations_by_${column}
      WHERE ${column} = :id AND month = :month ${which} AND (due_at, id) < (:due, :after)
      ORDER BY due_at DESC, id DESC LIMIT :rows`)
  return { all: those(''), ofState: those('AND state = :state') }
}

/** Those of what a tally counts: the lines of one month are looked at, and put in order. */
export const prepareLines = (db: DatabaseSync) => ({
  clause: lines('clause', db),
  customer: lines('customer', db),
  engineer: lines('engineer', db),
})

/** Found by their due instants: what else narrows them is no index's to find. */
const tallies = (column: string, db: DatabaseSync) => {
  const of = (whose: string) =>
    db.prepare(`
      SELECT ${column} AS id, state, count(*) AS count, max(late_ms) AS worst FROM obligations
      WHERE ${whose} AND due_at >= :from AND due_at < :to
        AND +month BETWEEN :first AND :last AND +clause = coalesce(:clause, clause)
      GROUP BY 1, 2`)
  return { ofCustomer: of('customer = :customer'), ofNobody: of('customer IS NULL') }
}

/** Those of tallies of all: over a customer's lines of the window, whatever they are counted by. */
export const prepareTallies = (db: DatabaseSync) => ({
  clause: tallies('clause', db),
  customer: tallies('customer', db),
  engineer: tallies('engineer', db),
  site: tallies("line ->> '$.site'", db),
  month: tallies('month', db),
})

/** The statements of the ledger, compiled once. */
export const prepareStatements = (db: DatabaseSync) => ({
  due: db.prepare(`
    SELECT line FROM obligations WHERE line ->> '$.endedAt' IS NULL AND (due_at, id) > (:from, :after) AND due_at < :to
    ORDER BY due_at, id LIMIT :rows`),
  clause: db.prepare(tally('clause')),
  customer: db.prepare(tally('customer')),
  engineer: db.prepare(tally('engineer')),
  ofCustomer: db.prepare(`
    SELECT line FROM obligations WHERE customer = :customer AND (due_at, id) > (:from, :after) AND due_at < :to
    ORDER BY due_at, id LIMIT :rows`),
  ofNobody: db.prepare(`
    SELECT line FROM obligations WHERE customer IS NULL AND (due_at, id) > (:from, :after) AND due_at < :to
    ORDER BY due_at, id LIMIT :rows`),
  ofSubject: db.prepare('SELECT line FROM obligations WHERE subject = ? ORDER BY due_at, id'),
  put: db.prepare(`
    INSERT INTO obligations (id, subject, clause, customer, engineer, month, due_at, state, late_ms, line)
    VALUES (:id, :subject, :clause, :customer, :engineer, :month, :due_at, :state, :late_ms, :line)
    ON CONFLICT (id) DO UPDATE SET
      subject = excluded.subject, clause = excluded.clause, customer = excluded.customer, engineer = excluded.engineer,
      month = excluded.month, due_at = excluded.due_at, state = excluded.state, late_ms = excluded.late_ms,
      line = excluded.line`),
  remove: db.prepare('DELETE FROM obligations WHERE id = ?'),
})
