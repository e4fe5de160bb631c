import { type Messages, silent } from '../messages.ts'
import { acknowledged, newContacts, promises, toContacts } from '../to-contacts.ts'
import type { CallEvent } from './rules.ts'

export const messages: Messages<CallEvent> = {
  opened: (event, after) => [...toContacts(event, after, 'received', promises(after)), ...acknowledged(event, after)],
  callJoined: (event, after, before) => {
    const added = newContacts(event, before)
    return [...toContacts(event, after, 'received', promises(after), added), ...acknowledged(event, after, added)]
  },
  callSplit: silent,
  contactAdmitted: (event, after) => {
    const admitted = after.contacts.filter(({ id }) => id === event.contact)
    return toContacts(event, after, 'received', promises(after), admitted)
  },
}
