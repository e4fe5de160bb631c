import { nameOf } from '../../../kernel/actor.ts'
import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { applyClock } from '../../clocks/apply-clock.ts'
import type { ClockEvent } from '../../clocks/events.ts'
import type { Recorded } from '../../state/recorded.ts'
import type { Repair } from '../../state/repair.ts'
import { heardWith } from '../attention/rules.ts'
import { type ClaimEvent, delayClaims } from '../claims/rules.ts'
import type { Actions, Events, Given } from '../feature.ts'
import type { PromiseAction } from './offers.ts'

export const actions: Actions<PromiseAction, ClockEvent> = { waive: { decide: waiveEvents } }

export const events: Events<ClockEvent, ClaimEvent> = {
  clockStarted: {
    fold: applyClock,
    clocks: (after, event) => (event.clock.state === 'broken' ? claimsOf(after, event) : []),
  },
  clockMoved: {
    fold: applyClock,
    clocks: (after, event) =>
      event.because === 'disagreed' && event.clock.state === 'broken' ? claimsOf(after, event) : [],
  },
  clockWarned: {
    fold: applyClock,
    heard: (state, event) => heardWith(state, event, event.person !== undefined),
  },
  clockBroken: { fold: applyClock, clocks: delayClaims },
  clockEnded: {
    fold: applyClock,
    clocks: (after, event) => (event.outcome === 'broken' ? delayClaims(after, event) : []),
  },
}

const claimsOf = (
  state: Repair,
  { clock, at }: Recorded<Extract<ClockEvent, { type: 'clockMoved' | 'clockStarted' }>>,
): ClaimEvent[] => delayClaims(state, { clock: clock.id, clause: clock.term.clause, at })

/**
 * A promise is let off, with reason and approver on record. Only one that is open: what is broken stays broken. Throws
 * BadRequestError for any other.
 */
function waiveEvents(state: Repair, { clock: id, reason }: PromiseAction, { by }: Given): ClockEvent[] {
  const clock = state.clocks.find((known) => known.id === id)
  const open = state.clocks.filter((known) => known.state === 'open').map((known) => known.id)
  if (!clock)
    throw new BadRequestError([
      fault('clock', `没有 "${id}"；未结束的有 ${open.join('、')}`, `there is no "${id}"; open are ${open.join(', ')}`),
    ])
  if (clock.state === 'broken')
    throw new BadRequestError([
      fault(
        'clock',
        `"${id}" 已经超时，超时要留在记录里；未结束的有 ${open.join('、')}`,
        `"${id}" is broken already, and a broken promise stays on record; open are ${open.join(', ')}`,
      ),
    ])
  if (clock.state !== 'open')
    throw new BadRequestError([
      fault('clock', `"${id}" 已结束（${clock.state}）`, `"${id}" has ended as ${clock.state}`),
    ])
  return [
    {
      type: 'clockEnded',
      clock: id,
      clause: clock.term.clause,
      outcome: 'waived',
      evidence: state.seq + 1,
      because: reason,
      approver: nameOf(by),
    },
  ]
}
