import type { Plan } from '../plan/plan.ts'
import type { Capabilities } from '../ports/capabilities.ts'
import type { Clock } from '../ports/clock.ts'
import type { DirectoryReader } from '../ports/directory.ts'
import type { MailSender, SmsSender } from '../ports/messaging.ts'
import type { Log, Metrics } from '../ports/observe.ts'
import type { RepairStore } from '../ports/store.ts'
import type { WorkflowEngine } from '../ports/workflow.ts'

/** What the use cases need of the outside. AWS and the embedded system each give their own. */
export interface Deps {
  readonly store: RepairStore
  readonly directory: DirectoryReader
  readonly workflow: WorkflowEngine
  readonly sms: SmsSender
  readonly mail: MailSender
  readonly capabilities: Capabilities
  readonly clock: Clock
  readonly plans: readonly Plan[]
  /** Address under which links are reached, without a slash at the end. */
  readonly publicUrl: string
  readonly log: Log
  readonly metrics: Metrics
}
