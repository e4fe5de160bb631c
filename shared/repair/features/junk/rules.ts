import { without } from '../../../kernel/fields.ts'
import { durationMs, type Instant, later } from '../../../kernel/instant.ts'
import type { ClockEvent } from '../../clocks/events.ts'
import { pagingFor } from '../../state/paging.ts'
import type { RepairStamp } from '../../state/recorded.ts'
import type { Repair } from '../../state/repair.ts'
import { brief } from '../../state/room.ts'
import { type ClosedEvent, close } from '../closing.ts'
import type { Actions, Events } from '../feature.ts'
import { type LoanerEvent, releaseLoaner } from '../loaner/rules.ts'
import type { JunkAction } from './offers.ts'

export type JunkEvent =
  | { type: 'junk'; reason: string }
  /** The list of the day's junk has gone to the manager. */
  | { type: 'junkFiled' }

export const actions: Actions<JunkAction, JunkEvent | LoanerEvent | ClosedEvent> = {
  closeAsJunk: {
    decide: (_, { reason }) => [{ type: 'junk', reason }],
    follows: [releaseLoaner, () => close('junk')],
  },
}

export const events: Events<JunkEvent> = {
  junk: { fold: (state, { at, reason }) => ({ ...state, junk: { at, reason: brief(reason) } }), clocks: ended },
  junkFiled: { fold: (state) => (state.junk ? { ...state, junk: { ...state.junk, filed: true } } : state) },
}

/** For so long the next call from a number opens again what was taken for junk. */
const JUNK_REOPENS_WITHIN = 'P30D'

/**
 * Whatever was promised to nobody counts for nothing, however it had ended: the ledger shows it as fallen away. What a manager
 * waived stays so.
 */
function ended({ clocks }: Repair, { seq }: RepairStamp): ClockEvent[] {
  return clocks
    .filter(({ state }) => state === 'open' || state === 'kept' || state === 'broken')
    .map(({ id, term }) => ({
      type: 'clockEnded',
      clock: id,
      clause: term.clause,
      outcome: 'fallenAway',
      evidence: seq,
      because: 'junk',
    }))
}

export const canReopenJunk = ({ closed }: Repair, now: Instant): boolean =>
  closed?.how === 'junk' && now <= later(closed.at, durationMs(JUNK_REOPENS_WITHIN))

/** It was no junk: a new report of what is said now, under clocks that count from it; the old ones stay fallen away. */
export const afterJunk = (state: Repair, at: Instant): Repair => ({
  ...without(
    state,
    'closed',
    'junk',
    'assignee',
    'toldOfWords',
    'attempts',
    'agreements',
    'delay',
    'visitAt',
    'sentIn',
    'visitApproval',
    'judgedMajor',
  ),
  round: state.round + 1,
  roundAt: at,
  milestones: {},
  symptoms: state.calls.at(-1)?.symptoms ?? state.symptoms,
  paging: pagingFor('report', at),
})
