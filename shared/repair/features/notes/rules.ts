import { inFuture } from '../../../kernel/errors.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { brief } from '../../state/room.ts'
import type { Actions, Events } from '../feature.ts'
import type { NoteAction } from './offers.ts'

export type NoteEvent =
  | { type: 'delayed'; reason: string; newTime?: Instant }
  | { type: 'noted'; text: string }
  /** A message to a contact was given up: they have to be called. `template`: what it was to tell them. */
  | {
      type: 'messageFailed'
      /** Key of the message; absent in what an earlier version recorded. */
      message?: string
      contact?: string
      /** How it was tried for a day; absent: they are on file no more. */
      channel?: 'email' | 'text'
      template: string
      cause: string
    }

export const actions: Actions<NoteAction, NoteEvent> = {
  delay: {
    decide: (_, { reason, newTime }, { now }) => [
      { type: 'delayed', reason, ...(newTime && { newTime: inFuture('newTime', newTime, now) }) },
    ],
  },
  note: { decide: (_, { text }) => [{ type: 'noted', text }] },
}

export const events: Events<NoteEvent> = {
  delayed: {
    fold: (state, { reason, newTime }) => ({
      ...state,
      delay: { reason: brief(reason), ...(newTime && { newTime }) },
    }),
  },
  noted: { fold: (state) => state },
  messageFailed: { fold: (state) => state },
}
