import type { Instant } from '../kernel/instant.ts'
import type { Subject } from '../kernel/subject.ts'
import type { ServiceRecord } from '../knowledge/record.ts'
import type { LedgerChange } from '../promise/lines.ts'
import type { Effect } from '../subject/effect.ts'
import type { Entry, Take } from '../subject/story.ts'
import type { Receipt } from './messaging.ts'

/**
 * One decision about one subject, saved whole or not at all. Of what the state and its events say a store knows only where their
 * plan is: it keeps each plan once (see `plans.ts`), and gives back what was saved.
 */
export interface Commit {
  readonly subject: Subject
  /** Version the decision was made on; 0 opens the subject. The next is one more. */
  readonly expectedVersion: number
  /** When it was decided. */
  readonly at: Instant
  /** The state after the events, as its story writes it. */
  readonly state: object
  readonly events: readonly object[]
  readonly effects: readonly Effect[]
  /** What this subject holds from now on, and what it lets go of. What it takes it does not let go. */
  readonly take: readonly Take[]
  readonly release: readonly string[]
  /** Lines of the promise ledger that changed. */
  readonly lines: LedgerChange
  /** The service record, when it changed. */
  readonly record?: ServiceRecord
  readonly entry: Entry
  /** Somebody still waits for something: it is looked after. */
  readonly isAttended: boolean
}

/** A failed condition is an answer, not an exception. */
export type SaveResult =
  | { readonly outcome: 'saved' }
  /** Someone saved first, or took what was to be decided about: load and decide again. */
  | { readonly outcome: 'conflict' }
  | Taken
export interface Taken {
  readonly outcome: 'taken'
  readonly hold: string
  readonly by: Subject
}

/** The timed wait that an execution holds for a subject. */
export interface Armed {
  readonly token: string
  /** Which execution holds it: 1 for the first, more after a lost one. */
  readonly generation: number
  /** When it began: of two of one execution the later one counts, whichever waits longer. Absent in what an earlier version saved. */
  readonly at?: Instant
  /** When it will ask again by itself. */
  readonly until: Instant
  /** The version that it knows. */
  readonly version: number
}

/** A subject whose executions end before they wait for anything: `Advance` fails for it, each time. */
export interface Revival {
  /** The last execution that was started. */
  readonly generation: number
  /** How many were. */
  readonly tries: number
  /** Not before then is the next one. */
  readonly next: Instant
  /** When a person was told of it. */
  readonly toldAt?: Instant
}

export interface Overdue {
  readonly subject: Subject
  readonly armed?: Armed
  readonly revival?: Revival
}

/**
 * What waits to be handed over, the most urgent kind first: messages to ours, what contacts are to be told, and of that what was
 * refused before and is due again. None stands in the way of another.
 */
export const WAITING_KINDS = ['sms', 'told', 'refused'] as const
export type WaitingKind = (typeof WAITING_KINDS)[number]

/** A message that went: its key, when it was taken, and what is left of the number or address it went to; absent in what an earlier version settled. */
export interface Sent {
  readonly key: string
  readonly at: Instant
  readonly to?: string
  /** What became of it, where whoever carried it has said so. */
  readonly receipt?: Receipt
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly cursor?: string
}

/** How a message ended. `overtaken`: it was not sent, as what it says was so no longer, such as who is asked to answer: nothing went wrong. */
export type Settled = 'sent' | 'failed' | 'overtaken'

/** Subjects of every kind, with what follows from each decision. */
export interface SubjectStore {
  /** The state as it was saved. */
  load(subject: Subject): Promise<object | undefined>
  /** Its log, in order; of what was saved after a version alone, where one is given. */
  history(subject: Subject, after?: number): Promise<readonly object[]>
  save(commit: Commit): Promise<SaveResult>
  /** A number that no earlier call got for that day (`261120`), counting from 1. Gaps are allowed. */
  nextNumber(day: string): Promise<number>

  /** Whose it is. */
  holderOf(hold: string): Promise<Subject | undefined>
  /** What is held of a kind, such as `loaner`, by id, and whose it is. */
  held(kind: string): Promise<ReadonlyMap<string, Subject>>
  /** Summaries of a board by position. */
  list(query: {
    readonly board: string
    readonly order: 'ascending' | 'descending'
    readonly limit: number
    readonly cursor?: string
  }): Promise<Page<object>>

  /**
   * Notes who waits, only while the subject is still at `armed.version`; else `moved`, and nothing is written. Nor does a slow
   * arming replace one of the same version and generation that began after it.
   */
  arm(subject: Subject, armed: Armed): Promise<'armed' | 'moved'>
  armed(subject: Subject): Promise<Armed | undefined>
  /**
   * Subjects that should have moved before this instant, the longest first: not armed since their last save, or their wait is
   * over. Behind them, as many at most again, those that were tried in vain since: however many these are, they take nobody's place.
   */
  overdueForAttention(before: Instant, limit: number): Promise<readonly Overdue[]>
  /**
   * Notes what was tried for a subject that is overdue since before this instant, looks away from it until `next`, and counts it
   * from then on among those tried in vain; nothing where it has moved meanwhile. The next save puts it among the others again,
   * arming forgets it.
   */
  noteRevival(subject: Subject, revival: Revival, before: Instant): Promise<void>

  /**
   * Effects not yet handed over: those about one subject, or those that wait since before this instant, the longest first, at most
   * `limit` of the kind; without one, of each kind.
   */
  pendingEffects(
    query: { about: Subject } | { before: Instant; limit: number; kind?: WaitingKind },
  ): Promise<readonly Effect[]>
  /** Takes the effect to hand it over; false when another holds it or it is done. A claim lapses at `until`. */
  claimEffect(effect: Effect, now: Instant, until: Instant): Promise<boolean>
  /** `sentTo`: where it went, masked, for the record. A result ends it; `retry` gives the claim back, and whoever looks for what waits finds it again from `at` on. */
  settleEffect(effect: Effect, result: Settled | 'retry', at: Instant, sentTo?: string): Promise<void>
  /**
   * Notes what became of a message, also of one that is not settled yet; the first receipt stays. Gives the message; undefined:
   * there is none of this key.
   */
  noteReceipt(message: Pick<Effect, 'about' | 'key'>, receipt: Receipt): Promise<Effect | undefined>
  /** What went about a subject, in that order. */
  sentAbout(subject: Subject): Promise<readonly Sent[]>
}
