import type { BackupAction } from './features/backup/offers.ts'
import type { EndingAction } from './features/ending/offers.ts'
import type { MeetingAction } from './features/meeting/offers.ts'
import type { PlanAction } from './features/plan/offers.ts'
import type { WorkAction } from './features/work/offers.ts'

/** What people do to an upgrade, from a link or the staff API. `id` makes a repeated tap act once. */
export type UpgradeAction = { readonly id?: string } & (
  | PlanAction
  | MeetingAction
  | BackupAction
  | WorkAction
  | EndingAction
)
export type UpgradeActionType = UpgradeAction['type']
