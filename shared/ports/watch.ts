import type { Instant } from '../kernel/instant.ts'
import type { Subject } from '../kernel/subject.ts'
import type { Page } from './store.ts'

/** Something that has to follow a save, behind it: the rest of a subject's ledger, or a service record's words. */
export interface FollowUp {
  readonly subject: Subject
  readonly what: 'ledger' | 'record'
  /** Which save asked for it, and since when; a later one has another. */
  readonly mark: string
}

/** What the watchdog needs of the store beside what all need. Nothing here costs more the more is open. */
export interface Watch {
  /** Every open repair once, page by page, in no order: for whoever counts. */
  openPage(limit: number, cursor?: string): Promise<Page<object>>
  /** Where a round stands that goes on from sweep to sweep: a text that only its use case reads. */
  round(name: string): Promise<string | undefined>
  keepRound(name: string, stand: string): Promise<void>
  /** What should have followed a save before this instant and has not, the longest first. */
  unfollowed(before: Instant, limit: number): Promise<readonly FollowUp[]>
  /** It has followed. What another save has asked for since is still to follow. */
  followed(followUp: FollowUp): Promise<void>
  /** It cannot be done now: others go before it until then. */
  postpone(followUp: FollowUp, until: Instant): Promise<void>
}
