import type { PersonRef } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/instant.ts'

/** What is muted: all of a customer, a site with all that stands there, or one unit. */
export type Muted = Only<'customer'> | Only<'site'> | Only<'unit'>
type Of = 'customer' | 'site' | 'unit'
type Only<K extends Of> = { readonly [key in K]: string } & { readonly [key in Exclude<Of, K>]?: never }

/** A page that climbs until someone acknowledges it. */
export interface Paging {
  readonly reason: PageReason
  /** Nobody has acknowledged yet: at `nextAt` the next person is paged. */
  readonly pending: boolean
  readonly nextAt: Instant
  /** Who was asked last, and where they stand on the escalation path. */
  readonly person?: PersonRef
  readonly position: number
  readonly tier: number
  /** Full climbs without an answer; each slows the rhythm. */
  readonly round: number
  /** Who was paged in this chain and has not answered: the latest so many. They are told when someone else has it. */
  readonly asked?: readonly PersonRef[]
  /** Asked before the path: the colleague it was handed to, or who did the refused repair. */
  readonly first?: PersonRef
  /** Not asked in the first climb: whoever handed it over. */
  readonly skip?: string
  /** A breach goes up one level: only people above this tier are asked. */
  readonly above?: number
  /** The broken clock that raised it; the chase ends with the clock. */
  readonly clock?: string
  /** Planned work holds the next page back until `nextAt`: which mute, and of what. */
  readonly held?: { readonly mute: string; readonly on: Muted }
  /** When the phone of whoever was asked last rings, as long as nobody answers. */
  readonly rings?: readonly Instant[]
  /** Channels whose message to whoever was asked last did not arrive. */
  readonly undelivered?: readonly string[]
  /** Sends that failed in a row; a whole path of failures waits a window before it tries again. */
  readonly failures: number
}

export type PageReason = 'desk' | 'report' | 'unanswered' | 'sendFailed' | 'breach' | 'handover' | 'notFixed'

/** What someone of ours is asked about. */
export type AskedAbout =
  | 'pastDate'
  | 'progress'
  | 'pauseOver'
  | 'confirmation'
  | 'loanerOut'
  | 'disagreed'
  | 'contested'
  | 'takenOver'
  | 'calledAgain'
  | 'junk'
  | 'visitApproval'
  | 'feedback'
  | 'complained'
  | 'visitSoon'
  | 'visitDue'
  | 'visitPassed'
