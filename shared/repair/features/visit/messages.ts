import { type Messages, silent } from '../messages.ts'
import { agreedBy, movedBy, toContacts } from '../to-contacts.ts'
import { responsibleOf, sms, toResponsible } from '../to-staff.ts'
import type { ChosenEvent } from './chosen.ts'
import type { EmergencyPlanEvent } from './emergency-plan.ts'
import { goesUnansweredAt, type VisitEvent } from './rules.ts'

export const messages: Messages<VisitEvent | ChosenEvent | EmergencyPlanEvent> = {
  visitAsked: (event, after) => {
    const values = { answerBy: goesUnansweredAt(after), person: responsibleOf(after)?.name }
    return event.manager ? [sms(event, after, 'visitAsked', event.manager, values)] : []
  },
  visitDecided: (event, after) => {
    const { visitAt, unapproved, agreement, by, seq } = event
    const values = { visitAt, ...movedBy(after, seq), ...agreedBy(agreement) }
    return [
      ...(unapproved && by.kind === 'system'
        ? toResponsible(event, after, 'visitAnswered', { answer: 'unanswered' })
        : []),
      ...(visitAt ? toContacts(event, after, 'onTheWay', values) : []),
    ]
  },
  visitChosen: (event, after) => {
    const { visitAt, agreement, by, seq } = event
    return [
      ...(by.id !== undefined && by.id === responsibleOf(after)?.id
        ? []
        : toResponsible(event, after, 'visitAnswered', { answer: 'chosen', visitAt })),
      ...toContacts(event, after, 'onTheWay', { visitAt, ...movedBy(after, seq), ...agreedBy(agreement) }),
    ]
  },
  visitApproved: (event, after) =>
    event.afterwards ? [] : toResponsible(event, after, 'visitAnswered', { answer: 'approved' }),
  visitDeclined: (event, after) => toResponsible(event, after, 'visitAnswered', { answer: 'declined' }),
  dispatched: (event, after) => toContacts(event, after, 'onTheWay'),
  arrived: (event, after, before) => (before?.milestones.dispatched ? [] : toContacts(event, after, 'arrived')),
  emergencyPlanGiven: silent,
}
