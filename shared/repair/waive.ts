import { type Actor, nameOf } from '../kernel/actor.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import type { Action } from './actions.ts'
import type { RepairEvent } from './events.ts'
import type { Repair } from './state/repair.ts'

/**
 * A promise is let off, with reason and approver on record. Only one that is open: what is broken stays broken. Throws
 * BadRequestError for any other.
 */
export function waiveEvents(
  state: Repair,
  { clock: id, reason }: Extract<Action, { type: 'waive' }>,
  by: Actor,
): RepairEvent[] {
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
