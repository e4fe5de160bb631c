import { type Messages, silent } from '../messages.ts'
import { agreedBy, movedBy, toContacts } from '../to-contacts.ts'
import { responsibleOf, toResponsible } from '../to-staff.ts'
import type { AgreementEvent } from './rules.ts'

export const messages: Messages<AgreementEvent> = {
  paused: (event, after) => {
    const { agreement, until, reason } = event
    if (!agreement) return []
    return toContacts(event, after, 'agreement', {
      agreed: 'pause',
      ...movedBy(after, event.seq),
      newTime: until,
      reason,
      ...agreedBy(agreement),
    })
  },
  resumed: silent,
  agreed: (event, after) =>
    toContacts(event, after, 'agreement', {
      agreed: 'date',
      ...movedBy(after, event.seq),
      newTime: event.until,
      reason: event.reason,
      ...agreedBy(event.agreement),
    }),
  // What they planned by it holds no longer, whoever hears it.
  disagreed: (event, after) =>
    event.by.id !== undefined && event.by.id === responsibleOf(after)?.id
      ? []
      : toResponsible(event, after, 'visitAnswered', { answer: 'denied' }),
}
