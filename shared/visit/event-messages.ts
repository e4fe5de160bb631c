import { together } from '../repair/features/feature.ts'
import type { Effect } from '../subject/effect.ts'
import type { RecordedVisitEvent, VisitEvent, VisitEventType } from './events.ts'
import { messages as advising } from './features/advising/messages.ts'
import { messages as asking } from './features/asking/messages.ts'
import { messages as calls } from './features/calls/messages.ts'
import { messages as doing } from './features/doing/messages.ts'
import { messages as ending } from './features/ending/messages.ts'
import { messages as engineer } from './features/engineer/messages.ts'
import { silent, type Telling } from './features/feature.ts'
import { messages as filling } from './features/filling/messages.ts'
import { messages as notes } from './features/notes/messages.ts'
import { messages as objecting } from './features/objecting/messages.ts'
import { messages as planning } from './features/planning/messages.ts'
import { messages as reporting } from './features/reporting/messages.ts'
import { messages as works } from './features/works/messages.ts'
import type { VisitState } from './state/visit.ts'

const MESSAGES: { readonly [T in VisitEventType]: Telling<Extract<VisitEvent, { type: T }>> } = together([
  { opened: silent },
  planning,
  objecting,
  engineer,
  filling,
  reporting,
  doing,
  calls,
  works,
  asking,
  advising,
  notes,
  ending,
])

/** What new events say to whom. */
export const messagesOf = (
  events: readonly RecordedVisitEvent[],
  before: VisitState | undefined,
  after: VisitState,
): readonly Effect[] => events.flatMap((event) => (MESSAGES[event.type] as Telling<VisitEvent>)(event, after, before))
