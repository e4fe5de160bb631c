import { defined } from '../../kernel/fields.ts'
import { subjectOf } from '../../kernel/subject.ts'
import type { Agreement } from '../../promise/agreement.ts'
import type { ContactEffect, ContactTemplate, CustomerEffect, SubjectLink } from '../../subject/effect.ts'
import { isCaller, isStranger, type RepairContact } from '../state/contact.ts'
import { heldUntil } from '../state/mute.ts'
import type { Repair } from '../state/repair.ts'
import type { Work } from '../state/work.ts'
import { effectBase, severityNames, type Told, type Values } from './effect-base.ts'

/** What the contacts of a repair are told of an event. */
export function toContacts(
  event: Told,
  repair: Repair,
  template: ContactTemplate,
  values: Values = {},
  contacts = repair.contacts,
): CustomerEffect[] {
  const admitted = contacts.filter((contact) => !isStranger(repair, contact))
  return admitted.flatMap((contact) => {
    const link: SubjectLink = { kind: 'customer', about: subjectOf('repair', repair.id), holder: contact.id }
    const { site, unit } = repair
    const all = {
      ...(contact.name !== contact.phone && { contact: contact.name }),
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

/** Those that an event brings. */
export function newContacts(
  event: { readonly contacts: readonly RepairContact[] },
  before: Repair | undefined,
): readonly RepairContact[] {
  const known = new Set(before?.contacts.map(({ id }) => id))
  return event.contacts.filter(({ id }) => !known.has(id))
}

export const toldRepaired = (event: Told & { readonly work: Work }, repair: Repair): CustomerEffect[] =>
  toContacts(event, repair, 'repaired', { cause: event.work.cause, done: event.work.done })

/** Every promise that an agreement has moved: when it was due before, and when it is due now. */
export function movedBy({ clocks }: Repair, agreement: number): Values {
  const moved = clocks.flatMap(({ term, moves = [], dueAt }) => {
    const move = moves.find((one) => one.agreement === agreement)
    return move ? [{ clause: term.clause, milestone: term.until, from: move.from, dueAt }] : []
  })
  return moved.length > 0 ? { moved: JSON.stringify(moved) } : {}
}

export const agreedBy = (agreement: Agreement | undefined): Values => ({ agreedBy: agreement?.by, how: agreement?.how })

/** The times promised, as the customer's mail lists them. */
export const promises = (repair: Repair): Values => ({
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
export function acknowledged(event: Told, repair: Repair, contacts = repair.contacts): CustomerEffect[] {
  const strangers = contacts.filter((contact) => isStranger(repair, contact))
  return strangers.flatMap((contact) => {
    // No word of theirs: anybody may have left this address, and we are no way to write to others.
    const values = { repair: repair.id, ...promises(repair) }
    return messageTo(contact, { ...effectBase(repair, event, 'received', contact.id, values), template: 'received' })
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
