import { together } from '../repair/features/feature.ts'
import type { VisitAction, VisitActionType } from './actions.ts'
import type { LaterEvent } from './events.ts'
import { actions as advising } from './features/advising/rules.ts'
import { actions as calls } from './features/calls/rules.ts'
import { actions as doing } from './features/doing/rules.ts'
import { actions as ending } from './features/ending/rules.ts'
import { actions as engineer } from './features/engineer/rules.ts'
import type { ActionRule } from './features/feature.ts'
import { actions as filling } from './features/filling/rules.ts'
import { actions as notes } from './features/notes/rules.ts'
import { actions as objecting } from './features/objecting/rules.ts'
import { actions as planning } from './features/planning/rules.ts'
import { actions as works } from './features/works/rules.ts'

const ACTIONS: { readonly [T in VisitActionType]: ActionRule<Extract<VisitAction, { type: T }>, LaterEvent> } =
  together([filling, doing, calls, engineer, planning, objecting, works, advising, notes, ending])

/** What an action does. */
export const actionRule = (type: VisitActionType): ActionRule<VisitAction, LaterEvent> => ACTIONS[type]
