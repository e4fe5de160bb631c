import type { Story } from '../subject/story.ts'
import { nextAt } from './awaited.ts'
import { messagesOf } from './event-messages.ts'
import { fold } from './event-rules.ts'
import type { RecordedVisitEvent } from './events.ts'
import { holdOfWork, holdsOfTime, VISIT } from './state/subject.ts'
import { isEnded, type VisitState } from './state/visit.ts'
import { boardOf, positionOf, summaryOf } from './summary.ts'

/** A planned visit or call, from before its works are due until they are settled, or owed no more. Its promises are its contract's. */
export const visitStory: Story<VisitState, RecordedVisitEvent> = {
  kind: VISIT,
  write: (state) => state,
  read: (kept) => kept as VisitState,
  fold: (_, events) => fold(events),
  messages: messagesOf,
  lines: () => [],
  holds: (visit) => [...worksHeld(visit), ...timeHeld(visit)].map((hold) => ({ hold })),
  entry: (visit) => {
    const summary = summaryOf(visit)
    return { board: boardOf(visit), position: positionOf(summary), summary }
  },
  isAttended: (visit) => !isEnded(visit) || visit.unnoted === true,
  nextAt,
  waitsFor: (visit) => visit.stage,
  figures: () => [],
}

/** No work is in two open visits. */
const worksHeld = (visit: VisitState): readonly string[] =>
  isEnded(visit) ? [] : visit.works.map(({ key }) => holdOfWork(visit.contract, key))

const timeHeld = ({ booked, stage, slot, engineer }: VisitState): readonly string[] =>
  booked && stage === 'appointment' && slot && engineer ? holdsOfTime(engineer.id, slot) : []
