import type { PersonRef } from '../../../kernel/actor.ts'
import { defined } from '../../../kernel/fields.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Effect } from '../../../subject/effect.ts'
import type { Recorded } from '../../state/recorded.ts'
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
  pageUndelivered: (event, after) => [again(event, after)],
  nobodyOnCall: silent,
  pageHeld: silent,
  pageReleased: silent,
  // Who never said so finds out at once, and may hand it on.
  acknowledged: (event, after) =>
    event.how ? [sms(event, after, 'question', event.person, { about: 'recordedAsTaken' })] : [],
  assigned: (event, after) => toContacts(event, after, 'assigned', { engineer: event.person.name }),
  handedOver: silent,
}

/** The page that got lost, by another way; what it was about is what the chain is about. */
function again(event: Recorded<OnCallEvent & { type: 'pageUndelivered' }>, repair: Repair): Effect {
  const { clock, reason = 'report', nextAt, undelivered } = repair.paging ?? {}
  const page = { reason, ...defined({ clock, answerBy: nextAt }) }
  const template = clock === undefined ? 'page' : 'breach'
  return sms(event, repair, template, event.person, pageValues(page, repair), 'first', undelivered)
}

function pageValues(
  event: Pick<OnCallEvent & { type: 'paged' }, 'reason' | 'answerBy' | 'clock'>,
  repair: Repair,
): Values {
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
