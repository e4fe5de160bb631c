import type { Messages } from '../messages.ts'
import { toContacts } from '../to-contacts.ts'
import { toResponsible } from '../to-staff.ts'
import type { QuoteEvent } from './rules.ts'

export const messages: Messages<QuoteEvent> = {
  quoted: (event, after) =>
    event.quote.totalFen > 0 ? toContacts(event, after, 'quote', { quote: JSON.stringify(event.quote) }) : [],
  quoteAccepted: (event, after) => toResponsible(event, after, 'quoteAnswered', { answer: 'accepted' }),
  quoteDeclined: (event, after) => toResponsible(event, after, 'quoteAnswered', { answer: 'declined' }),
}
