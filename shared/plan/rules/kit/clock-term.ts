import type { Window } from '../../../kernel/calendar.ts'
import type { Duration } from '../../../kernel/instant.ts'
import type { Matter } from './matter.ts'

export const MILESTONES = [
  'passedOn',
  'responded',
  'proposed',
  'triaged',
  'dispatched',
  'arrived',
  'scheduled',
  'advised',
  'repaired',
  'replaced',
  'loaned',
  'alternative',
  'confirmed',
] as const
/**
 * What a repair passes on its way, in order. `passedOn`: the service desk gave it to an engineer (C24); `scheduled`: the
 * customer was told by when it will be solved (C28); `advised`: whoever it was escalated to answered (C28, N14);
 * `replaced`: a new unit stands in for one that repairs did not mend (H16, C6, R2, N22); `alternative`: the customer accepted
 * another solution than a repair (N3, N26).
 */
export type Milestone = (typeof MILESTONES)[number]

export const CLOCK_STARTS = [
  'reported',
  'desk',
  'arrived',
  'hardwareVerdict',
  'loaned',
  'notSolved',
  'scheduled',
  'escalated',
  'replacementDue',
] as const
/**
 * What starts a clock: the customer's report, or a fact that comes later. `desk`: the service desk tries first (C24);
 * `notSolved`: a visit did not solve it; `scheduled`: a date of solution was promised; `escalated`: someone beyond the desk
 * was asked; `loaned`: a loaner was lent; `replacementDue`: the plan's rule for replacing the unit came true.
 */
export type ClockStart = (typeof CLOCK_STARTS)[number]

/**
 * One promised deadline of a service plan, as its clause words it.
 * A limit in hours or minutes is elapsed time within the window. A limit in days (`P3D`) is a period of the Civil Code,
 * articles 200–204: with window `5x8` it counts working days and ends at close of business; with `7x24` it counts calendar
 * days, ends at 24:00, and moves on from a rest day.
 */
export interface ClockTerm {
  /** The clause that promises it, such as `R6`. Stable: evidence cites it. */
  readonly clause: string
  /** Severities it holds for; absent: any. */
  readonly severities?: readonly string[]
  /** What the report must be about; absent: anything. */
  readonly matter?: Matter
  /** Distance tiers it holds for; absent: any. */
  readonly distances?: readonly string[]
  readonly from: ClockStart
  readonly until: Milestone
  /** A unit lent by then keeps the promise as well ("repaired, otherwise loaned"). */
  readonly otherwise?: 'loaned'
  /** `now` = at once, planned as the plan's `now`. `promised` = the date that was given with the fact that starts it. */
  readonly limit: Duration | 'now' | 'promised'
  /** Replaces `limit` once the unit is sent in to the factory. */
  readonly sentInLimit?: Duration
  readonly window: Window
  /** Whether waiting for the customer stops this clock. */
  readonly pausable: boolean
  /** H4: only a call that reached the customer keeps it, not going there. */
  readonly byCall?: boolean
  /** Only while the unit is in warranty, or while nobody can say whether it is (N26). */
  readonly warranty?: 'in'
  /** It is promised for quality faults: whatever nobody has traced to the user yet (N26). */
  readonly quality?: boolean
  /** Holds only for a unit that is sent in: it counts from its start, but only once the unit is (H14). */
  readonly sentInOnly?: boolean
  /** Another solution that the customer accepted keeps the promise as well (N3, N26). */
  readonly alternative?: boolean
  /** Holds only for a repair done on site: sending the unit in waives it. */
  readonly onSiteOnly?: boolean
  /** What follows when it is broken: `liability` = loss caused by the delay is ours. */
  readonly broken?: 'liability'
}

/** A deadline, as a clause of a document gives it. */
export type ClockRule = { readonly rule: 'clock' } & Omit<ClockTerm, 'clause'>
