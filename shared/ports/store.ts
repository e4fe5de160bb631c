import type { LoanerUnit } from '../directory/directory.ts'
import type { Instant } from '../kernel/instant.ts'
import type { ServiceRecord } from '../knowledge/record.ts'
import type { Obligation } from '../promise/obligation.ts'
import type { RecordedEvent } from '../repair/events.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { RepairSummary } from '../repair/summary.ts'
import type { Effect } from '../subject/effect.ts'

/** One decision, saved whole or not at all. */
export interface Commit {
  /** The state after the events; `repair.version` is `expectedVersion + 1`. */
  readonly repair: Repair
  /** Version the decision was made on; 0 opens the repair. */
  readonly expectedVersion: number
  readonly events: readonly RecordedEvent[]
  readonly effects: readonly Effect[]
  /** Provider call ids this commit answers: each belongs to one repair for good. */
  readonly claimCalls: readonly string[]
  /** Serial number of which this becomes the open repair. */
  readonly claimUnit?: string
  readonly releaseUnit?: string
  /**
   * The number of which this becomes the latest repair (see `numberHeld`), and the one that was so when it was decided: someone
   * else's in between is a conflict.
   */
  readonly claimNumber?: { readonly number: string; readonly after?: string }
  readonly claimLoaner?: string
  readonly releaseLoaner?: string
  /** Lines of the promise ledger that changed. */
  readonly obligations: readonly Obligation[]
  /** Lines that never should have been: promises of a plan assumed before the unit was known. */
  readonly retracted?: readonly Obligation[]
  /** The repair's service record, when it changed. */
  readonly record?: ServiceRecord
}

/** A failed condition is an answer, not an exception. */
export type SaveResult =
  | { readonly outcome: 'saved' }
  /** Someone saved first (or took the loaner): load and decide again. */
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'duplicateCall'; readonly repairId: string }
  | { readonly outcome: 'unitTaken'; readonly repairId: string }

/** The timed wait that an execution holds for a repair. */
export interface Armed {
  readonly token: string
  /** Which execution holds it: 1 for the first, more after a lost one. */
  readonly generation: number
  /** When it will ask again by itself. */
  readonly until: Instant
  /** The version that it knows. */
  readonly version: number
}

/** A repair whose executions end before they wait for anything: `Advance` fails for it, each time. */
export interface Revival {
  /** The last execution that was started. */
  readonly generation: number
  /** How many were. */
  readonly tries: number
  /** Not before then is the next one. */
  readonly next: Instant
  /** When a person was told of it. */
  readonly toldAt?: Instant
}

export interface Overdue {
  readonly repairId: string
  readonly armed?: Armed
  readonly revival?: Revival
}

/**
 * What waits to be handed over, the most urgent kind first: messages to ours, what contacts are to be told, and of that what was
 * refused before and is due again. None stands in the way of another.
 */
export const WAITING_KINDS = ['sms', 'told', 'refused'] as const
export type WaitingKind = (typeof WAITING_KINDS)[number]

export interface Page<T> {
  readonly items: readonly T[]
  readonly cursor?: string
}

export interface RepairStore {
  load(repairId: string): Promise<Repair | undefined>
  /** The service archive, in order. */
  history(repairId: string): Promise<readonly RecordedEvent[]>
  save(commit: Commit): Promise<SaveResult>
  /** A number that no earlier call got for that day (`261120`), counting from 1. Gaps are allowed. */
  nextNumber(day: string): Promise<number>

  repairOfCall(callId: string): Promise<string | undefined>
  openRepairOfUnit(serial: string): Promise<string | undefined>
  /** The latest repair that a number we do not know has opened, open or closed. */
  latestRepairOfNumber(number: string): Promise<string | undefined>
  /** `open`, oldest report first; `closed`, one month of reports (`2026-11`, UTC), newest first. */
  list(
    query:
      | { status: 'open'; limit: number; cursor?: string }
      | { status: 'closed'; month: string; limit: number; cursor?: string },
  ): Promise<Page<RepairSummary>>

  /**
   * Notes who waits, only while the repair is still at `armed.version`; else `moved`, and nothing is written. Nor does a slow
   * arming replace one of the same version and generation that waits longer.
   */
  arm(repairId: string, armed: Armed): Promise<'armed' | 'moved'>
  armed(repairId: string): Promise<Armed | undefined>
  /**
   * Open repairs that should have moved before this instant, the longest first: not armed since their last save, or their wait is
   * over. Behind them, as many at most again, those that were tried in vain since: however many these are, they take nobody's place.
   */
  overdueForAttention(before: Instant, limit: number): Promise<readonly Overdue[]>
  /**
   * Notes what was tried for a repair that is overdue since before this instant, looks away from it until `next`, and counts it from
   * then on among those tried in vain; nothing where it has moved meanwhile. The next save puts it among the others again, arming
   * forgets it.
   */
  noteRevival(repairId: string, revival: Revival, before: Instant): Promise<void>

  /**
   * Effects not yet handed over: those of one repair, or those that wait since before this instant, the longest first, at most
   * `limit` of the kind; without one, of each kind.
   */
  pendingEffects(
    query: { repairId: string } | { before: Instant; limit: number; kind?: WaitingKind },
  ): Promise<readonly Effect[]>
  /** Takes the effect to hand it over; false when another holds it or it is done. A claim lapses at `until`. */
  claimEffect(effect: Effect, now: Instant, until: Instant): Promise<boolean>
  /** `sent` and `failed` end it; `retry` gives the claim back, and whoever looks for what waits finds it again from `at` on. */
  settleEffect(effect: Effect, result: 'sent' | 'failed' | 'retry', at: Instant): Promise<void>

  freeLoaners(): Promise<readonly LoanerUnit[]>
  /** The open repair that holds this loaner. */
  repairOfLoaner(serial: string): Promise<string | undefined>
  /** Every loaner and the repair that holds it. */
  loaners(): Promise<readonly { readonly loaner: LoanerUnit; readonly repairId?: string }[]>
}
