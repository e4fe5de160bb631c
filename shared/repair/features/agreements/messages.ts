import { type Messages, silent } from '../messages.ts'
import { agreedBy, movedBy, toContacts } from '../to-contacts.ts'
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
  disagreed: silent,
}
