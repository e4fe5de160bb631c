import { type Messages, silent } from '../messages.ts'
import { promises, toContacts } from '../to-contacts.ts'
import type { ConfirmationEvent } from './rules.ts'

export const messages: Messages<ConfirmationEvent> = {
  confirmationReminded: (event, after) => toContacts(event, after, 'remindConfirm', { count: String(event.count) }),
  confirmed: silent,
  notFixed: (event, after) => toContacts(event, after, 'received', { ...promises(after), reason: event.what }),
}
