import type { Messages } from '../messages.ts'
import { agreedBy, newContacts, promises, toContacts } from '../to-contacts.ts'
import type { IdentificationEvent } from './rules.ts'

export const messages: Messages<IdentificationEvent> = {
  identified: (event, after, before) =>
    toContacts(event, after, 'received', promises(after), newContacts(event, before)),
  severityChanged: (event, after) => {
    const { agreement, approver, reason } = event
    if (agreement) return toContacts(event, after, 'agreement', { agreed: 'severity', reason, ...agreedBy(agreement) })
    return approver ? toContacts(event, after, 'severityLowered', { reason }) : []
  },
}
