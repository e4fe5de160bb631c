import { without } from '../../../kernel/fields.ts'
import type { Actions, Events } from '../feature.ts'
import { meaning, notMeantYet } from '../filling/forms.ts'
import type { FillingEvent } from '../filling/rules.ts'
import type { EndingAction } from './offers.ts'

export type EndingEvent =
  | { readonly type: 'cancelled'; readonly reason: string }
  /** None of its works is owed any more, or they were settled otherwise. */
  | { readonly type: 'fellAway' }

export const actions: Actions<EndingAction, EndingEvent | FillingEvent> = {
  cancel: { decide: (state, { reason }) => [...meaning(notMeantYet(state)), { type: 'cancelled', reason }] },
}

export const events: Events<EndingEvent> = {
  cancelled: {
    fold: (state, { reason, at }) => ({
      ...without(state, 'asked', 'proposal'),
      stage: 'ended',
      since: at,
      ended: { at, how: 'cancelled', reason },
      unnoted: true,
    }),
  },
  fellAway: {
    fold: (state, { at }) => ({
      ...without(state, 'asked', 'proposal'),
      stage: 'ended',
      since: at,
      ended: { at, how: 'fallenAway' },
      unnoted: true,
    }),
  },
}
