import { defined, without } from '../../../kernel/fields.ts'
import { nextCall } from '../../slots/half-days.ts'
import { MOST_ATTEMPTS, type Slot } from '../../state/visit.ts'
import type { Actions, Events } from '../feature.ts'
import type { CallsAction } from './offers.ts'

export type CallsEvent =
  /** When to call. */
  | { readonly type: 'callSet'; readonly slot: Slot }
  | { readonly type: 'notReached'; readonly note?: string; readonly next?: Slot }

export const actions: Actions<CallsAction, CallsEvent> = {
  notReached: {
    decide: ({ terms }, { note }, { now }) => [
      { type: 'notReached', ...defined({ note, next: nextCall(now, terms) }) },
    ],
  },
}

export const events: Events<CallsEvent> = {
  callSet: {
    fold: (state, { slot, at }) => ({
      ...without(state, 'asked'),
      stage: 'appointment',
      since: at,
      slot,
      unnoted: true,
    }),
  },
  notReached: {
    fold: (state, { next, at }) => ({
      ...without(
        state,
        'slot',
        'agreed',
        'remindedAt',
        ...(state.attempts + 1 === MOST_ATTEMPTS ? (['asked'] as const) : []),
      ),
      stage: next ? 'appointment' : 'planning',
      since: at,
      attempts: state.attempts + 1,
      ...(next && { slot: next }),
      unnoted: true,
    }),
  },
}
