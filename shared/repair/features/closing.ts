import { without } from '../../kernel/fields.ts'
import { stopPaging } from '../state/paging.ts'
import type { Repair } from '../state/repair.ts'
import type { Events } from './feature.ts'

/** It is over. */
export type ClosedEvent = { type: 'closed'; how: NonNullable<Repair['closed']>['how'] }

export const close = (how: ClosedEvent['how']): ClosedEvent[] => [{ type: 'closed', how }]

export const events: Events<ClosedEvent> = {
  closed: {
    fold: (state, { at, how }) => without(stopPaging({ ...state, closed: { at, how } }), 'loanerWanted'),
    settles: { isOver: true },
  },
}
