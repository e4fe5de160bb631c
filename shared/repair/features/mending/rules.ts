import { stopPaging } from '../../state/paging.ts'
import { reach } from '../../state/reach.ts'
import { hasNoRoomForClocks } from '../../state/room.ts'
import type { Work } from '../../state/work.ts'
import type { Actions, Events } from '../feature.ts'
import { type LoanerEvent, releaseLoaner } from '../loaner/rules.ts'
import { requireSuggestions } from '../maintenance-record.ts'
import { fallsDue, type ReplacementDueEvent } from '../replacement/due.ts'
import { workOf } from '../work.ts'
import type { MendingAction } from './offers.ts'
import { requireParts } from './parts-named.ts'

export type MendingEvent = { type: 'hardwareVerdict'; part: string } | { type: 'repaired'; work: Work }

export const actions: Actions<MendingAction, MendingEvent | ReplacementDueEvent | LoanerEvent> = {
  complete: {
    decide: (state, action, { by }) => {
      requireParts(state, action)
      requireSuggestions(state, action)
      return [{ type: 'repaired', work: workOf(action, state, by) }]
    },
    follows: [fallsDue, releaseLoaner],
    needs: ['history'],
    acknowledges: 'paged',
    endsPause: true,
    isFull: hasNoRoomForClocks,
  },
  recordVerdict: { decide: (_, { part }) => [{ type: 'hardwareVerdict', part }] },
}

export const events: Events<MendingEvent> = {
  hardwareVerdict: { fold: (state, event) => reach(state, 'hardwareVerdict', event), starts: true },
  repaired: {
    fold: (state, event) =>
      stopPaging(
        reach({ ...state, work: event.work, solvedBy: state.sentIn ? 'factory' : 'visit' }, 'repaired', event),
      ),
    settles: { isSolution: true },
    tap: 'undoable',
  },
}
