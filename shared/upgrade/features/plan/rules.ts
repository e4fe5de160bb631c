import type { PersonRef } from '../../../kernel/actor.ts'
import type { Planned } from '../../state/upgrade.ts'
import type { Actions, Events } from '../feature.ts'
import type { PlanAction } from './offers.ts'

export type PlanEvent =
  /** The first of all; the state begins with it (see `evolve.ts`). */
  | { type: 'planned'; planned: Planned; engineer?: PersonRef }
  | { type: 'assigned'; person: PersonRef }
  /** A contact could not be told for a day. */
  | { type: 'notTold'; contact: string; cause: string }

export const actions: Actions<PlanAction, PlanEvent> = {
  assign: ({ engineer }, _action, { person }) =>
    person === undefined || engineer?.id === person.id ? [] : [{ type: 'assigned', person }],
}

export const events: Events<PlanEvent> = {
  planned: (state) => state,
  assigned: (state, { person }) => ({ ...state, engineer: person }),
  notTold: (state) => state,
}
