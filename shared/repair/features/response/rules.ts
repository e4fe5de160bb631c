import { pick } from '../../../kernel/fields.ts'
import { byAttempts } from '../../clocks/clockwork.ts'
import { occurrenceOf, reach } from '../../state/reach.ts'
import type { Actions, Events } from '../feature.ts'
import type { ResponseAction } from './offers.ts'

export type ResponseEvent =
  | { type: 'responded'; note?: string }
  /** An engineer called and reached nobody. */
  | { type: 'attempted'; note?: string }
  | { type: 'solutionProposed'; solution: string }

export const actions: Actions<ResponseAction, ResponseEvent> = {
  respond: {
    decide: (_, action) => [
      { type: 'responded', ...pick(action, 'note') },
      ...(action.solution ? [{ type: 'solutionProposed' as const, solution: action.solution }] : []),
    ],
    acknowledges: 'own',
  },
  attempt: { decide: (_, action) => [{ type: 'attempted', ...pick(action, 'note') }], acknowledges: 'own' },
  propose: { decide: (_, { solution }) => [{ type: 'solutionProposed', solution }], acknowledges: 'own' },
}

/** More calls than this in one round say nothing new. */
const MOST_ATTEMPTS = 20

export const events: Events<ResponseEvent> = {
  responded: {
    fold: (state, event) => reach(state, 'responded', event),
    settles: { reaches: ['responded'], isCall: true },
    tap: 'undoable',
  },
  attempted: {
    fold: (state, event) => ({
      ...state,
      attempts: [...(state.attempts ?? []), occurrenceOf(event)].slice(0, MOST_ATTEMPTS),
    }),
    clocks: byAttempts,
    tap: 'undoable',
  },
  solutionProposed: {
    fold: (state, event) => reach(reach(state, 'responded', event), 'proposed', event),
    settles: { reaches: ['responded', 'proposed'], isCall: true },
    tap: 'undoable',
  },
}
