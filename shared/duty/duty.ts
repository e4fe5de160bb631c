import type { PersonRef } from '../kernel/actor.ts'
import type { Duration, Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { Stamp } from '../subject/recording.ts'
import type { State } from '../subject/story.ts'
import type { Days, DutyShift, MadePlan } from './plan.ts'
import type { DutyKey } from './subject.ts'

/** What a duty is for, as the contract and the customer's calendar had it when that was last looked at. */
export interface DutyOf extends DutyKey, Days {
  /** The period, as the customer calls it, and the duty, as the plan does. */
  readonly name: string
  readonly what: Text
  readonly customer: { readonly id: string; readonly name: string }
  readonly site?: { readonly id: string; readonly name: string; readonly shortName: string }
  readonly roster: string
  readonly timezone: string
  /** The longest that the watch may go without an entry. */
  readonly entries?: Duration
}

export type DutyEvent =
  | { readonly type: 'planned'; readonly of: DutyOf; readonly plan: MadePlan }
  /** The days moved: what of the shifts lies in the new ones stays, and the plan is none any more. */
  | { readonly type: 'moved'; readonly name: string; readonly from: Instant; readonly to: Instant }
  /** The customer took it back; or the place, or the clause, is not the contract's any more. */
  | { readonly type: 'gone'; readonly because: 'withdrawn' | 'unbound' }
  /** The roster has it. */
  | { readonly type: 'laid' }
  /** Its last day is over. */
  | { readonly type: 'ended' }
export type RecordedDutyEvent = DutyEvent & Stamp

/** Reinforced duty in a period that is important to the customer: a fold of its events. */
export interface Duty extends State, DutyOf {
  readonly shifts: readonly DutyShift[]
  readonly deputies: readonly string[]
  readonly phones: string
  readonly watched: string
  readonly people: readonly PersonRef[]
  /** By whom, and when; absent: it is to be planned for these days. */
  readonly planned?: { readonly at: Instant; readonly by: string }
  /** The roster is to follow. */
  readonly unlaid?: true
  readonly gone?: { readonly at: Instant; readonly because: 'withdrawn' | 'unbound' }
  readonly ended?: Instant
}

/** Nothing of it is still to come. */
export const isOver = ({ gone, ended }: Duty): boolean => gone !== undefined || ended !== undefined
