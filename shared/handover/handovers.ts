import type { Instant } from '../kernel/instant.ts'
import type { Stretch } from '../kernel/stretch.ts'
import { type Subject, subjectOf } from '../kernel/subject.ts'
import type { Stamp } from '../subject/recording.ts'
import type { State } from '../subject/story.ts'

/** The kind of subject that a roster is whose handovers and gaps are told. */
export const ROSTER = 'roster'
export const rosterSubject = (id: string): Subject => subjectOf(ROSTER, id)
/** The board of all of them. */
export const ROSTERS = 'rosters'

/** Somebody's turn on a tier, or nobody's; the manager's place counts as one tier more. */
export interface Turn extends Stretch {
  readonly tier: number
  readonly person?: string
  /** Reinforced duty puts them there, and tells them itself. */
  readonly watch?: true
}
/** What a roster is called, and who hears of its gaps. */
export interface Heading {
  readonly name: string
  readonly timezone: string
  readonly tiers: readonly string[]
  readonly manager: { readonly id: string; readonly hasMail: boolean }
}
/** Time in which nobody has duty, as far as the manager has heard of it. */
export interface KnownGap extends Stretch {
  readonly texted?: true
}

export type HandoverEvent =
  /** How the next weeks are; `turns` are all up to `until`. */
  | { readonly type: 'looked'; readonly heading: Heading; readonly turns: readonly Turn[]; readonly until: Instant }
  /** A tier is somebody else's now. `open`: repairs that nobody of ours has, and those that whoever goes off still has. */
  | {
      readonly type: 'handedOver'
      readonly tier: number
      readonly from?: string
      readonly to?: string
      readonly watch?: true
      readonly until: Instant
      readonly open: { readonly waiting: number; readonly theirs: number }
    }
  /** The roster was changed: a turn to come is theirs now, or is not any more. */
  | { readonly type: 'turnChanged'; readonly person: string; readonly gained?: Turn; readonly lost?: Turn }
  | { readonly type: 'gapsFound'; readonly gaps: readonly Stretch[] }
  | { readonly type: 'gapNear'; readonly gap: Stretch }
  | { readonly type: 'gapClosed'; readonly gap: Stretch }
  /** Nothing of it is told any more. */
  | { readonly type: 'ended' }
export type RecordedHandoverEvent = HandoverEvent & Stamp

/** What was told of a roster, and the weeks as they were when that was last looked at. */
export interface Handovers extends State, Heading {
  /** Who has which tier, as they were told. */
  readonly on: readonly { readonly tier: number; readonly person: string; readonly watch?: true }[]
  readonly turns: readonly Turn[]
  readonly until: Instant
  readonly gaps: readonly KnownGap[]
  readonly ended?: Instant
}
