import type { DirectoryChange, Edited, EditedList } from '../../../shared/directory/change.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { Subject } from '../../../shared/kernel/subject.ts'
import type { ServiceRecord } from '../../../shared/knowledge/record.ts'
import type { AuditEntry } from '../../../shared/ports/audit.ts'
import type { Receipt } from '../../../shared/ports/messaging.ts'
import type { Shelved } from '../../../shared/ports/shelf.ts'
import type { Settled } from '../../../shared/ports/store.ts'
import type { Obligation } from '../../../shared/promise/obligation.ts'
import type { Mute } from '../../../shared/repair/state/mute.ts'
import type { Effect, LinkRecord } from '../../../shared/subject/effect.ts'
import type { Inbox } from '../../../shared/subject/inbox.ts'
import type { Holder } from '../../../shared/subject/link.ts'

/**
 * All that an installation keeps, one thing at a time, whichever store it comes from. What is derived from these – words of service
 * records, copies of contacts, places in indexes – each store derives anew. What only the place itself knows is left behind: who
 * waits, claims, rounds of the watchdog, what was counted within the hour, accounts and sessions.
 */
export type Thing =
  | { readonly of: 'plans'; readonly digest: string; readonly plan: object }
  | { readonly of: 'directory'; readonly list: EditedList; readonly entry: Edited }
  | { readonly of: 'changes'; readonly change: DirectoryChange }
  | {
      readonly of: 'subjects'
      readonly subject: Subject
      readonly version: number
      readonly board: string
      readonly position: string
      /** Somebody still waits for something: the watchdog of the new place starts an execution. */
      readonly isAttended: boolean
      readonly summary: object
    }
  | { readonly of: 'states'; readonly subject: Subject; readonly version: number; readonly state: object }
  | {
      readonly of: 'commits'
      readonly subject: Subject
      readonly version: number
      readonly events: readonly { readonly at?: Instant }[]
    }
  | {
      readonly of: 'messages'
      readonly status: Settled | 'pending'
      /** Of one that is pending. A claim lapses with the place where somebody had it. */
      readonly waitingSince?: Instant
      readonly settledAt?: Instant
      readonly sentTo?: string
      readonly receipt?: Receipt
      readonly effect: Effect
    }
  | { readonly of: 'holds'; readonly hold: string; readonly subject: Subject }
  | { readonly of: 'links'; readonly link: LinkRecord }
  /** Without a link, all of the holder's. */
  | { readonly of: 'revocations'; readonly holder: Holder; readonly link?: string; readonly at: Instant }
  | { readonly of: 'numbers'; readonly day: string; readonly last: number }
  | { readonly of: 'lines'; readonly line: Obligation }
  | { readonly of: 'records'; readonly record: ServiceRecord }
  | { readonly of: 'facts'; readonly contract: string; readonly seq: number; readonly event: object }
  | { readonly of: 'audit'; readonly entry: AuditEntry }
  | { readonly of: 'shelf'; readonly kind: string; readonly thing: Shelved }
  | { readonly of: 'mutes'; readonly mute: Mute }
  | { readonly of: 'inboxes'; readonly person: string; readonly inbox: Inbox }

export type ThingOf<Of extends Thing['of']> = Extract<Thing, { of: Of }>

/** What a watchdog acts on: put last, so that it finds all that this is about, wherever the work is cut short. */
export const isLive = (thing: Thing): boolean =>
  thing.of === 'subjects' || (thing.of === 'messages' && thing.status === 'pending')

/** Where it is put. */
export interface Taker {
  put(things: readonly Thing[]): Promise<void>
  /** After the last one. */
  end(): Promise<void>
}
