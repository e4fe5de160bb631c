import type { Instant } from '../time/instant.ts'

/** How someone at the customer's told us; `paper`: they signed it; `link`: they did it themselves, by their own link. */
export const HOWS = ['phone', 'message', 'email', 'inPerson', 'paper', 'link'] as const
export type How = (typeof HOWS)[number]

/** The customer's yes on record: who of them agreed, and how. A promise moves by nothing else. */
export interface Agreement {
  readonly by: string
  readonly how: How
}

/** An agreement that holds: the event that records it, and until when it moves what was promised. */
export interface Standing extends Agreement {
  readonly seq: number
  readonly at: Instant
  readonly about: 'pause' | 'visit' | 'date'
  readonly until: Instant
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
const LATEST_MOVES = 9

/** The moves with one more; a move to the same instant is none. */
export const movedOn = (moves: readonly Move[] = [], move: Move): readonly Move[] =>
  move.from === move.to ? moves : [...moves.slice(0, 1), ...[...moves.slice(1), move].slice(-LATEST_MOVES)]
