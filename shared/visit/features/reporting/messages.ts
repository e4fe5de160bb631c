import type { Messages } from '../feature.ts'
import { toContact } from '../telling.ts'
import type { ReportingEvent } from './rules.ts'

export const messages: Messages<ReportingEvent> = {
  reportIssued: (event, after) => (event.contact ? toContact(event, after, 'report', { contact: event.contact }) : []),
}
