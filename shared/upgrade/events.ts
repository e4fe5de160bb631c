import type { BackupEvent } from './features/backup/rules.ts'
import type { EndingEvent } from './features/ending/rules.ts'
import type { Recorded } from './features/feature.ts'
import type { MeetingEvent } from './features/meeting/rules.ts'
import type { PlanEvent } from './features/plan/rules.ts'
import type { WorkEvent } from './features/work/rules.ts'

export type UpgradeEvent = (PlanEvent | MeetingEvent | BackupEvent | WorkEvent | EndingEvent) & {
  /** Whose tap it was, where it had an id: the first event of an action. */
  readonly tap?: string
}
export type RecordedUpgradeEvent = Recorded<UpgradeEvent>
