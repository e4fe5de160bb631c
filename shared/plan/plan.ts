import type { HolidayCalendar, Window } from '../kernel/calendar.ts'
import type { Duration } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { Matter, PlanRule } from './rules.ts'

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

export interface Severity {
  readonly id: string
  readonly name: Text
  /** One or two characters for the SMS and the keypad menu. */
  readonly short: Text
}

/** How a page climbs when nobody answers. */
export interface Escalation {
  /** How long each tier has to acknowledge, first tier first; the last value serves the manager and any further tier. */
  readonly acknowledgeWithin: readonly Duration[]
  /** Each further round multiplies the windows by this … */
  readonly slowdown: number
  /** … up to this long between two pages. Never silence. */
  readonly slowest: Duration
}

/** How far a site is from the service point: `city`, `province`, `elsewhere`. Nearest first; a site without one counts as the first. */
export interface Distance {
  readonly id: string
  readonly name: Text
}

/** When people are asked about an open repair that nothing else asks about. */
export interface Attention {
  /** Time of day of the routine question, where the customer is. */
  readonly at: string
  /** On every day, or on working days. */
  readonly days: 'every' | 'working'
  /** The longest silence while the customer has agreed to a later date. */
  readonly silence: Duration
  /** After so many questions without an answer the manager is asked instead. */
  readonly climbAfter: number
}
/** How long a pause that the customer agreed to lasts, unless another end is agreed. */
export interface PauseLimits {
  readonly usual: Duration
  readonly longest: Duration
}
/** What must follow a call that reached nobody, so that the first attempt in time keeps the promise to answer. */
export interface Attempts {
  readonly further: number
  readonly every: Duration
}

/**
 * What a repair runs on: the clocks and rules of one written commitment, without its wording (see `document.ts`). A repair
 * keeps the plan it was opened under, whole.
 */
export interface Plan {
  readonly id: string
  /** Raised with every change of the file; a repair keeps the plan it was opened under. */
  readonly version: number
  readonly title: Text
  /** Strictest first: what is assumed when nobody said. */
  readonly severities: readonly Severity[]
  /** What "at once" is planned as. */
  readonly now: Duration
  readonly workingHours: readonly { readonly from: string; readonly to: string }[]
  /** Shares of a clock's time at which the people responsible are warned, such as 0.5 and 0.8. */
  readonly warnAt: readonly number[]
  readonly escalation: Escalation
  /** When a customer who neither confirms nor refuses is reminded, counted from the repair; the last one repeats. */
  readonly remindToConfirm: readonly Duration[]
  /** C4: a visit that does not solve it calls for a loaner at once, not only when the clock says so. */
  readonly loanerWhenNotSolvedOnSite: boolean
  readonly clocks: readonly ClockTerm[]
  /** Everything else a repair is decided by; absent in repairs opened before plans had rules. */
  readonly rules?: readonly PlanRule[]
  readonly distances?: readonly Distance[]
  /** How promises are looked after; what holds without: `defaults.ts`. */
  readonly attention?: Partial<Attention>
  readonly pause?: Partial<PauseLimits>
  readonly attempts?: Partial<Attempts>
  readonly loan?: { readonly dateWithin?: Duration }
  readonly calls?: { readonly joinWithin?: Duration }
  /** Absent: CN. */
  readonly holidays?: HolidayCalendar
}
