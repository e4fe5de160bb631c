import type { Instant } from '../kernel/instant.ts'
import type { Matter, Origin } from '../plan/rules.ts'

/**
 * What remains of a repair once it is done: its line in the maintenance ledger (R15), the unit's history from which
 * warranty and replacement are computed, and its article in the knowledge base (H2). Derived from the repair's events.
 */
export interface ServiceRecord {
  readonly repair: string
  readonly plan: string
  readonly planVersion: number
  readonly matter: Matter
  readonly customer?: string
  readonly site?: string
  readonly contract?: string
  readonly unit?: string
  readonly model?: string
  /** Name of the product. */
  readonly product?: string
  readonly severity: string
  readonly reportedAt: Instant
  /** When it last stood repaired; absent while it does not. */
  readonly repairedAt?: Instant
  readonly closedAt?: Instant
  readonly outcome: 'open' | 'confirmed' | 'withdrawn' | 'junk'
  /** Everything the callers said, one report a line. */
  readonly symptoms: string
  /** What was wrong, in the engineer's short words, by which the same problem is recognised. */
  readonly problem?: string
  readonly cause?: string
  readonly origin?: Origin
  readonly done?: string
  /** What we suggested to the customer (C16). */
  readonly suggestions?: string
  readonly parts: readonly string[]
  /** What was done before, and did not help. */
  readonly tried?: readonly Tried[]
  /** What somebody beyond the desk answered. */
  readonly advice?: readonly string[]
  readonly engineer?: string
  /** What customer, site and their people are called, to be left out where nobody need know whose it was; absent: by an earlier version. */
  readonly names?: readonly string[]
  /** Repairs of this fault that the customer refused. */
  readonly failures: number
  /** The fault could not be removed and disturbed the work (H15): when that was found. */
  readonly unremovableAt?: Instant
  /** Serial number of the unit that took the place of this one. */
  readonly replacedBy?: string
}

interface Tried {
  readonly cause: string
  readonly done: string
}

/** What a call taker searches for while the caller speaks. */
export interface KnowledgeQuery {
  /** Words of any language, as typed; empty finds the latest. */
  readonly words: string
  readonly model?: string
  readonly limit: number
}
export interface KnowledgeHit {
  readonly record: ServiceRecord
  /** Share of the words looked for that the record has, 0 to 1. */
  readonly match: number
}

/** Whether two records of a repair say the same. Both were made here, so their fields stand in one order. */
export const isSameRecord = (one: ServiceRecord, other: ServiceRecord): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
