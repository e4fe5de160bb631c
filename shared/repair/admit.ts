import { BadRequestError, fault } from '../kernel/errors.ts'
import type { RepairEvent } from './events.ts'
import { isStranger, type Repair, type RepairContact } from './state/repair.ts'

// Whoever reports is believed about the fault, not about who they are: a link goes to contacts on file alone, until one of
// those, or one of ours, says that someone else may look too.

/** Those who reported and may not look at the repair. */
export const strangersOf = (repair: Repair): readonly RepairContact[] =>
  repair.contacts.filter((contact) => isStranger(repair, contact))

/** Throws BadRequestError for anyone who need not be admitted. */
export function admission(repair: Repair, contact: string): RepairEvent[] {
  const strangers = strangersOf(repair)
  if (strangers.some(({ id }) => id === contact)) return [{ type: 'contactAdmitted', contact }]
  const [zh, en] = [strangers.map(({ id }) => id).join('、'), strangers.map(({ id }) => id).join(', ')]
  throw new BadRequestError([
    fault('contact', `要是尚未放行的报修人之一：${zh}`, `must be one who is not admitted: ${en}`),
  ])
}

export const admitted = (contacts: readonly RepairContact[], id: string): readonly RepairContact[] =>
  contacts.map((contact) => {
    if (contact.id !== id) return contact
    const { stranger: _, ...known } = contact
    return { ...known, admitted: true }
  })
