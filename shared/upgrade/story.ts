import { isOpen } from '../promise/promised.ts'
import type { Story } from '../subject/story.ts'
import { nextAt } from './decide.ts'
import type { RecordedUpgradeEvent } from './events.ts'
import { fold } from './evolve.ts'
import { messagesOf } from './says.ts'
import { linesOf } from './state/promises.ts'
import { UPGRADE, UPGRADES } from './state/subject.ts'
import { isOver, type Upgrade } from './state/upgrade.ts'
import { summaryOf } from './summary.ts'

/** An upgrade of units at a customer's: planned with them, run in the window that they agreed to, done or rolled back. */
export const upgradeStory: Story<Upgrade, RecordedUpgradeEvent> = {
  kind: UPGRADE,
  write: (state) => state,
  read: (kept) => kept as Upgrade,
  fold,
  messages: messagesOf,
  lines: linesOf,
  holds: () => [],
  entry: (state) => ({ board: UPGRADES, position: `${state.plannedAt}_${state.id}`, summary: summaryOf(state) }),
  isAttended: (state) => !isOver(state) || state.promises.some(isOpen),
  nextAt,
  waitsFor: (state) => (isOver(state) ? 'done' : state.agreed ? 'upgrade' : 'agreement'),
  figures: (events) => events.flatMap(({ type }) => (type === 'missed' ? (['ClocksBroken'] as const) : [])),
}
