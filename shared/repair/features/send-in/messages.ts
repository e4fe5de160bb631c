import type { Messages } from '../messages.ts'
import { toContacts } from '../to-contacts.ts'
import type { SendInEvent } from './rules.ts'

export const messages: Messages<SendInEvent> = {
  sentIn: (event, after) => {
    const { agreedBy, how, handling, note } = event
    if (agreedBy === undefined) return []
    return toContacts(event, after, 'agreement', { agreed: 'sendIn', reason: handling ?? note, agreedBy, how })
  },
}
