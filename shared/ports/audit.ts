import type { Actor } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import type { How } from '../promise/agreement.ts'
import type { Page } from './store.ts'

/** What every line of the audit record says. */
interface Line {
  readonly id: string
  readonly at: Instant
  readonly by: Actor
  readonly role: string
}

/** An evidence pack that left. Earlier versions wrote a line for each one refused as well. */
export interface PackEntry extends Line {
  readonly what: 'evidencePack'
  readonly customer: string
  readonly from: Instant
  readonly to: Instant
  readonly reason: string
  readonly outcome: 'exported' | 'refused'
  readonly format?: 'html' | 'xlsx'
  /** Last link of the pack's hash chain: what a pack shown later must end with. */
  readonly chain?: string
  readonly lines?: number
  /** How many of them are files; absent in what an earlier version exported, which named none. */
  readonly files?: number
}

/** Who took data out of the service department, looked into them, or was refused (C27); and who moved a contract or took back what was recorded of it. */
export type AuditEntry =
  | PackEntry
  /** Master data written to files. */
  | (Line & {
      readonly what: 'masterData'
      readonly outcome: 'exported'
      readonly lists: readonly string[]
      /** How many records. */
      readonly lines: number
    })
  /** All that is kept was written to a folder, to go on in another place. */
  | (Line & { readonly what: 'installation'; readonly outcome: 'exported' })
  /** A program may come to the staff API with a key of its own, as this role; or may no longer. */
  | (Line & {
      readonly what: 'programKey'
      readonly outcome: 'made' | 'ended'
      readonly program: string
      readonly may?: string
    })
  /** A customer's obligations were listed; `count`: how many pages of this list within the minute. */
  | (Line & {
      readonly what: 'obligations'
      readonly outcome: 'read'
      readonly customer: string
      readonly from: Instant
      readonly to: Instant
      readonly count: number
    })
  /** The first time that day that they opened it: `repair/261120-0001`, `unit/BWC-1`, `contract/K-1`, `ledger/due`, `repairs` (the board). */
  | (Line & {
      readonly what: 'subject'
      readonly outcome: 'read'
      readonly subject: string
      readonly customer?: string
    })
  /** A manager moved a contract to a newer version of its plan. */
  | (Line & {
      readonly what: 'contract'
      readonly outcome: 'moved'
      readonly contract: string
      readonly customer: string
      readonly plan: string
      readonly from: number
      readonly planVersion: number
      readonly reason: string
      readonly agreedBy?: string
      readonly how?: How
    })
  /** A manager took back what was recorded on a contract's file: `fact`, by its number there. */
  | (Line & {
      readonly what: 'fact'
      readonly outcome: 'takenBack'
      readonly contract: string
      readonly customer: string
      readonly clause: string
      readonly need: string
      readonly about: string
      readonly fact: number
      readonly reason: string
    })
  /** An engineer took over a repair to which nothing had led them: for the first time that day, and why. */
  | (Line & {
      readonly what: 'repair'
      readonly outcome: 'takenOver'
      readonly repair: string
      readonly reason: string
      readonly customer?: string
    })
  /** A manager ended links: one, as `nameOfLink` calls it, or all of somebody's; `links`: how many of them worked. */
  | (Line & {
      readonly what: 'links'
      readonly outcome: 'revoked'
      readonly person?: string
      readonly contact?: string
      readonly link?: string
      readonly reason: string
      readonly links: number
    })
  /** A manager had a test message sent to one of ours. */
  | (Line & { readonly what: 'testMessage'; readonly outcome: 'sent'; readonly person: string })
  /** `count`: how often within the minute; the rest is of the first time. */
  | (Line & {
      readonly what: 'refusal'
      readonly outcome: 'refused'
      readonly of: string
      readonly count: number
      readonly customer?: string
      readonly reason?: string
    })

export interface Audit {
  /** The same entry twice is one line. */
  append(entry: AuditEntry): Promise<void>
  /** Writes the entry unless one with this key was written that day. The key begins with the day. */
  appendOnce(key: string, entry: AuditEntry): Promise<void>
  /** Writes the entry with a count of 1, or adds 1 to the count of the line that has its instant and id. */
  addTo(entry: AuditEntry & { readonly count: number }): Promise<void>
  /** One month (UTC), newest first. */
  list(query: { month: string; limit: number; cursor?: string }): Promise<Page<AuditEntry>>
}
