import { together } from '../repair/features/feature.ts'
import type { UpgradeAction, UpgradeActionType } from './actions.ts'
import type { RecordedUpgradeEvent, UpgradeEvent } from './events.ts'
import { events as backup, actions as backupActions } from './features/backup/rules.ts'
import { events as ending, actions as endingActions } from './features/ending/rules.ts'
import type { Actions, Events, Given } from './features/feature.ts'
import { events as meeting, actions as meetingActions } from './features/meeting/rules.ts'
import { events as plan, actions as planActions } from './features/plan/rules.ts'
import { events as work, actions as workActions } from './features/work/rules.ts'
import type { Upgrade } from './state/upgrade.ts'

const ACTIONS: Actions<UpgradeAction, UpgradeEvent> = together([
  planActions,
  meetingActions,
  backupActions,
  workActions,
  endingActions,
])
const EVENTS: Events<UpgradeEvent> = together([plan, meeting, backup, work, ending])

/** What an action decides. */
export const decideOn = (state: Upgrade, action: UpgradeAction, given: Given): readonly UpgradeEvent[] => {
  const decide = ACTIONS[action.type as UpgradeActionType] as (
    state: Upgrade,
    action: UpgradeAction,
    given: Given,
  ) => readonly UpgradeEvent[]
  return decide(state, action, given)
}

/** What an event does to the state. */
export const foldOf = (state: Upgrade, event: RecordedUpgradeEvent): Upgrade => {
  const fold = EVENTS[event.type] as (state: Upgrade, event: RecordedUpgradeEvent) => Upgrade
  return fold(state, event)
}
