import { without } from '../../../kernel/fields.ts'
import type { Actions, Events } from '../feature.ts'
import type { NotesAction } from './offers.ts'

export type NotesEvent =
  | { readonly type: 'noted'; readonly text: string }
  /** A message to the contact was given up: they have to be called. */
  | { readonly type: 'messageFailed'; readonly message: string; readonly template: string; readonly cause: string }

export const actions: Actions<NotesAction, NotesEvent> = {
  note: { decide: (_, { text }) => [{ type: 'noted', text }] },
}

export const events: Events<NotesEvent> = {
  noted: { fold: (state) => state },
  messageFailed: {
    fold: (state) => {
      const { proposal } = state
      return proposal ? { ...without(state, 'asked'), proposal: { ...proposal, failed: true } } : state
    },
  },
}
