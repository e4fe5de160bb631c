import { text } from '../../../kernel/text.ts'
import type { Call } from '../../state/call.ts'
import { isStranger, type RepairContact } from '../../state/contact.ts'
import { isOpen, type Repair } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// Whoever calls again within minutes, from a number that nobody knows, calls about the same fault: one repair, one page. What
// they said each time is kept; if it was two faults after all, one tap makes two repairs of it.
// Whoever reports is believed about the fault, not about who they are: a link goes to contacts on file alone, until one of
// those, or one of ours, says that someone else may look too.

export type CallAction = { type: 'split'; call: string } | { type: 'admitContact'; contact: string }

export const offers: Offers<CallAction> = {
  split: {
    name: text('另立报修', 'Make it a repair of its own'),
    role: 'engineer',
    part: 'organise',
    isAllowed: (repair) => isOpen(repair) && splittableCalls(repair).length > 0,
  },
  admitContact: {
    name: text('允许报修人查看', 'Let whoever reported look'),
    role: 'engineer',
    part: 'organise',
    toCustomer: true,
    isAllowed: (repair) => isOpen(repair) && strangersOf(repair).length > 0,
  },
}

/** Calls that staff may make a repair of their own of: every one but the first, once. */
export const splittableCalls = ({ calls }: Pick<Repair, 'calls'>): readonly Call[] =>
  calls.slice(1).filter(({ splitTo }) => splitTo === undefined)

/** Those who reported and may not look at the repair. */
export const strangersOf = (repair: Repair): readonly RepairContact[] =>
  repair.contacts.filter((contact) => isStranger(repair, contact))
