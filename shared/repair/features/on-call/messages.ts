import type { PersonRef } from '../../../kernel/actor.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Repair } from '../../state/repair.ts'
import { clockValues, type Values } from '../effect-base.ts'
import { type Messages, silent } from '../messages.ts'
import { toContacts } from '../to-contacts.ts'
import { call, sms } from '../to-staff.ts'
import { isGoing } from '../visit/emergency-plan.ts'
import type { OnCallEvent } from './rules.ts'

export const messages: Messages<OnCallEvent> = {
  paged: (event, after, before) => {
    const template = event.clock === undefined ? 'page' : 'breach'
    const turn = isKnownTo(event.person, before) ? 'routine' : 'first'
    return [sms(event, after, template, event.person, pageValues(event, after), turn)]
  },
  phoned: (event, after) => [call(event, after, event.person)],
  pageFailed: silent,
  nobodyOnCall: silent,
  pageHeld: silent,
  pageReleased: silent,
  acknowledged: silent,
  assigned: (event, after) => toContacts(event, after, 'assigned', { engineer: event.person.name }),
  handedOver: silent,
}

function pageValues(event: OnCallEvent & { type: 'paged' }, repair: Repair): Values {
  const broken = repair.clocks.find(({ id }) => id === event.clock)
  return {
    pageReason: event.reason,
    answerBy: event.answerBy,
    respondBy: responseDue(repair),
    person: repair.assignee?.name,
    symptoms: repair.symptoms,
    emergencyPlan: repair.emergencyPlan && isGoing(repair) ? 'given' : undefined,
    ...(broken && clockValues(broken)),
  }
}

/** Paged in the chain that still asks: paging them again only reminds them. */
const isKnownTo = ({ id }: PersonRef, before: Repair | undefined): boolean =>
  before?.paging?.pending === true && (before.paging.asked ?? []).some((asked) => asked.id === id)

/** When the customer must have heard from a person: the clock that drives it. */
const responseDue = ({ clocks }: Repair): Instant | undefined =>
  clocks.find(({ term, state, drives }) => term.until === 'responded' && state === 'open' && drives)?.dueAt
