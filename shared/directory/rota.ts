import type { DutyDay } from '../kernel/duty-days.ts'

// How the people of a roster take turns.

/** One line of support: at any instant its people, in the order they are asked. */
export interface Tier {
  readonly name: string
  readonly rotation: Rotation
  /** Times at which other people take turns, such as nights and weekends; the first that holds counts, else `rotation`. */
  readonly rules?: readonly DutyRule[]
}

/** Who takes turns on certain days between two times of day. */
export interface DutyRule {
  /** The days on which it begins; absent: every day. */
  readonly days?: readonly DutyDay[]
  /** `18:00`; absent: 00:00. */
  readonly from?: string
  /** Where it is not later than `from`, that time of the next day; absent: 24:00. */
  readonly to?: string
  readonly rotation: Rotation
}

/** People taking turns: person `k` is first from `start + k × every`, the others follow in order as their backup. */
export interface Rotation {
  readonly people: readonly string[]
  /** Local date and time of the first handover, `2026-11-02T09:00`. */
  readonly start: string
  /** By `month`: on the day of the start, or the last day of a shorter month. */
  readonly every: 'day' | 'week' | 'month' | { readonly hours: number }
}

/** Whoever takes turns on a tier, at any time of the day or week. */
export const tierPeople = ({ rotation, rules = [] }: Pick<Tier, 'rotation' | 'rules'>): readonly string[] => [
  ...new Set([rotation, ...rules.map((rule) => rule.rotation)].flatMap(({ people }) => people)),
]
