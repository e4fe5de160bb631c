import type { Effect, MailTemplate, RepairLink, SmsTemplate } from '../notify/effect.ts'
import type { Message } from '../notify/inbox.ts'
import type { Clock } from '../plan/clock.ts'
import type { Language } from '../plan/plan.ts'
import type { Agreement } from '../promise/agreement.ts'
import type { Instant } from '../time/instant.ts'
import { isGoing } from './emergency-plan.ts'
import type { RecordedEvent } from './events.ts'
import { isStockNews } from './loaner.ts'
import { heldUntil } from './mute.ts'
import { relieved } from './relieved.ts'
import type { PersonRef, Repair, RepairContact } from './repair.ts'
import { goesUnansweredAt } from './visit.ts'

/** A message without a value says nothing about it. */
type Values = Readonly<Record<string, string | undefined>>

/** Milestones whose delay the customer hears of; the others are ours to chase. */
const TOLD_WHEN_LATE: readonly string[] = ['responded', 'arrived', 'repaired']

/**
 * The messages that new events call for. Each has a key made from its event, so the same event never sends twice; what
 * they say is rendered when they are handed over.
 */
export const effectsOf = (events: readonly RecordedEvent[], before: Repair | undefined, after: Repair): Effect[] => [
  ...events.flatMap((event) => [...smsOf(event, before, after), ...mailsOf(event, before, after)]),
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
              questionValues(event),
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

function mailsOf(event: RecordedEvent, before: Repair | undefined, after: Repair): Effect[] {
  const toAll = (template: MailTemplate, values: Values = {}) => mails(after, event, template, after.contacts, values)
  switch (event.type) {
    case 'opened':
      return toAll('received', promises(after))
    case 'callJoined':
    case 'identified': {
      const known = new Set(before?.contacts.map(({ id }) => id))
      const added = event.contacts.filter(({ id }) => !known.has(id))
      return mails(after, event, 'received', added, promises(after))
    }
    case 'notFixed':
      return toAll('received', { ...promises(after), reason: event.what })
    case 'assigned':
      return toAll('assigned', { engineer: event.person.name })
    case 'visitDecided':
      return event.visitAt ? toAll('onTheWay', { visitAt: event.visitAt, ...agreedBy(event.agreement) }) : []
    case 'paused':
      return event.agreement
        ? toAll('agreement', {
            agreed: 'pause',
            newTime: event.until,
            reason: event.reason,
            ...agreedBy(event.agreement),
          })
        : []
    case 'agreed':
      return toAll('agreement', {
        agreed: 'date',
        newTime: event.until,
        reason: event.reason,
        ...agreedBy(event.agreement),
      })
    case 'severityChanged':
      return event.agreement || event.approver
        ? toAll('agreement', { agreed: 'severity', reason: event.reason, ...agreedBy(event.agreement) })
        : []
    case 'dispatched':
      return toAll('onTheWay')
    case 'arrived':
      return before?.milestones.dispatched ? [] : toAll('arrived')
    case 'clockBroken': {
      const clock = after.clocks.find(({ id }) => id === event.clock)
      if (!clock?.drives || !TOLD_WHEN_LATE.includes(clock.term.until)) return []
      return toAll('delayed', { ...clockValues(clock), ...after.delay })
    }
    case 'delayed':
      return toAll('delayed', { reason: event.reason, newTime: event.newTime })
    case 'loanerReserved':
      return toAll('loaner', { loaner: event.name, loanerDueAt: loanClock(after)?.dueAt })
    case 'notSolvedOnSite':
      return event.resolutionAt ? toAll('resolution', { resolutionAt: event.resolutionAt, reason: event.reason }) : []
    case 'resolutionPromised':
      return toAll('resolution', { resolutionAt: event.resolutionAt, reason: event.note, ...agreedBy(event.agreement) })
    case 'quoted':
      return event.quote.totalFen > 0 ? toAll('quote', { quote: JSON.stringify(event.quote) }) : []
    case 'unitReplaced': {
      const { name, model, serial } = event.unit
      const newUnit = [name ?? model, serial].filter(Boolean).join(' ')
      return toAll('replacement', { newUnit, clause: event.clause, warranty: event.warranty })
    }
    case 'solvedRemotely':
    case 'repaired':
      return toAll('repaired', { cause: event.work.cause, done: event.work.done })
    case 'confirmationReminded':
      return toAll('remindConfirm', { count: String(event.count) })
    case 'closed':
      // Nobody we know stands behind junk.
      if (event.how === 'junk') return []
      return toAll('closed', { cause: after.work?.cause, done: after.work?.done })
    default:
      return []
  }
}

const agreedBy = (agreement: Agreement | undefined): Values => ({ agreedBy: agreement?.by, how: agreement?.how })

const clockValues = (clock: Clock): Values => ({
  milestone: clock.term.until,
  clause: clock.term.clause,
  dueAt: clock.dueAt,
  limit: clock.limit,
})

const loanClock = (repair: Repair): Clock | undefined =>
  repair.clocks.find((clock) => clock.term.otherwise === 'loaned' && clock.endedAt === undefined)

/** The times promised, as the customer's mail lists them. */
const promises = (repair: Repair): Values => ({
  plannedUntil: heldUntil(repair),
  promises: JSON.stringify(
    repair.clocks
      .filter((clock) => clock.state === 'open')
      .map(({ dueAt, term }) => ({
        clause: term.clause,
        milestone: term.until,
        dueAt,
        ...(term.otherwise && { otherwise: term.otherwise }),
      })),
  ),
})

/** What is asked at its time of day; the rest is asked because something just happened. */
const ROUTINE: ReadonlySet<string> = new Set(['progress', 'confirmation', 'loanerOut', 'junk'])

const questionValues = ({ about, count }: { about: string; count: number }): Values => ({ about, count: String(count) })

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
    severity: severityName(repair, to.language, 'short'),
    sentAt: event.at,
    ...values,
  }
  return {
    ...base(repair, event, template, { kind: 'engineer', repairId: repair.id, holder: to.id }, to.language, all),
    channel: 'sms',
    template,
    to: to.phone,
    person: to.id,
    turn,
    rank: Math.max(
      0,
      repair.plan.severities.findIndex(({ id }) => id === repair.severity),
    ),
  }
}

const mails = (
  repair: Repair,
  event: RecordedEvent,
  template: MailTemplate,
  contacts: readonly RepairContact[],
  values: Values,
): Effect[] =>
  contacts.flatMap((contact): Effect[] => {
    if (!contact.email) return []
    const link: RepairLink = { kind: 'customer', repairId: repair.id, holder: contact.id }
    const all = {
      contact: contact.name,
      customer: repair.customer?.name,
      symptoms: repair.symptoms,
      severity: severityName(repair, contact.language, 'name'),
      engineer: repair.assignee?.name,
      repair: repair.id,
      site: repair.site?.name,
      unit: repair.unit?.name ?? repair.unit?.serial,
      ...values,
    }
    return [
      { ...base(repair, event, template, link, contact.language, all), channel: 'email', template, to: contact.email },
    ]
  })

function base(
  repair: Repair,
  event: RecordedEvent,
  template: string,
  link: RepairLink,
  language: Language,
  values: Values,
) {
  return {
    key: `${repair.id}/${event.seq}/${template}/${link.holder}`,
    repairId: repair.id,
    createdAt: event.at,
    language,
    timezone: repair.timezone,
    link,
    values: Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []))),
    reason: 'clause' in event ? `${event.type} ${event.clause}` : event.type,
  }
}

function severityName(repair: Repair, language: Language, form: 'name' | 'short'): string {
  const severity = repair.plan.severities.find(({ id }) => id === repair.severity)
  return severity ? severity[form][language === 'en' ? 'en' : 'zh'] : repair.severity
}
