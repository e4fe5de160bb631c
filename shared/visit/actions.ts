import type { AdvisingAction } from './features/advising/offers.ts'
import type { CallsAction } from './features/calls/offers.ts'
import type { DoingAction } from './features/doing/offers.ts'
import type { EndingAction } from './features/ending/offers.ts'
import type { EngineerAction } from './features/engineer/offers.ts'
import type { FillingAction } from './features/filling/offers.ts'
import type { NotesAction } from './features/notes/offers.ts'
import type { ObjectingAction } from './features/objecting/offers.ts'
import type { PlanningAction } from './features/planning/offers.ts'
import type { WorksAction } from './features/works/offers.ts'

/** What people do to a visit, from a link or the staff API. `id` makes a repeated tap act once. */
export type VisitAction = { readonly id?: string } & (
  | PlanningAction
  | EngineerAction
  | FillingAction
  | DoingAction
  | CallsAction
  | ObjectingAction
  | WorksAction
  | AdvisingAction
  | NotesAction
  | EndingAction
)
export type VisitActionType = VisitAction['type']
