import { together } from '../repair/features/feature.ts'
import type { Effect } from '../subject/effect.ts'
import type { RecordedUpgradeEvent, UpgradeEvent } from './events.ts'
import { messages as backup } from './features/backup/messages.ts'
import { messages as ending } from './features/ending/messages.ts'
import type { Messages } from './features/feature.ts'
import { messages as meeting } from './features/meeting/messages.ts'
import { messages as plan } from './features/plan/messages.ts'
import { messages as work } from './features/work/messages.ts'
import type { Upgrade } from './state/upgrade.ts'

const MESSAGES: Messages<UpgradeEvent> = together([plan, meeting, backup, work, ending])

/** What new events say to whom. */
export const messagesOf = (
  events: readonly RecordedUpgradeEvent[],
  _before: Upgrade | undefined,
  after: Upgrade,
): readonly Effect[] =>
  events.flatMap((event) => {
    const say = MESSAGES[event.type] as (event: RecordedUpgradeEvent, after: Upgrade) => readonly Effect[]
    return say(event, after)
  })
