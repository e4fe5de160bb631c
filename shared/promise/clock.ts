import { pick } from '../kernel/fields.ts'
import type { Duration, Instant } from '../kernel/instant.ts'
import type { ClockTerm } from '../plan/plan.ts'
import type { Move } from './agreement.ts'
import type { Promised } from './promised.ts'

/** A stretch in which pausable clocks stood still. No `to`: still standing. */
export interface Pause {
  readonly from: Instant
  readonly to?: Instant
  /** While it lasts: when it will end by itself. */
  readonly until?: Instant
  readonly why: 'customer' | 'visit-agreed' | 'awaiting-confirmation' | 'loaned'
  /** Why, in the repair's own list; a clock names the event that records it, `agreement`. Older clocks have it as well. */
  readonly reason?: string
  /** Sequence number of the event that records the customer's agreement. */
  readonly agreement?: number
}

/**
 * A clause of the plan at work on one repair: *this clause, for this repair, due at this instant*.
 * `evidence` is the event that proves how it ended.
 */
export interface Clock extends Promised {
  /**
   * `clause/until/round`: unique within the repair. A round begins with the report and with every refused repair. What
   * starts again within a round counts on: `C28/advised/1.2`.
   */
  readonly id: string
  readonly term: ClockTerm
  readonly round: number
  /** The limit in force: `now` resolved, the sent-in limit once the unit is sent in. */
  readonly limit: Duration
  /** The customer's own wish replaced the computed instant (a visit at the time they asked for). */
  readonly agreedAt?: Instant
  /** For a clock that ends at a date we gave: the latest dates given so far, the last one in force. */
  readonly promised?: readonly Instant[]
  /** What stopped this clock so far; empty for a clock the plan does not let stop. */
  readonly pauses: readonly Pause[]
  /** The shortest of its milestone: it pages, warns and escalates; the others are only recorded. */
  readonly drives: boolean
  /** Warning shares already acted on. */
  readonly warned: readonly number[]
  /** Every due instant it had before, the first one first. */
  readonly moves?: readonly Move[]
  /** Superseded: the plan it was promised under, and how it stood, should that plan or severity prove right after all. */
  readonly before?: {
    readonly plan: string
    readonly planVersion: number
  } & Omit<Promised, 'startedAt' | 'dueAt'> &
    Pick<Clock, 'engineer'>
  /** Who had the repair when this was kept, broken or ended otherwise; absent while nobody had. */
  readonly engineer?: { readonly id: string; readonly name: string }
  /** Years whose holidays are not published yet, so `dueAt` assumes ordinary weeks. */
  readonly unknownYears: readonly number[]
}

/** When it stood still, and no more of why. */
export const stoodStill = ({ pauses }: Pick<Clock, 'pauses'>) =>
  pauses.map((pause) => ({ from: pause.from, ...pick(pause, 'to') }))

/** When it was due before the customer agreed to a later date. */
export const agreedAway = ({ moves }: Pick<Clock, 'moves'>): Instant | undefined =>
  moves?.find(({ agreement }) => agreement !== undefined)?.from
