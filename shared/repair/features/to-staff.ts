import type { PersonRef } from '../../kernel/actor.ts'
import { subjectOf } from '../../kernel/subject.ts'
import type { Effect, SmsTemplate } from '../../subject/effect.ts'
import type { Message } from '../../subject/inbox.ts'
import { callerNumber } from '../state/contact.ts'
import type { Repair } from '../state/repair.ts'
import { effectBase, severityNames, type Told, type Values } from './effect-base.ts'

/** Whoever has it, or is asked to take it. */
export const responsibleOf = ({ assignee, paging }: Repair): PersonRef | undefined =>
  assignee ?? paging?.person ?? paging?.first

export function toResponsible(event: Told, repair: Repair, template: SmsTemplate, values: Values = {}): Effect[] {
  const responsible = responsibleOf(repair)
  return responsible ? [sms(event, repair, template, responsible, values)] : []
}

/** The phone of one of ours rings. */
export function call(event: Told, repair: Repair, to: PersonRef): Effect {
  const values = { ...sayOf(event, repair), symptoms: repair.symptoms, answerBy: repair.paging?.nextAt }
  return {
    ...effectBase(repair, event, 'call', to.id, values),
    link: linkFor(repair, to),
    channel: 'call',
    template: 'call',
    person: to.id,
  }
}

/** Which repair it is about. */
const sayOf = (event: Told, repair: Repair): Values => ({
  repair: repair.id,
  site: repair.site?.shortName ?? repair.customer?.name,
  unit: repair.unit?.shortName ?? repair.unit?.serial,
  ...(!repair.site && !repair.customer && { caller: callerNumber(repair) }),
  ...severityNames(repair, 'short'),
  sentAt: event.at,
})
const linkFor = ({ id }: Repair, to: PersonRef) =>
  ({ kind: 'engineer', about: subjectOf('repair', id), holder: to.id }) as const

/** A text message to one of ours. */
export function sms(
  event: Told,
  repair: Repair,
  template: SmsTemplate,
  to: PersonRef,
  values: Values = {},
  turn: Message['turn'] = 'timely',
  notBy: readonly string[] = [],
): Effect {
  return {
    ...effectBase(repair, event, template, to.id, { ...sayOf(event, repair), ...values }),
    link: linkFor(repair, to),
    channel: 'sms',
    template,
    person: to.id,
    turn,
    ...(notBy.length > 0 && { notBy }),
    rank: Math.max(
      0,
      repair.plan.severities.findIndex(({ id }) => id === repair.severity),
    ),
  }
}
