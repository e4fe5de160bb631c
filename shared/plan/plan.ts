import type { HolidayCalendar } from '../kernel/calendar.ts'
import type { Duration } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { ClockTerm } from './rules/kit/clock-term.ts'
import type { PlanRule } from './rules.ts'

export { CLOCK_STARTS, type ClockStart, type ClockTerm, MILESTONES, type Milestone } from './rules/kit/clock-term.ts'

export interface Severity {
  readonly id: string
  readonly name: Text
  /** One or two characters for the SMS and the keypad menu. */
  readonly short: Text
}

/** How a page climbs when nobody answers. */
export interface Climb {
  /** How long each tier has to acknowledge, first tier first; the last value serves the manager and any further tier. */
  readonly acknowledgeWithin: readonly Duration[]
  /** Each further round multiplies the windows by this … */
  readonly slowdown: number
  /** … up to this long between two pages. Never silence. */
  readonly slowest: Duration
  /** When the phone of whoever has not answered rings after a page of that severity, unless they have times of their own; absent: never. */
  readonly ringAfter?: Readonly<Record<string, readonly Duration[]>>
}

/** How far a site is from the service point: `city`, `province`, `elsewhere`. Nearest first; a site without one counts as the first. */
interface Distance {
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
  /** So long before a visit agreed with the customer whoever goes is reminded of it. */
  readonly beforeVisit: Duration
  /** So long after it, nobody having arrived, the manager is asked and the customer told. */
  readonly afterVisit: Duration
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
  readonly escalation: Climb
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
