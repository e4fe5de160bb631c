import { type Messages, silent } from '../messages.ts'
import { toContacts } from '../to-contacts.ts'
import type { VoiceEvent } from './rules.ts'
import { tellOfWords } from './unread.ts'

export const messages: Messages<VoiceEvent> = {
  said: tellOfWords,
  // The question that follows it tells the manager; the customer reads on their page that it did.
  complained: silent,
  calledBack: silent,
  complaintAnswered: (event, after) => toContacts(event, after, 'complaintAnswered', { reason: event.answer }),
}
