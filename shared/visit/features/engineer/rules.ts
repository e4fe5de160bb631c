import type { PersonRef } from '../../../kernel/actor.ts'
import { without } from '../../../kernel/fields.ts'
import type { VisitState } from '../../state/visit.ts'
import type { Actions, Events } from '../feature.ts'
import { requireNotOwn } from '../filling/own.ts'
import type { EngineerAction } from './offers.ts'

export type EngineerEvent =
  | { readonly type: 'assigned'; readonly person: PersonRef }
  | { readonly type: 'confirmed' }
  | { readonly type: 'unassigned'; readonly reason: string }

export const actions: Actions<EngineerAction, EngineerEvent> = {
  assign: { decide: (state, _, { lookedUp: { person } }) => given(person, state) },
  take: {
    decide: (state, _, { lookedUp: { person } }) => {
      const events = given(person, state)
      return events.length > 0 ? [...events, { type: 'confirmed' }] : []
    },
  },
  confirm: { decide: () => [{ type: 'confirmed' }] },
  cannot: { decide: (_, { reason }) => [{ type: 'unassigned', reason }] },
}

/** Throws BadRequestError for whoever would ask about their own work. */
const given = (person: PersonRef | undefined, state: VisitState): readonly EngineerEvent[] => {
  requireNotOwn(state, person)
  return person && person.id !== state.engineer?.id ? [{ type: 'assigned', person }] : []
}

export const events: Events<EngineerEvent> = {
  assigned: {
    fold: (state, { person, at }) => ({ ...without(state, 'confirmedAt', 'asked'), engineer: person, assignedAt: at }),
  },
  confirmed: { fold: (state, { at }) => ({ ...without(state, 'asked'), confirmedAt: at }) },
  unassigned: { fold: (state) => without(state, 'engineer', 'assignedAt', 'confirmedAt', 'asked') },
}
