import type { Words } from '../kernel/words.ts'
import { together } from '../repair/features/feature.ts'
import type { RecordedUpgradeEvent, UpgradeEvent } from './events.ts'
import { lines as backup } from './features/backup/words.ts'
import { lines as ending } from './features/ending/words.ts'
import type { Lines } from './features/feature.ts'
import { lines as meeting } from './features/meeting/words.ts'
import { lines as plan } from './features/plan/words.ts'
import { lines as work } from './features/work/words.ts'

const LINES: Lines<UpgradeEvent> = together([plan, meeting, backup, work, ending])

/** What the timeline says of an event. */
export const saidOf = (event: RecordedUpgradeEvent, words: Words): string => {
  const say = LINES[event.type] as (event: RecordedUpgradeEvent, words: Words) => string
  return say(event, words)
}
