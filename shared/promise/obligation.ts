import type { Instant } from '../kernel/instant.ts'
import type { Milestone } from '../plan/plan.ts'
import type { Way } from '../plan/rules/recurring.ts'
import type { Promised } from './promised.ts'

/** A month as reports count it: `2026-11`. */
export type Month = string

/**
 * A line of the promise ledger (履约台账): *this clause, for this subject, due at this instant*, and how it ended. Derived
 * from event logs and rebuildable from them; the stored lines only make it fast to ask.
 */
export interface Obligation extends Promised {
  /** Unique: `repair/261120-0001/R6/responded/1` or `contract/K-1/H9/certificate/unit-serial`. */
  readonly id: string
  readonly clause: string
  readonly plan: string
  readonly planVersion: number
  /** What had to happen: a milestone of a repair, the document that proves a clause of fact, planned work, such as `visit:inspection-3`, or what an upgrade is bound to, such as `upgrade:backup`. */
  readonly what: Milestone | `document:${string}` | `${Way}:${string}` | `upgrade:${string}` | 'advice:warned'
  readonly repair?: string
  readonly upgrade?: string
  /** What one customer is told of an advisory. */
  readonly notice?: string
  readonly unit?: string
  readonly site?: string
  readonly customer?: string
  readonly contract?: string
  /**
   * Who had the repair when this ended, or has it now: id and name. Absent for what was broken before
   * anyone had taken it.
   */
  readonly engineer?: string
  readonly engineerName?: string
  /** Month of `dueAt` where the customer is. */
  readonly month: Month
  /** When it was due at first, if it has moved since: by an agreement on record, or because that was never the right instant. */
  readonly firstDueAt?: Instant
  /** The loss that this breach causes is ours (R8, N4). */
  readonly liability?: boolean
  /** It ended within a minute of another step that takes time: tapped, perhaps, rather than done. */
  readonly hasty?: true
  /** The upgrade that it is of was rolled back, and why; when, unless that was said only afterwards; and `seq` of the event that says so. */
  readonly rolledBackBecause?: string
  readonly rolledBackAt?: Instant
  readonly rolledBackEvidence?: number
}

/** How often due, and how it ended. due = open + kept + broken + waived + superseded + fallenAway. */
export interface Tally {
  readonly due: number
  readonly open: number
  readonly kept: number
  readonly broken: number
  readonly waived: number
  readonly superseded: number
  readonly fallenAway: number
  /** Longest breach that has ended, in milliseconds; 0 without one. */
  readonly worstLateMs: number
}
