import type { Story } from '../subject/story.ts'
import { nextAt } from './due.ts'
import { fold } from './evolve.ts'
import { type Handovers, type RecordedHandoverEvent, ROSTER, ROSTERS } from './handovers.ts'
import { messagesOf } from './messages.ts'

/** A roster as those hear of it who have duty on it, and whoever answers for it. No promise is about it. */
export const rosterStory: Story<Handovers, RecordedHandoverEvent> = {
  kind: ROSTER,
  write: (state) => state,
  read: (kept) => kept as Handovers,
  fold,
  messages: messagesOf,
  lines: () => [],
  holds: () => [],
  entry: ({ id, name, gaps }) => ({ board: ROSTERS, position: id, summary: { id, name, gaps: gaps.length } }),
  isAttended: (state) => nextAt(state) !== undefined,
  nextAt,
  waitsFor: (state) => (nextAt(state) === undefined ? 'done' : 'handover'),
  figures: () => [],
}
