import { toContacts, toOffice } from '../../state/to-whom.ts'
import { disturbedValues } from '../../state/values.ts'
import { type Messages, silent } from '../feature.ts'
import type { WorkEvent } from './rules.ts'

export const messages: Messages<WorkEvent> = {
  begun: (event, after) => toContacts(event, after, 'begun'),
  // What comes of it they hear at the end.
  ticked: silent,
  rolledBack: (event, after) => [
    ...toContacts(event, after, 'rolledBack', { reason: event.reason }),
    ...toOffice(event, after, 'rollingBack'),
  ],
  // What stays within what was agreed they hear at the end.
  disturbed: (event, after) =>
    event.tell
      ? [
          ...toContacts(event, after, 'disturbed', disturbedValues(after, event.what)),
          ...toOffice(event, after, 'disturbed'),
        ]
      : [],
}
