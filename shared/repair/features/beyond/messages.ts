import type { Messages } from '../messages.ts'
import { agreedBy, toContacts } from '../to-contacts.ts'
import { responsibleOf, sms, toResponsible } from '../to-staff.ts'
import type { BeyondEvent } from './rules.ts'

export const messages: Messages<BeyondEvent> = {
  notSolvedOnSite: (event, after) => {
    const { resolutionAt, reason } = event
    return resolutionAt ? toContacts(event, after, 'resolution', { resolutionAt, reason }) : []
  },
  resolutionPromised: (event, after) => {
    const { resolutionAt, note, agreement } = event
    return toContacts(event, after, 'resolution', { resolutionAt, reason: note, ...agreedBy(agreement) })
  },
  escalated: (event, after) => {
    const { people, to, answerBy } = event
    return people.map((person) => sms(event, after, 'escalated', person, { team: to, answerBy }, 'first'))
  },
  advised: (event, after) => (event.by.id === responsibleOf(after)?.id ? [] : toResponsible(event, after, 'advised')),
}
