import type { PersonRef } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/instant.ts'

/** The customer complains of how it goes. */
export interface Complaint {
  readonly at: Instant
  readonly what: string
  /** Who of theirs. */
  readonly contact: string
  /** The call-back in which they rated it so low. */
  readonly visit?: string
  /** Who was told. */
  readonly manager?: PersonRef
  readonly answered?: { readonly at: Instant; readonly by: string; readonly answer: string }
}

/** The customer was called back about it (C29). Without a score: nobody was reached, or they would give none. */
export interface CalledBack {
  readonly visit: string
  readonly at: Instant
  /** Who of ours brought it to an end: whose score it is. */
  readonly worker?: string
  /** From 1 to 5. */
  readonly score?: number
}

/** What the customer wrote or sent since one of ours last did something here. */
export interface Unread {
  readonly since: Instant
  readonly count: number
  /** The latest words. */
  readonly text?: string
}

export const openComplaints = ({ complaints = [] }: { readonly complaints?: readonly Complaint[] }) =>
  complaints.filter(({ answered }) => !answered)
