import type { AdvisingEvent } from './features/advising/rules.ts'
import type { AskingEvent } from './features/asking/rules.ts'
import type { CallsEvent } from './features/calls/rules.ts'
import type { DoingEvent } from './features/doing/rules.ts'
import type { EndingEvent } from './features/ending/rules.ts'
import type { EngineerEvent } from './features/engineer/rules.ts'
import type { FillingEvent } from './features/filling/rules.ts'
import type { NotesEvent } from './features/notes/rules.ts'
import type { ObjectingEvent } from './features/objecting/rules.ts'
import type { PlanningEvent } from './features/planning/rules.ts'
import type { ReportingEvent } from './features/reporting/rules.ts'
import type { WorksEvent } from './features/works/rules.ts'
import type { Meeting, Recorded, VisitTerms, VisitWork } from './state/visit.ts'

/** It begins with the works that it is to settle. `because`: one of them comes due, or somebody wanted it. */
export interface OpenedEvent {
  readonly type: 'opened'
  readonly visit: string
  readonly way: Meeting
  readonly contract: string
  readonly place: string
  readonly works: readonly VisitWork[]
  readonly terms: VisitTerms
  readonly because: 'due' | 'byHand'
}

/** What happens to a visit; append-only, and the state is a fold of it. */
export type LaterEvent =
  | PlanningEvent
  | ObjectingEvent
  | EngineerEvent
  | FillingEvent
  | ReportingEvent
  | DoingEvent
  | CallsEvent
  | WorksEvent
  | AskingEvent
  | AdvisingEvent
  | NotesEvent
  | EndingEvent
export type VisitEvent = OpenedEvent | LaterEvent
export type VisitEventType = VisitEvent['type']
export type RecordedVisitEvent = Recorded<VisitEvent>
