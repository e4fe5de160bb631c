import { defined, without } from '../../../kernel/fields.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { nextCall } from '../../slots/half-days.ts'
import { MOST_ATTEMPTS, type Slot, type VisitState } from '../../state/visit.ts'
import type { Actions, Events } from '../feature.ts'
import type { CallsAction } from './offers.ts'

export type CallsEvent =
  /** When to call. */
  | { readonly type: 'callSet'; readonly slot: Slot }
  /** `again`: in the half of a day in which it was tried before, which is no try of its own. */
  | { readonly type: 'notReached'; readonly note?: string; readonly next?: Slot; readonly again?: true }

export const actions: Actions<CallsAction, CallsEvent> = {
  notReached: {
    decide: ({ terms, attempts, slot }, { note }, { now }) =>
      attempts > 0 && slot && now < slot.from
        ? [{ type: 'notReached', again: true, ...defined({ note, next: slot }) }]
        : [{ type: 'notReached', ...defined({ note, next: nextCall(now, terms) }) }],
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
  notReached: { fold: (state, event) => (event.again ? state : tried(state, event)) },
}

const tried = (state: VisitState, { next, at }: { readonly next?: Slot; readonly at: Instant }): VisitState => ({
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
})
