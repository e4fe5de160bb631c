import type { Form } from '../form/form.ts'
import type { PlanDocument } from '../plan/document.ts'
import type { Attachments } from '../ports/attachments.ts'
import type { Audit } from '../ports/audit.ts'
import type { ContractFiles } from '../ports/contracts.ts'
import type { DirectoryRecord } from '../ports/directory-record.ts'
import type { Mutes } from '../ports/mutes.ts'
import type { Tallies } from '../ports/tallies.ts'
import type { Printing } from '../report/printing.ts'
import type { ShellDeps, ShellWatchDeps } from '../shell/deps.ts'
import type { Contracts } from './contracts.ts'
import type { Repairs } from './repairs.ts'

/** What the use cases need of the outside, beside what keeping promises takes. */
export interface Deps extends ShellDeps {
  readonly repairs: Repairs
  readonly contracts: Contracts
  readonly contractFiles: ContractFiles
  readonly attachments: Attachments
  readonly audit: Audit
  readonly mutes: Mutes
  readonly tallies: Tallies
  /** Who changed which master data when, and why; each change is written with it. */
  readonly directoryRecord: DirectoryRecord
  /** Every version of every written commitment that there is when it is asked: to be asked after whatever names one. */
  readonly plans: () => Promise<readonly PlanDocument[]>
  /** Makes files of reports. */
  readonly printing: Printing
  /** Every version of every form that is filled at visits and on calls. */
  readonly forms: () => Promise<readonly Form[]>
}

/** Of those who look after what others left behind. */
export interface WatchDeps extends Deps, ShellWatchDeps {}

/** What adapters give. */
export type Outside = Omit<Deps, 'repairs' | 'contracts' | 'plots'>
