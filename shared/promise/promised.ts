import { pick } from '../kernel/fields.ts'
import { type Duration, type Instant, millisBetween, msDuration } from '../kernel/instant.ts'

/**
 * How a promise stands. It ends *kept*, *broken*, *waived* by a manager, *superseded* (plan or severity turned out to be the
 * wrong one) or *fallen away* (its object is gone); there is no other way.
 */
export const PROMISE_STATES = ['open', 'kept', 'broken', 'waived', 'superseded', 'fallenAway'] as const
export type PromiseState = (typeof PROMISE_STATES)[number]

/** What every promise has, whatever it is about: from when to when it runs, how it stands, and what proves its end. */
export interface Promised {
  readonly startedAt: Instant
  readonly dueAt: Instant
  readonly state: PromiseState
  readonly brokenAt?: Instant
  /** When the obligation ended: reached, waived, void, or – after a breach – at last fulfilled. */
  readonly endedAt?: Instant
  /** Length of a breach that has ended, in wall-clock time. */
  readonly lateBy?: Duration
  /** Sequence number of the event that ended it, in the log of its subject. */
  readonly evidence?: number
  /** Why and by which manager it was waived. */
  readonly waivedBecause?: string
  readonly waivedBy?: string
  /**
   * What superseded it, or took its object away: the type of the event, such as `identified` or `solvedRemotely`. Of one that is
   * broken: it was never done, and need not be any more.
   */
  readonly endedBecause?: string
}

export const isOpen = ({ state }: Pick<Promised, 'state'>): boolean => state === 'open'
export const isUnended = ({ endedAt }: Pick<Promised, 'endedAt'>): boolean => endedAt === undefined
/** Broken, and not fulfilled since. */
export const isOverdue = (promise: Pick<Promised, 'state' | 'endedAt'>): boolean =>
  promise.state === 'broken' && isUnended(promise)
/** The ends that count for neither side: nothing was due any more, or never was. */
export const isVoid = (state: PromiseState): boolean => state === 'superseded' || state === 'fallenAway'

/** What was done at an instant keeps a promise until the very instant it is due, and is late from then on. */
export const outcomeAt = (at: Instant, dueAt: Instant) =>
  at > dueAt
    ? ({ state: 'broken', lateBy: msDuration(millisBetween(dueAt, at)) } as const)
    : ({ state: 'kept' } as const)

/** How it ended, without the rest of it. */
export const endOf = (promise: Promised) =>
  pick(promise, 'brokenAt', 'endedAt', 'lateBy', 'evidence', 'waivedBecause', 'waivedBy', 'endedBecause')
