import type { Actor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/instant.ts'

/** What an event has when it is stored: `at` is when it happened, `by` who did it, `action` the id of the tap that caused it, `did` what it was. */
export interface Stamp {
  readonly seq: number
  readonly at: Instant
  readonly by: Actor
  readonly action?: string
  readonly did?: string
}

export type Recorded<E> = E & Stamp

/** Any event, as far as its clocks need to know it: why they move or end, and who decided it. */
export interface Cause extends Stamp {
  readonly type: string
  readonly approver?: string
  readonly reason?: string
  readonly about?: string
  readonly how?: string
}
