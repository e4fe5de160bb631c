import { defined } from '../kernel/fields.ts'
import { subjectOf } from '../kernel/subject.ts'
import type { Agreement } from '../promise/agreement.ts'
import type { Clock } from '../promise/clock.ts'
import type { ContactEffect, ContactTemplate, CustomerEffect, SubjectLink } from '../subject/effect.ts'
import { clockValues, effectBase, severityNames, type Values } from './effect-base.ts'
import type { RecordedEvent } from './events.ts'
import { isCaller, isStranger, type RepairContact } from './state/contact.ts'
import { heldUntil } from './state/mute.ts'
import type { Repair } from './state/repair.ts'

/** Milestones whose delay the customer hears of; the others are ours to chase. */
const TOLD_WHEN_LATE: readonly string[] = ['responded', 'arrived', 'repaired']

/** What the contacts of a repair are told of an event: each by e-mail, or by a short text message who has no address. */
export function customerEffects(event: RecordedEvent, before: Repair | undefined, after: Repair): CustomerEffect[] {
  const toAll = (template: ContactTemplate, values: Values = {}) => told(after, event, template, after.contacts, values)
  switch (event.type) {
    case 'opened':
      return [...toAll('received', promises(after)), ...acknowledged(event, after, after.contacts)]
    case 'contactAdmitted':
      return told(
        after,
        event,
        'received',
        after.contacts.filter(({ id }) => id === event.contact),
        promises(after),
      )
    case 'callJoined':
    case 'identified': {
      const known = new Set(before?.contacts.map(({ id }) => id))
      const added = event.contacts.filter(({ id }) => !known.has(id))
      const strangers = event.type === 'callJoined' ? acknowledged(event, after, added) : []
      return [...told(after, event, 'received', added, promises(after)), ...strangers]
    }
    case 'notFixed':
      return toAll('received', { ...promises(after), reason: event.what })
    case 'assigned':
      return toAll('assigned', { engineer: event.person.name })
    case 'visitDecided':
      return event.visitAt
        ? toAll('onTheWay', { visitAt: event.visitAt, ...movedBy(after, event.seq), ...agreedBy(event.agreement) })
        : []
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
        ...movedBy(after, event.seq),
        newTime: event.until,
        reason: event.reason,
        ...agreedBy(event.agreement),
      })
    case 'sentIn':
      return event.agreedBy === undefined
        ? []
        : toAll('agreement', {
            agreed: 'sendIn',
            reason: event.handling ?? event.note,
            agreedBy: event.agreedBy,
            how: event.how,
          })
    case 'alternativeAccepted':
      return toAll('agreement', { agreed: 'alternative', reason: event.what, ...agreedBy(event.agreement) })
    case 'severityChanged':
      if (event.agreement)
        return toAll('agreement', { agreed: 'severity', reason: event.reason, ...agreedBy(event.agreement) })
      return event.approver ? toAll('severityLowered', { reason: event.reason }) : []
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
    case 'withdrawn':
      return toAll('closed', { withdrawn: 'yes', reason: event.reason, ...agreedBy(event.agreement) })
    case 'closed':
      // Nobody we know stands behind junk; a withdrawal says so itself.
      if (event.how !== 'confirmed') return []
      return toAll('closed', {
        cause: after.work?.cause,
        done: after.work?.done,
        confirmedBy: after.confirmedFor?.name,
        how: after.confirmedFor?.how,
      })
    default:
      return []
  }
}

/** What an agreement has moved: the promise, when it was due before, and when it is due now. */
function movedBy({ clocks }: Repair, agreement: number): Values {
  for (const { term, moves = [], dueAt } of clocks) {
    const move = moves.find((one) => one.agreement === agreement)
    if (move) return { promise: term.until, dueAt: move.from, newTime: dueAt }
  }
  return {}
}

const agreedBy = (agreement: Agreement | undefined): Values => ({ agreedBy: agreement?.by, how: agreement?.how })

export const loanClock = (repair: Repair): Clock | undefined =>
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
        ...defined({ otherwise: term.otherwise }),
      })),
  ),
})

/**
 * Whoever reported and may not look at the repair hears that their own report was taken, with its number and the times promised:
 * nothing else of the repair, and no link.
 */
function acknowledged(event: RecordedEvent, repair: Repair, contacts: readonly RepairContact[]): CustomerEffect[] {
  const strangers = contacts.filter((contact) => isStranger(repair, contact))
  return strangers.flatMap((contact) => {
    // No word of theirs: anybody may have left this address, and we are no way to write to others.
    const values = { repair: repair.id, ...promises(repair) }
    return messageTo(contact, { ...effectBase(repair, event, 'received', contact.id, values), template: 'received' })
  })
}

function told(
  repair: Repair,
  event: RecordedEvent,
  template: ContactTemplate,
  contacts: readonly RepairContact[],
  values: Values,
): CustomerEffect[] {
  const admitted = contacts.filter((contact) => !isStranger(repair, contact))
  return admitted.flatMap((contact) => {
    const link: SubjectLink = { kind: 'customer', about: subjectOf('repair', repair.id), holder: contact.id }
    const { site, unit } = repair
    const all = {
      contact: contact.name,
      customer: repair.customer?.name,
      symptoms: repair.symptoms,
      ...severityNames(repair, 'name'),
      engineer: repair.assignee?.name,
      repair: repair.id,
      site: site?.name,
      unit: unit?.name ?? unit?.serial,
      ...(!isCaller(contact) && { siteShort: site?.shortName, unitShort: unit?.shortName, sentAt: event.at }),
      ...values,
    }
    return messageTo(contact, { ...effectBase(repair, event, template, contact.id, all), link, template })
  })
}

/**
 * A contact on file is reached as the directory then has them. Whoever is on nobody's file is written to at the address they gave,
 * and never by text message: whoever calls with any number could otherwise have us write to it.
 */
function messageTo(
  contact: RepairContact,
  message: Omit<ContactEffect, 'channel' | 'contact' | 'of'>,
): readonly CustomerEffect[] {
  const { id, customer, email, language } = contact
  if (!isCaller(contact)) return [{ ...message, channel: 'contact', contact: id, ...(customer && { of: customer }) }]
  return email ? [{ ...message, channel: 'email', to: email, ...defined({ language }) }] : []
}
