import type { PlanDocument } from '../plan/document.ts'
import type { Audit } from '../ports/audit.ts'
import type { Capabilities } from '../ports/capabilities.ts'
import type { Clock } from '../ports/clock.ts'
import type { ContractFiles } from '../ports/contracts.ts'
import type { DirectoryReader, DirectoryWriter } from '../ports/directory.ts'
import type { Inboxes } from '../ports/inboxes.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { Links } from '../ports/links.ts'
import type { MailSender, SmsSender } from '../ports/messaging.ts'
import type { Mutes } from '../ports/mutes.ts'
import type { Log, Metrics } from '../ports/observe.ts'
import type { ServiceRecords } from '../ports/records.ts'
import type { RepairStore } from '../ports/store.ts'
import type { Watch } from '../ports/watch.ts'
import type { WorkflowEngine } from '../ports/workflow.ts'

/** What the use cases need of the outside. AWS and the embedded system each give their own. */
export interface Deps {
  readonly store: RepairStore
  readonly inboxes: Inboxes
  readonly links: Links
  readonly ledger: Ledger
  readonly records: ServiceRecords
  readonly contracts: ContractFiles
  readonly audit: Audit
  readonly mutes: Mutes
  readonly directory: DirectoryReader & DirectoryWriter
  readonly workflow: WorkflowEngine
  readonly sms: SmsSender
  readonly mail: MailSender
  readonly capabilities: Capabilities
  /** Hex SHA-256, for the hash chain of evidence. */
  readonly digest: (text: string) => string
  readonly clock: Clock
  /** Every version of every written commitment. */
  readonly plans: readonly PlanDocument[]
  /** Address under which links are reached, without a slash at the end. */
  readonly publicUrl: string
  readonly log: Log
  readonly metrics: Metrics
}

/** Of those who look after what others left behind. */
export interface WatchDeps extends Deps {
  readonly watch: Watch
}
