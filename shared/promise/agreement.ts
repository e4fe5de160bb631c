import { type Duration, durationMs, type Instant, later } from '../kernel/instant.ts'

/** How someone at the customer's told us; `paper`: they signed it; `link`: they did it themselves, by their own link. */
export const HOWS = ['phone', 'message', 'email', 'inPerson', 'paper', 'link'] as const
export type How = (typeof HOWS)[number]

/** The customer's yes on record: who of them agreed, and how. A promise moves by nothing else. */
export interface Agreement {
  readonly by: string
  readonly how: How
}

/** For so long after the end of what it moved the customer may say that they never agreed. */
const DISPUTED_WITHIN: Duration = 'P7D'
/** `endedAt`: of what it moved; undefined: it lasts. */
export const isDisputedInTime = (endedAt: Instant | undefined, now: Instant): boolean =>
  endedAt === undefined || now <= later(endedAt, durationMs(DISPUTED_WITHIN))

/** What the customer's yes can be about. */
export type AgreedAbout = 'pause' | 'visit' | 'date' | 'sendIn' | 'alternative' | 'severity'

/** An agreement that the customer may still dispute: the event that records it, and until when it moves what was promised. */
export interface StandingAgreement extends Agreement {
  readonly seq: number
  readonly at: Instant
  readonly about: AgreedAbout
  /** Absent: not to a later time. */
  readonly until?: Instant
  /** What waits no longer for `until`: the pause is over, or the repair was refused. */
  readonly over?: true
  /** The severity before a lower one was agreed. */
  readonly severity?: string
}

/** A due instant that gave way to another. Without an agreement it was never the right one (`because` says why). */
export interface Move {
  readonly from: Instant
  readonly to: Instant
  readonly because: string
  /** Sequence number of the event that records the agreement. */
  readonly agreement?: number
}

/** The first due instant must stay in sight; of the moves after it, the latest say enough, and the log has them all. */
const LATEST_MOVES = 5

/** The moves with one more; a move to the same instant is none. */
export const movedOn = (moves: readonly Move[] = [], move: Move): readonly Move[] =>
  move.from === move.to ? moves : [...moves.slice(0, 1), ...[...moves.slice(1), move].slice(-LATEST_MOVES)]
