import type { Actor } from '../../kernel/actor.ts'
import type { KeptFile } from '../../kernel/file-kind.ts'
import type { Instant } from '../../kernel/instant.ts'

/** A file beside the repair, named by the event that records it. */
export interface Attachment extends KeptFile {
  readonly at: Instant
  readonly seq: number
  /** Who of which side brought it. */
  readonly by: Pick<Actor, 'kind' | 'id' | 'name'>
  readonly note?: string
  /** It is the customer's signature. */
  readonly isSignature?: true
}

/** The customer signed on the engineer's phone; without a file their name was typed. */
export interface Signature {
  readonly signer: string
  readonly at: Instant
  readonly seq: number
  readonly sha256?: string
}
