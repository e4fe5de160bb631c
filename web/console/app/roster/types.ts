import type { Operations, Schemas } from '../../generated/api.ts'

export type Rosters = Schemas['RosterList']
export type Calendar = Schemas['RosterCalendar']
export type Tier = Calendar['tiers'][number]
export type Bar = Tier['bars'][number]
export type Problem = Calendar['problems'][number]
export type Change = NonNullable<Operations['POST /api/rosters/{id}/changes']['body']>['change']

/** A bar that somebody picked: the shift of whose turn it is, or what lies over it. */
export interface Picked {
  readonly roster: string
  readonly tier: number
  readonly bar: Bar
}
