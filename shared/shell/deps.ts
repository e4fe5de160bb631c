import type { Instant } from '../kernel/instant.ts'
import type { Capabilities } from '../ports/capabilities.ts'
import type { Clock } from '../ports/clock.ts'
import type { DirectoryReader, DirectoryWriter } from '../ports/directory.ts'
import type { Inboxes } from '../ports/inboxes.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { Links } from '../ports/links.ts'
import type { Messenger } from '../ports/messaging.ts'
import type { Log, Metrics } from '../ports/observe.ts'
import type { ServiceRecords } from '../ports/records.ts'
import type { Shelf } from '../ports/shelf.ts'
import type { SubjectStore } from '../ports/store.ts'
import type { Watch } from '../ports/watch.ts'
import type { WorkflowEngine } from '../ports/workflow.ts'
import type { CallEffect, SmsEffect } from '../subject/effect.ts'
import type { Decided, State, Story, Undelivered } from '../subject/story.ts'

/** What keeping any subject's promises needs of the outside. AWS and the embedded system each give their own. */
export interface ShellDeps {
  readonly plots: Plots
  readonly store: SubjectStore
  readonly inboxes: Inboxes
  readonly links: Links
  readonly ledger: Ledger
  readonly records: ServiceRecords
  readonly directory: DirectoryReader & DirectoryWriter
  readonly shelf: Shelf
  readonly workflow: WorkflowEngine
  readonly messenger: Messenger
  readonly capabilities: Capabilities
  /** Hex SHA-256. */
  readonly digest: (text: string) => string
  readonly clock: Clock
  /** Address under which links are reached, without a slash at the end. */
  readonly publicUrl: string
  readonly log: Log
  readonly metrics: Metrics
}

/** Of those who look after what others left behind. */
export interface ShellWatchDeps extends ShellDeps {
  readonly watch: Watch
}

/** A story with what it has to look up: what the shell calls when time passes, and when a message has failed. */
export interface Plot<S extends State = State, E extends object = object> extends Story<S, E> {
  /** A timer fired, or somebody acted: what is due now. Asked too early or twice, it decides nothing. */
  advance(deps: ShellDeps, state: S): Promise<Decided<S, E>>
  /** What has to follow outside once it stands; may be repeated. */
  settle?(deps: ShellDeps, state: S): Promise<void>
  /** The provider refused a page: who is asked instead. */
  pageFailed(deps: ShellDeps, state: S, page: SmsEffect, cause: string): Promise<Decided<S, E>>
  /** It was taken, and its provider says that it never arrived. Absent: nobody is paged about it. */
  pageUndelivered?(deps: ShellDeps, state: S, page: SmsEffect, lost: Lost): Promise<Decided<S, E>>
  /** What could not be told to a contact for a day; nothing where it is on record already. */
  messageFailed(deps: ShellDeps, state: S, failed: Undelivered): Promise<Decided<S, E>>
  /** Whether a reminder still says something that is so. */
  isStillSo(state: S, effect: SmsEffect | CallEffect, now: Instant): boolean
  /** People to be told that nobody can go on with it; `state`: absent where not even that can be read. */
  managers(deps: ShellDeps, state: S | undefined): Promise<readonly string[]>
}

export interface Lost {
  readonly channel: string
  readonly cause?: string
}

/** Every kind of subject, by its name. */
export type Plots = Readonly<Record<string, Plot>>
