import type { DatabaseSync } from 'node:sqlite'
import { withoutPlans, withPlan } from '../../../functions/adapters/plans-apart.ts'
import { defined } from '../../../shared/kernel/fields.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import { idOf, kindOf, type Subject, shortNameOf } from '../../../shared/kernel/subject.ts'
import type { Receipt } from '../../../shared/ports/messaging.ts'
import type { Plans } from '../../../shared/ports/plans.ts'
import {
  type Armed,
  type Commit,
  type Overdue,
  type Page,
  type Revival,
  type SaveResult,
  type Sent,
  type Settled,
  type SubjectStore,
  WAITING_KINDS,
} from '../../../shared/ports/store.ts'
import { type Effect, readEffect } from '../../../shared/subject/effect.ts'
import type { Take } from '../../../shared/subject/story.ts'
import { createFlush, migrate, transaction } from '../database.ts'
import { SqliteLedger } from './ledger.ts'
import { sqlitePlans } from './plans.ts'
import { SqliteServiceRecords } from './records.ts'
import { allJson, jsonOf, type Row, textOf } from './rows.ts'
import { tables } from './schema.ts'
import { prepareStatements } from './statements.ts'

/**
 * Subjects in a SQLite file, nothing kept in memory. Every method is done when it returns, and the promises only fit the port;
 * but for `save`, which waits until the decision is on the disk, and plans, each of which is read once.
 */
export class SqliteSubjectStore implements SubjectStore {
  readonly #db: DatabaseSync
  readonly #sql: ReturnType<typeof prepareStatements>
  readonly #ledger: SqliteLedger
  readonly #records: SqliteServiceRecords
  readonly #plans: Plans
  readonly #flush: () => Promise<void>
  readonly #listeners: ((effects: readonly Effect[]) => void)[] = []
  readonly #saved: (() => void)[] = []

  constructor(db: DatabaseSync) {
    migrate(db, tables)
    this.#db = db
    this.#sql = prepareStatements(db)
    this.#ledger = new SqliteLedger(db)
    this.#records = new SqliteServiceRecords(db)
    this.#plans = sqlitePlans(db)
    this.#flush = createFlush(db)
  }

  /** Calls `listener` with the effects of each save, once they are saved: the part that the table's stream plays on AWS. It must not throw. */
  onEffects(listener: (effects: readonly Effect[]) => void): void {
    this.#listeners.push(listener)
  }

  /** Calls `listener` after each save, whatever it was. It must not throw. */
  onSaved(listener: () => void): void {
    this.#saved.push(listener)
  }

  /** Resolves when all that was saved before is on the disk. */
  flushed(): Promise<void> {
    return this.#flush()
  }

  async load(subject: Subject): Promise<object | undefined> {
    const state = jsonOf<object>(this.#sql.load.get(subject), 'state')
    return state && withPlan(this.#plans, state)
  }

  async history(subject: Subject, after = 0): Promise<readonly object[]> {
    const events = allJson<object[]>(this.#sql.history.all(subject, after), 'events').flat()
    return Promise.all(events.map((event) => withPlan(this.#plans, event)))
  }

  async save(decided: Commit): Promise<SaveResult> {
    const commit = await withoutPlans(this.#plans, decided)
    const result = transaction(this.#db, () => this.#refusal(commit) ?? this.#write(commit))
    await this.#flush()
    if (result.outcome !== 'saved') return result
    if (commit.effects.length > 0) for (const listener of this.#listeners) listener(commit.effects)
    for (const listener of this.#saved) listener()
    return result
  }

  /** Why the commit cannot be saved: what says most first. */
  #refusal({ subject, expectedVersion, take }: Commit): SaveResult | undefined {
    const refused = take.map((one) => this.#refusalOf(subject, one)).filter((one) => one !== undefined)
    const answer = refused.find(({ outcome }) => outcome === 'taken')
    if (answer) return answer
    if (Number(this.#sql.version.get(subject)?.version ?? 0) !== expectedVersion) return { outcome: 'conflict' }
    return refused[0]
  }

  #refusalOf(subject: Subject, { hold, once, after, again }: Take): SaveResult | undefined {
    if (kindOf(hold as Subject) === 'loaner' && !this.#sql.knownLoaner.get(idOf(hold as Subject)))
      return { outcome: 'conflict' }
    const by = textOf(this.#sql.holderOf.get(hold), 'subject') as Subject | undefined
    const isOwn = by === subject && !once
    if (by === after || isOwn) return undefined
    return by === undefined || again ? { outcome: 'conflict' } : { outcome: 'taken', hold, by }
  }

  #write(commit: Commit): SaveResult {
    const { subject, entry, at } = commit
    const sql = this.#sql
    const version = commit.expectedVersion + 1
    sql.saveSubject.run({
      subject,
      version,
      board: entry.board,
      position: entry.position,
      attention: commit.isAttended ? at : null,
      summary: JSON.stringify(entry.summary),
      state: JSON.stringify(commit.state),
    })
    sql.saveCommit.run(subject, version, JSON.stringify(commit.events))
    for (const effect of commit.effects) {
      sql.saveEffect.run(effect.key, subject, effect.createdAt, effect.createdAt, JSON.stringify(effect))
    }
    // Letting go of what another holds, or nobody, changes nothing.
    for (const hold of commit.release) sql.release.run(hold, subject)
    for (const { hold } of commit.take) sql.take.run(hold, subject)
    this.#ledger.write(commit.lines.put, commit.lines.remove)
    if (commit.record) this.#records.write(commit.record)
    return { outcome: 'saved' }
  }

  async nextNumber(day: string): Promise<number> {
    return Number(this.#sql.nextNumber.get(day)?.last)
  }

  async holderOf(hold: string): Promise<Subject | undefined> {
    return textOf(this.#sql.holderOf.get(hold), 'subject') as Subject | undefined
  }

  async held(kind: string): Promise<ReadonlyMap<string, Subject>> {
    const rows = this.#sql.held.all(kind, kind)
    return new Map(rows.map(({ hold, subject }) => [String(hold).slice(kind.length + 1), subject as Subject]))
  }

  async list({ board, order, limit, cursor }: Parameters<SubjectStore['list']>[0]): Promise<Page<object>> {
    const isUp = order === 'ascending'
    const rows = this.#sql[isUp ? 'listUp' : 'listDown'].all(board, cursor || (isUp ? FIRST : LAST), limit + 1)
    const shown = rows.slice(0, limit)
    const last = textOf(shown.at(-1), 'position')
    const items = allJson<object>(shown, 'summary')
    return rows.length > limit && last !== undefined ? { items, cursor: last } : { items }
  }

  /** One for which nobody waits any more waits for nothing, and answers `moved`. */
  async arm(subject: Subject, armed: Armed): Promise<'armed' | 'moved'> {
    const { until, at = until, version, generation } = armed
    return transaction(this.#db, () => {
      const { changes } = this.#sql.arm.run({ arm: JSON.stringify(armed), subject, at, until, version, generation })
      if (changes === 1) this.#sql.forgetRevival.run(subject)
      return changes === 1 ? 'armed' : 'moved'
    })
  }

  async armed(subject: Subject): Promise<Armed | undefined> {
    return jsonOf<Armed>(this.#sql.armed.get(subject), 'arm')
  }

  async overdueForAttention(before: Instant, limit: number): Promise<readonly Overdue[]> {
    const { overdue, triedInVain } = this.#sql
    return [...overdue.all(before, limit), ...triedInVain.all(before, limit)].map((row) => {
      const armed = jsonOf<Armed>(row, 'arm')
      const revival = jsonOf<Revival>(row, 'revival')
      return { subject: row.name as Subject, ...defined({ armed, revival }) }
    })
  }

  async noteRevival(subject: Subject, revival: Revival, before: Instant): Promise<void> {
    transaction(this.#db, () => {
      const { changes } = this.#sql.lookAway.run(revival.next, subject, before)
      if (changes === 1) this.#sql.noteRevival.run(subject, JSON.stringify(revival))
    })
  }

  async pendingEffects(query: Parameters<SubjectStore['pendingEffects']>[0]): Promise<readonly Effect[]> {
    if (!('before' in query)) return effectsIn(this.#sql.pendingAbout.all(query.about))
    const kinds = query.kind ? [query.kind] : WAITING_KINDS
    return effectsIn(kinds.flatMap((kind) => this.#sql[kind].all(query.before, query.limit)))
  }

  async claimEffect(effect: Effect, now: Instant, until: Instant): Promise<boolean> {
    return this.#sql.claimEffect.run(until, until, effect.key, now).changes === 1
  }

  /** What is settled stays so: a result that comes late, after a claim has lapsed, changes nothing. */
  async settleEffect(effect: Effect, result: Settled | 'retry', at: Instant, sentTo?: string): Promise<void> {
    if (result === 'retry') this.#sql.returnEffect.run(at, effect.key)
    else this.#sql.settleEffect.run(result, at, sentTo ?? null, effect.key)
  }

  async noteReceipt({ key }: Pick<Effect, 'key'>, receipt: Receipt): Promise<Effect | undefined> {
    this.#sql.noteReceipt.run(JSON.stringify(receipt), key)
    const kept = jsonOf<Effect>(this.#sql.effect.get(key), 'effect')
    return kept && readEffect(kept)
  }

  async sentAbout(subject: Subject): Promise<readonly Sent[]> {
    return this.#sql.sentAbout.all(shortNameOf(subject)).map((row) => {
      const [to, receipt] = [textOf(row, 'sent_to'), jsonOf<Receipt>(row, 'receipt')]
      return { key: String(row.key), at: String(row.settled_at), ...defined({ to, receipt }) }
    })
  }

  /** At the start of the one process that owns the file, whoever held a claim is dead. */
  lapseClaims(): void {
    this.#sql.returnAllEffects.run()
  }
}

const effectsIn = (rows: readonly Row[]): readonly Effect[] => allJson<Effect>(rows, 'effect').map(readEffect)

// Bounds that every position lies between.
const FIRST = ''
const LAST = '~'
