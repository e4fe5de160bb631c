import type { PersonRef } from '../../../kernel/actor.ts'
import { without } from '../../../kernel/fields.ts'
import type { Actions, Events } from '../feature.ts'
import type { EngineerAction } from './offers.ts'

export type EngineerEvent =
  | { readonly type: 'assigned'; readonly person: PersonRef }
  | { readonly type: 'confirmed' }
  | { readonly type: 'unassigned'; readonly reason: string }

export const actions: Actions<EngineerAction, EngineerEvent> = {
  assign: { decide: ({ engineer }, _, { lookedUp: { person } }) => given(person, engineer) },
  take: {
    decide: ({ engineer }, _, { lookedUp: { person } }) => {
      const events = given(person, engineer)
      return events.length > 0 ? [...events, { type: 'confirmed' }] : []
    },
  },
  confirm: { decide: () => [{ type: 'confirmed' }] },
  cannot: { decide: (_, { reason }) => [{ type: 'unassigned', reason }] },
}

const given = (person: PersonRef | undefined, engineer: PersonRef | undefined): readonly EngineerEvent[] =>
  person && person.id !== engineer?.id ? [{ type: 'assigned', person }] : []

export const events: Events<EngineerEvent> = {
  assigned: {
    fold: (state, { person, at }) => ({ ...without(state, 'confirmedAt', 'asked'), engineer: person, assignedAt: at }),
  },
  confirmed: { fold: (state, { at }) => ({ ...without(state, 'asked'), confirmedAt: at }) },
  unassigned: { fold: (state) => without(state, 'engineer', 'assignedAt', 'confirmedAt', 'asked') },
}
