import type { Story } from '../subject/story.ts'
import { nextAt } from './decide.ts'
import type { Duty, RecordedDutyEvent } from './duty.ts'
import { fold } from './evolve.ts'
import { messagesOf } from './messages.ts'
import { DUTIES, DUTY } from './subject.ts'
import { summaryOf } from './summary.ts'

/** Reinforced duty in a period that is important to the customer, from its plan on. What is promised of it are works of the contract. */
export const dutyStory: Story<Duty, RecordedDutyEvent> = {
  kind: DUTY,
  write: (state) => state,
  read: (kept) => kept as Duty,
  fold,
  messages: messagesOf,
  lines: () => [],
  holds: () => [],
  entry: (state) => ({ board: DUTIES, position: `${state.to}_${state.id}`, summary: summaryOf(state) }),
  isAttended: (state) => nextAt(state) !== undefined,
  nextAt,
  waitsFor: (state) => (nextAt(state) === undefined ? 'done' : 'watch'),
  figures: () => [],
}
