import { type Messages, silent } from '../messages.ts'
import { toContacts } from '../to-contacts.ts'
import type { NoteEvent } from './rules.ts'

export const messages: Messages<NoteEvent> = {
  delayed: (event, after) => {
    const { reason, newTime } = event
    return toContacts(event, after, 'delayed', { reason, newTime })
  },
  noted: silent,
  messageFailed: silent,
}
