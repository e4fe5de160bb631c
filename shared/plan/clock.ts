import type { Duration, Instant } from '../time/instant.ts'
import type { ClockTerm } from './plan.ts'

/** A stretch in which pausable clocks stood still. No `to`: still standing. */
export interface Pause {
  readonly from: Instant
  readonly to?: Instant
  readonly why: 'customer' | 'visit-agreed' | 'awaiting-confirmation'
  readonly reason: string
}

/**
 * A clause of the plan at work on one repair: *this clause, for this repair, due at this instant*.
 * It ends kept, broken or waived; `evidence` is the event that proves it.
 */
export interface Clock {
  /**
   * `clause/until/round`: unique within the repair. A round begins with the report and with every refused repair. What
   * starts again within a round counts on: `C28/advised/1.2`.
   */
  readonly id: string
  readonly term: ClockTerm
  readonly round: number
  /** The limit in force: `now` resolved, the sent-in limit once the unit is sent in. */
  readonly limit: Duration
  readonly startedAt: Instant
  readonly dueAt: Instant
  /** The customer's own wish replaced the computed instant (a visit at the time they asked for). */
  readonly agreedAt?: Instant
  /** For a clock that ends at a date we gave: every date given so far, the last one in force. */
  readonly promised?: readonly Instant[]
  /** What stopped this clock so far; empty for a clock the plan does not let stop. */
  readonly pauses: readonly Pause[]
  /** The shortest of its milestone: it pages, warns and escalates; the others are only recorded. */
  readonly drives: boolean
  readonly state: 'open' | 'kept' | 'broken' | 'waived'
  /** Warning shares already acted on. */
  readonly warned: readonly number[]
  readonly brokenAt?: Instant
  /** When the obligation ended: reached, waived, or – after a breach – at last fulfilled. */
  readonly endedAt?: Instant
  /** Length of a breach that has ended, in wall-clock time. */
  readonly lateBy?: Duration
  /** Sequence number of the event that ended it. */
  readonly evidence?: number
  readonly waivedBecause?: string
  /** Who approved that it was waived; absent where its object fell away by itself. */
  readonly waivedBy?: string
  /** Who had the repair when this was kept, broken or waived; absent while nobody had. */
  readonly engineer?: { readonly id: string; readonly name: string }
  /** Years whose holidays are not published yet, so `dueAt` assumes ordinary weeks. */
  readonly unknownYears: readonly number[]
}

/**
 * Whether a clock fell away with the plan or severity that was assumed before the unit was known. What someone approved stays
 * on record, whatever reason they gave.
 */
export const wasAssumed = ({ waivedBecause, waivedBy }: Pick<Clock, 'waivedBecause' | 'waivedBy'>): boolean =>
  waivedBecause === 'identified' && waivedBy === undefined
