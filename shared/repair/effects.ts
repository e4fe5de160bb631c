import type { PersonRef } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import { subjectOf } from '../kernel/subject.ts'
import type { Effect, SmsTemplate } from '../subject/effect.ts'
import type { Message } from '../subject/inbox.ts'
import { customerEffects, loanClock } from './customer-effects.ts'
import { clockValues, effectBase, severityNames, type Values } from './effect-base.ts'
import type { RecordedEvent } from './events.ts'
import { isStockNews } from './features/loaner/rules.ts'
import { isGoing } from './features/visit/emergency-plan.ts'
import { goesUnansweredAt } from './features/visit/rules.ts'
import { relieved } from './relieved.ts'
import type { Repair } from './state/repair.ts'

/**
 * The messages that new events call for. Each has a key made from its event, so the same event never sends twice; what
 * they say is rendered when they are handed over.
 */
export const effectsOf = (events: readonly RecordedEvent[], before: Repair | undefined, after: Repair): Effect[] => [
  ...events.flatMap((event) => [...smsOf(event, before, after), ...customerEffects(event, before, after)]),
  ...takenSms(events, before, after),
]

/** A colleague has it: whoever was paged in vain may sleep on. */
function takenSms(events: readonly RecordedEvent[], before: Repair | undefined, after: Repair): Effect[] {
  const found = relieved(events, before, after)
  if (!found) return []
  const { event, people, holder } = found
  return people.map((person) => sms(after, event, 'taken', person, { person: holder }))
}

function smsOf(event: RecordedEvent, before: Repair | undefined, repair: Repair): Effect[] {
  const responsible = repair.assignee ?? repair.paging?.person ?? repair.paging?.first
  const toResponsible = (template: SmsTemplate, values: Values): Effect[] =>
    responsible ? [sms(repair, event, template, responsible, values)] : []
  switch (event.type) {
    case 'paged': {
      const isBreach = event.clock !== undefined
      const clock = repair.clocks.find(({ id }) => id === event.clock)
      return [
        sms(
          repair,
          event,
          isBreach ? 'breach' : 'page',
          event.person,
          {
            pageReason: event.reason,
            answerBy: event.answerBy,
            respondBy: responseDue(repair),
            person: repair.assignee?.name,
            symptoms: repair.symptoms,
            emergencyPlan: repair.emergencyPlan && isGoing(repair) ? 'given' : undefined,
            ...(isBreach && clock && clockValues(clock)),
          },
          isKnownTo(event.person, before) ? 'routine' : 'first',
        ),
      ]
    }
    case 'clockWarned': {
      const clock = repair.clocks.find(({ id }) => id === event.clock)
      return event.person && clock ? [sms(repair, event, 'warning', event.person, clockValues(clock))] : []
    }
    case 'asked':
      return event.person
        ? [
            sms(
              repair,
              event,
              'question',
              event.person,
              questionValues(event, repair),
              ROUTINE.has(event.about) ? 'routine' : 'timely',
            ),
          ]
        : []
    case 'loanerReserved':
    case 'noLoanerFree':
      if (event.type === 'noLoanerFree' && !isStockNews(repair)) return []
      return toResponsible('loanerDue', {
        loaner: event.type === 'loanerReserved' ? event.name : undefined,
        dueAt: loanClock(repair)?.dueAt,
        clause: event.because,
      })
    case 'escalated':
      return event.people.map((person) =>
        sms(repair, event, 'escalated', person, { team: event.to, answerBy: event.answerBy }, 'first'),
      )
    case 'advised':
      return event.by.id === responsible?.id ? [] : toResponsible('advised', {})
    case 'quoteAccepted':
    case 'quoteDeclined':
      return toResponsible('quoteAnswered', { answer: event.type === 'quoteAccepted' ? 'accepted' : 'declined' })
    case 'visitAsked': {
      const answerBy = goesUnansweredAt(repair)
      return event.manager
        ? [sms(repair, event, 'visitAsked', event.manager, { answerBy, person: responsible?.name })]
        : []
    }
    case 'visitApproved':
      return event.afterwards ? [] : toResponsible('visitAnswered', { answer: 'approved' })
    case 'visitDecided':
      return event.unapproved && event.by.kind === 'system'
        ? toResponsible('visitAnswered', { answer: 'unanswered' })
        : []
    case 'visitDeclined':
      return toResponsible('visitAnswered', { answer: 'declined' })
    case 'replacementDue':
      return replacementSms(event, repair, responsible)
    case 'replacementApproved':
    case 'replacementDeclined':
      return toResponsible('replacementDecided', {
        answer: event.type === 'replacementApproved' ? 'approved' : 'declined',
      })
    case 'closed':
      return repair.loaner?.state === 'lent' ? toResponsible('fetchLoaner', { loaner: repair.loaner.name }) : []
    default:
      return []
  }
}

/** Whoever has it hears that a new unit is due; the manager, who may be the same person, is asked to approve it. */
function replacementSms(
  event: RecordedEvent & { type: 'replacementDue' },
  repair: Repair,
  responsible: PersonRef | undefined,
): Effect[] {
  const { clause, manager } = event
  const told =
    responsible && responsible.id !== manager?.id && sms(repair, event, 'replacementDue', responsible, { clause })
  const asked = manager && sms(repair, event, 'replacementDue', manager, { clause, ask: 'approval' })
  return [told, asked].filter((effect) => effect !== undefined && effect !== false)
}

/** What is asked at its time of day; the rest is asked because something just happened. */
const ROUTINE: ReadonlySet<string> = new Set([
  'progress',
  'confirmation',
  'loanerOut',
  'visitApproval',
  'feedback',
  'junk',
])

const questionValues = ({ about, count }: RecordedEvent & { type: 'asked' }, { assignee }: Repair): Values => ({
  about,
  count: String(count),
  // Who took it is what the manager has to know.
  ...(about === 'takenOver' && { person: assignee?.name }),
})

/** Paged in the chain that still asks: paging them again only reminds them. */
const isKnownTo = ({ id }: PersonRef, before: Repair | undefined): boolean =>
  before?.paging?.pending === true && (before.paging.asked ?? []).some((asked) => asked.id === id)

/** When the customer must have heard from a person: the clock that drives it. */
const responseDue = ({ clocks }: Repair): Instant | undefined =>
  clocks.find(({ term, state, drives }) => term.until === 'responded' && state === 'open' && drives)?.dueAt

function sms(
  repair: Repair,
  event: RecordedEvent,
  template: SmsTemplate,
  to: PersonRef,
  values: Values,
  turn: Message['turn'] = 'timely',
): Effect {
  const all = {
    repair: repair.id,
    site: repair.site?.shortName ?? repair.customer?.name,
    unit: repair.unit?.shortName ?? repair.unit?.serial,
    ...severityNames(repair, 'short'),
    sentAt: event.at,
    ...values,
  }
  return {
    ...effectBase(repair, event, template, to.id, all),
    link: { kind: 'engineer', about: subjectOf('repair', repair.id), holder: to.id },
    channel: 'sms',
    template,
    person: to.id,
    turn,
    rank: Math.max(
      0,
      repair.plan.severities.findIndex(({ id }) => id === repair.severity),
    ),
  }
}
