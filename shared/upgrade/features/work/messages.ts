import { toContacts } from '../../state/to-whom.ts'
import { type Messages, silent } from '../feature.ts'
import type { WorkEvent } from './rules.ts'

export const messages: Messages<WorkEvent> = {
  begun: (event, after) => toContacts(event, after, 'begun'),
  // What comes of it they hear at the end.
  ticked: silent,
  rolledBack: (event, after) => toContacts(event, after, 'rolledBack', { reason: event.reason }),
  disturbed: silent,
}
