import type { Instant } from '../../../kernel/instant.ts'
import { text } from '../../../kernel/text.ts'
import { isBeingRepaired, isOpen } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// What is written down beside the work: a delay that the customer hears of, a note, a message that never arrived.

export type NoteAction = { type: 'delay'; reason: string; newTime?: Instant } | { type: 'note'; text: string }

export const offers: Offers<NoteAction> = {
  delay: {
    name: text('告知延误', 'Announce a delay'),
    role: 'engineer',
    part: 'organise',
    isAllowed: isBeingRepaired,
  },
  note: {
    name: text('备注', 'Note'),
    role: 'engineer',
    part: 'last',
    toColleague: true,
    isAllowed: isOpen,
  },
}
