import type { PersonRef } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/instant.ts'

/** The customer complains of how it goes. */
export interface Complaint {
  readonly at: Instant
  readonly what: string
  /** Who of theirs. */
  readonly contact: string
  /** Who was told. */
  readonly manager?: PersonRef
  readonly answered?: { readonly at: Instant; readonly by: string; readonly answer: string }
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
