import type { Effect } from '../../../subject/effect.ts'
import type { Recorded } from '../../state/recorded.ts'
import type { Repair } from '../../state/repair.ts'
import { type Messages, silent } from '../messages.ts'
import { agreedBy, toContacts } from '../to-contacts.ts'
import { responsibleOf, sms, toResponsible } from '../to-staff.ts'
import type { ReplacementDueEvent } from './due.ts'
import type { ReplacementEvent } from './rules.ts'

export const messages: Messages<ReplacementEvent | ReplacementDueEvent> = {
  irreparable: silent,
  exchangeWished: silent,
  replacementDue: dueToStaff,
  replacementApproved: (event, after) => toResponsible(event, after, 'replacementDecided', { answer: 'approved' }),
  replacementDated: silent,
  replacementDeclined: (event, after) => toResponsible(event, after, 'replacementDecided', { answer: 'declined' }),
  alternativeAccepted: (event, after) => {
    const { what, agreement } = event
    return toContacts(event, after, 'agreement', { agreed: 'alternative', reason: what, ...agreedBy(agreement) })
  },
  unitReplaced: (event, after) => {
    const { unit, clause, warranty } = event
    const newUnit = [unit.name ?? unit.model, unit.serial].filter(Boolean).join(' ')
    return toContacts(event, after, 'replacement', { newUnit, clause, warranty })
  },
}

/** Whoever has it hears that a new unit is due; the manager, who may be the same person, is asked to approve it. */
function dueToStaff(event: Recorded<ReplacementDueEvent>, repair: Repair): Effect[] {
  const { clause, manager } = event
  const responsible = responsibleOf(repair)
  const told =
    responsible && responsible.id !== manager?.id && sms(event, repair, 'replacementDue', responsible, { clause })
  const asked = manager && sms(event, repair, 'replacementDue', manager, { clause, ask: 'approval' })
  return [told, asked].filter((effect) => effect !== undefined && effect !== false)
}
