import type { DatabaseSync } from 'node:sqlite'
import type { LoanerUnit } from '../../../shared/directory/directory.ts'
import { normaliseSerial } from '../../../shared/directory/serial.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import {
  type Armed,
  type Commit,
  type Overdue,
  type Page,
  type RepairStore,
  type Revival,
  type SaveResult,
  WAITING_KINDS,
} from '../../../shared/ports/store.ts'
import type { RecordedEvent } from '../../../shared/repair/events.ts'
import { isAttended } from '../../../shared/repair/loose-ends.ts'
import type { Repair } from '../../../shared/repair/state/repair.ts'
import { readState, stateText } from '../../../shared/repair/state-text.ts'
import { boardOf, positionOf, type RepairSummary, summaryOf } from '../../../shared/repair/summary.ts'
import type { Effect } from '../../../shared/subject/effect.ts'
import { createFlush, migrate, transaction } from '../database.ts'
import { SqliteLedger } from './ledger.ts'
import { SqliteServiceRecords } from './records.ts'
import { allJson, jsonOf, textOf } from './rows.ts'
import { tables } from './schema.ts'
import { prepareStatements } from './statements.ts'

/**
 * Repairs in a SQLite file, nothing kept in memory. Every method is done when it returns, and the promises only fit the port;
 * but for `save`, which waits until the decision is on the disk.
 */
export class SqliteRepairStore implements RepairStore {
  readonly #db: DatabaseSync
  readonly #sql: ReturnType<typeof prepareStatements>
  readonly #ledger: SqliteLedger
  readonly #records: SqliteServiceRecords
  readonly #flush: () => Promise<void>
  readonly #listeners: ((effects: readonly Effect[]) => void)[] = []

  constructor(db: DatabaseSync) {
    migrate(db, tables)
    this.#db = db
    this.#sql = prepareStatements(db)
    this.#ledger = new SqliteLedger(db)
    this.#records = new SqliteServiceRecords(db)
    this.#flush = createFlush(db)
  }

  /** Calls `listener` with the effects of each save, once they are saved: the part that the table's stream plays on AWS. It must not throw. */
  onEffects(listener: (effects: readonly Effect[]) => void): void {
    this.#listeners.push(listener)
  }

  /** Resolves when all that was saved before is on the disk. */
  flushed(): Promise<void> {
    return this.#flush()
  }

  async load(repairId: string): Promise<Repair | undefined> {
    const row = this.#sql.load.get(repairId)
    return row && readState(String(row.state))
  }

  async history(repairId: string): Promise<readonly RecordedEvent[]> {
    return allJson<RecordedEvent[]>(this.#sql.history.all(repairId), 'events').flat()
  }

  async save(commit: Commit): Promise<SaveResult> {
    const result = transaction(this.#db, () => this.#refusal(commit) ?? this.#write(commit))
    await this.#flush()
    if (result.outcome === 'saved' && commit.effects.length > 0) {
      for (const listener of this.#listeners) listener(commit.effects)
    }
    return result
  }

  /** Why the commit cannot be saved. A call that was answered before says most, then a unit that is taken. */
  #refusal({
    repair,
    expectedVersion,
    claimCalls,
    claimUnit,
    claimNumber,
    claimLoaner,
  }: Commit): SaveResult | undefined {
    for (const call of claimCalls) {
      const repairId = textOf(this.#sql.repairOfCall.get(call), 'repair')
      if (repairId !== undefined) return { outcome: 'duplicateCall', repairId }
    }
    if (claimUnit !== undefined) {
      const repairId = textOf(this.#sql.openRepairOfUnit.get(normaliseSerial(claimUnit)), 'repair')
      if (repairId !== undefined && repairId !== repair.id) return { outcome: 'unitTaken', repairId }
    }
    if (Number(this.#sql.version.get(repair.id)?.version ?? 0) !== expectedVersion) return { outcome: 'conflict' }
    if (claimNumber !== undefined) {
      const latest = textOf(this.#sql.latestRepairOfNumber.get(claimNumber.number), 'repair')
      if (latest !== claimNumber.after && latest !== repair.id) return { outcome: 'conflict' }
    }
    if (claimLoaner !== undefined) {
      const loaner = this.#sql.loaner.get(normaliseSerial(claimLoaner))
      if (!loaner || (loaner.repair !== null && loaner.repair !== repair.id)) return { outcome: 'conflict' }
    }
    return undefined
  }

  #write(commit: Commit): SaveResult {
    const { repair } = commit
    const sql = this.#sql
    sql.saveRepair.run({
      id: repair.id,
      version: repair.version,
      board: boardOf(repair),
      position: positionOf(repair),
      attention: isAttended(repair) ? repair.updatedAt : null,
      summary: JSON.stringify(summaryOf(repair)),
      state: stateText(repair),
    })
    sql.saveCommit.run(repair.id, repair.version, JSON.stringify(commit.events))
    for (const effect of commit.effects) {
      sql.saveEffect.run(effect.key, repair.id, effect.createdAt, effect.createdAt, JSON.stringify(effect))
    }
    for (const call of new Set(commit.claimCalls)) sql.claimCall.run(call, repair.id)
    this.#takeAndLeave(commit)
    this.#ledger.write(commit.obligations, commit.retracted)
    if (commit.record) this.#records.write(commit.record)
    return { outcome: 'saved' }
  }

  #takeAndLeave({ repair, claimUnit, releaseUnit, claimNumber, claimLoaner, releaseLoaner }: Commit): void {
    // Letting go of what another repair holds, or nobody, changes nothing.
    if (releaseUnit !== undefined) this.#sql.releaseUnit.run(normaliseSerial(releaseUnit), repair.id)
    if (releaseLoaner !== undefined) this.#sql.releaseLoaner.run(normaliseSerial(releaseLoaner), repair.id)
    if (claimUnit !== undefined) this.#sql.claimUnit.run(normaliseSerial(claimUnit), repair.id)
    if (claimNumber !== undefined) this.#sql.claimNumber.run(claimNumber.number, repair.id)
    if (claimLoaner !== undefined) this.#sql.claimLoaner.run(repair.id, normaliseSerial(claimLoaner))
  }

  async nextNumber(day: string): Promise<number> {
    return Number(this.#sql.nextNumber.get(day)?.last)
  }

  async repairOfCall(callId: string): Promise<string | undefined> {
    return textOf(this.#sql.repairOfCall.get(callId), 'repair')
  }

  async openRepairOfUnit(serial: string): Promise<string | undefined> {
    return textOf(this.#sql.openRepairOfUnit.get(normaliseSerial(serial)), 'repair')
  }

  async latestRepairOfNumber(number: string): Promise<string | undefined> {
    return textOf(this.#sql.latestRepairOfNumber.get(number), 'repair')
  }

  async list(query: Parameters<RepairStore['list']>[0]): Promise<Page<RepairSummary>> {
    const { limit, cursor } = query
    const rows =
      query.status === 'open'
        ? this.#sql.listOpen.all(cursor || FIRST, limit + 1)
        : this.#sql.listClosed.all(query.month, cursor || LAST, limit + 1)
    const items = allJson<RepairSummary>(rows.slice(0, limit), 'summary')
    const last = items.at(-1)
    return rows.length > limit && last ? { items, cursor: positionOf(last) } : { items }
  }

  /** A closed repair waits for nothing, and answers `moved`. */
  async arm(repairId: string, armed: Armed): Promise<'armed' | 'moved'> {
    const { until, version, generation } = armed
    return transaction(this.#db, () => {
      const { changes } = this.#sql.arm.run({ arm: JSON.stringify(armed), id: repairId, until, version, generation })
      if (changes === 1) this.#sql.forgetRevival.run(repairId)
      return changes === 1 ? 'armed' : 'moved'
    })
  }

  async armed(repairId: string): Promise<Armed | undefined> {
    return jsonOf<Armed>(this.#sql.armed.get(repairId), 'arm')
  }

  async overdueForAttention(before: Instant, limit: number): Promise<readonly Overdue[]> {
    const { overdue, triedInVain } = this.#sql
    return [...overdue.all(before, limit), ...triedInVain.all(before, limit)].map((row) => {
      const armed = jsonOf<Armed>(row, 'arm')
      const revival = jsonOf<Revival>(row, 'revival')
      return { repairId: String(row.id), ...(armed && { armed }), ...(revival && { revival }) }
    })
  }

  async noteRevival(repairId: string, revival: Revival, before: Instant): Promise<void> {
    transaction(this.#db, () => {
      const { changes } = this.#sql.lookAway.run(revival.next, repairId, before)
      if (changes === 1) this.#sql.noteRevival.run(repairId, JSON.stringify(revival))
    })
  }

  async pendingEffects(query: Parameters<RepairStore['pendingEffects']>[0]): Promise<readonly Effect[]> {
    if (!('before' in query)) return allJson<Effect>(this.#sql.pendingOfRepair.all(query.repairId), 'effect')
    const kinds = query.kind ? [query.kind] : WAITING_KINDS
    const rows = kinds.flatMap((kind) => this.#sql[kind].all(query.before, query.limit))
    return allJson<Effect>(rows, 'effect')
  }

  async claimEffect(effect: Effect, now: Instant, until: Instant): Promise<boolean> {
    return this.#sql.claimEffect.run(until, until, effect.key, now).changes === 1
  }

  /** What is settled stays so: a result that comes late, after a claim has lapsed, changes nothing. */
  async settleEffect(effect: Effect, result: 'sent' | 'failed' | 'retry', at: Instant): Promise<void> {
    if (result === 'retry') this.#sql.returnEffect.run(at, effect.key)
    else this.#sql.settleEffect.run(result, at, effect.key)
  }

  /** At the start of the one process that owns the file, whoever held a claim is dead. */
  lapseClaims(): void {
    this.#sql.returnAllEffects.run()
  }

  async freeLoaners(): Promise<readonly LoanerUnit[]> {
    return allJson<LoanerUnit>(this.#sql.freeLoaners.all(), 'data')
  }

  async repairOfLoaner(serial: string): Promise<string | undefined> {
    return textOf(this.#sql.loaner.get(normaliseSerial(serial)), 'repair')
  }

  async loaners(): Promise<readonly { readonly loaner: LoanerUnit; readonly repairId?: string }[]> {
    return this.#sql.loaners.all().flatMap((row) => {
      const loaner = jsonOf<LoanerUnit>(row, 'data')
      const repairId = textOf(row, 'repair')
      return loaner ? { loaner, ...(repairId !== undefined && { repairId }) } : []
    })
  }
}

// Bounds that every position lies between.
const FIRST = ''
const LAST = '~'
