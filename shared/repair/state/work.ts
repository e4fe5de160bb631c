import type { Instant } from '../../kernel/instant.ts'
import type { Origin } from '../../plan/rules.ts'

/** C16: the record that the customer signed on paper. */
export interface SignedPaper {
  /** Where the paper or its photo is kept. */
  readonly keptAt: string
  /** Absent: when it was recorded. */
  readonly signedAt?: Instant
}

/** What was found and done, for the service report. */
export interface Work {
  readonly cause: string
  readonly done: string
  readonly parts: readonly string[]
  readonly engineer?: string
  /** What was wrong in a few words, by which the same problem is recognised when it comes back. */
  readonly problem?: string
  readonly origin?: Origin
  /** C16: what we suggest to the customer. */
  readonly suggestions?: string
}

/** A repair the customer refused: its problem as then understood (H16), and what was tried (H2). */
export interface FailedRepair {
  readonly at: Instant
  readonly problem?: string
  readonly origin?: Origin
  readonly cause?: string
  readonly done?: string
}
