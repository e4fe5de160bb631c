import type { ClockEvent } from '../../clocks/events.ts'
import { clockValues } from '../effect-base.ts'
import { type Messages, silent } from '../messages.ts'
import { toContacts } from '../to-contacts.ts'
import { sms } from '../to-staff.ts'

/** Milestones whose delay the customer hears of; the others are ours to chase. */
const TOLD_WHEN_LATE: readonly string[] = ['responded', 'arrived', 'repaired']

export const messages: Messages<ClockEvent> = {
  clockStarted: silent,
  clockMoved: silent,
  clockWarned: (event, after) => {
    const clock = after.clocks.find(({ id }) => id === event.clock)
    return event.person && clock ? [sms(event, after, 'warning', event.person, clockValues(clock))] : []
  },
  clockBroken: (event, after) => {
    const clock = after.clocks.find(({ id }) => id === event.clock)
    if (!clock?.drives || !TOLD_WHEN_LATE.includes(clock.term.until)) return []
    return toContacts(event, after, 'delayed', { ...clockValues(clock), ...after.delay })
  },
  clockEnded: silent,
}
