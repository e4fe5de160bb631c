import type { Agreed, Fact, FactEvent, TakenBack } from '../contract/facts.ts'
import type { Contract } from '../directory/directory.ts'
import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { EvidenceNeed } from '../plan/rules/evidence.ts'
import type { Way } from '../plan/rules/recurring.ts'
import type { FiledPaper } from './pack.ts'
import type { Which } from './papers.ts'

/** A contract and how its clauses of fact stand (H9 C13 …). */
export interface ContractFile {
  readonly contract: Contract
  readonly facts: readonly FactLine[]
  /** Planned work a year ahead, what is late, and what was done lately; the earliest due first. */
  readonly works: readonly WorkLine[]
  /** What the customer owes us (H20). */
  readonly payments?: readonly PaymentLine[]
  /** All that was recorded about both, in order, what was taken back included. */
  readonly record: readonly FactEntry[]
}

/** What was recorded: a document or what was done, a later day that was agreed, or that a manager does without it; and who took it back. */
export interface FactEntry extends Which, Pick<FactEvent, 'seq' | 'at' | 'by'> {
  readonly fact: Fact | Agreed
  readonly takenBack?: Pick<FactEvent, 'at' | 'by'> & Pick<TakenBack, 'reason'>
}

export function recordIn(facts: readonly FactEvent[]): readonly FactEntry[] {
  const taken = new Map(
    facts.flatMap(({ at, by, fact }) =>
      fact.type === 'takenBack' ? [[fact.taken, { at, by, reason: fact.reason }] as const] : [],
    ),
  )
  return facts.flatMap(({ fact, ...event }): FactEntry[] => {
    if (fact.type !== 'recorded' && fact.type !== 'waived' && fact.type !== 'agreed') return []
    const takenBack = taken.get(event.seq)
    return [{ ...event, fact, ...defined({ takenBack }) }]
  })
}

/** One document that a clause of fact needs. `notDue`: its day, such as the delivery, is not known yet. */
export interface FactLine
  extends Which,
    Partial<
      Pick<FiledPaper, 'dueAt' | 'document' | 'reference' | 'endedAt' | 'lateBy' | 'waivedBecause' | 'waivedBy'>
    > {
  readonly promise: Text
  readonly name: Text
  /** Recording it says on which day the contract was delivered, or accepted. */
  readonly sets?: NonNullable<EvidenceNeed['sets']>
  /** `notRecorded`: due before the contract came into the system. `fallenAway`: owed no more, though it may have been late. */
  readonly state: 'recorded' | 'missing' | 'overdue' | 'waived' | 'notDue' | 'notRecorded' | 'fallenAway'
}

/** One time that planned work is due (C17 R9 N18 …). */
export interface WorkLine
  extends Which,
    Partial<Pick<FiledPaper, 'document' | 'reference' | 'endedAt' | 'lateBy' | 'waivedBecause' | 'waivedBy'>> {
  readonly promise: Text
  readonly name: Text
  /** How the customer is met. */
  readonly by: Way
  readonly site?: string
  /** From when on doing it counts. */
  readonly opensAt: Instant
  readonly dueAt: Instant
  /** Before the customer agreed to a later day, or its anchor moved. */
  readonly firstDueAt?: Instant
  /** `planned`: not to be done yet. */
  readonly state: 'planned' | 'open' | 'overdue' | 'done' | 'late' | 'waived' | 'fallenAway'
  /** Kept on the page of its duty, not by recording it: by planning it, or by the log of the watch. */
  readonly onDuty?: 'plan' | 'watch'
}

/** A stage of payment. `notDue`: the day that it counts from is not known yet. */
export interface PaymentLine
  extends Pick<Which, 'clause' | 'need'>,
    Partial<Pick<FiledPaper, 'document' | 'reference' | 'endedAt'>> {
  readonly name: Text
  readonly upToPercent: number
  readonly dueAt?: Instant
  readonly state: 'notDue' | 'open' | 'pastDue' | 'paid' | 'waived' | 'notRecorded'
}
