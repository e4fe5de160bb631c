import type { Actor, PersonRef } from '../../../kernel/actor.ts'
import { durationMs, later } from '../../../kernel/instant.ts'
import { text } from '../../../kernel/text.ts'
import { openComplaints } from '../../state/complaint.ts'
import { isOpen, type Repair } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// What the customer says in their own words. A word or a photo reaches whoever has the repair, once until they act; a complaint the
// manager, at once, who is asked for an answer until there is one. Neither moves a promise.

export type VoiceAction =
  | { type: 'say'; text: string }
  | { type: 'complain'; what: string; onBehalf?: string }
  | { type: 'answerComplaint'; answer: string }

/** For so long after the end somebody may complain of how it went. */
const COMPLAINED_WITHIN = 'P7D'

export const offers: Offers<VoiceAction> = {
  say: {
    name: text('留言', 'Add a word'),
    role: 'engineer',
    part: 'last',
    toCustomer: true,
    // Ours have notes.
    isAllowed: (repair, { kind }) => kind === 'customer' && isOpen(repair),
  },
  complain: {
    name: text('投诉', 'Complain'),
    role: 'dispatcher',
    part: 'review',
    toCustomer: true,
    isAllowed: ({ closed }, _, now) =>
      !closed || (closed.how !== 'junk' && now <= later(closed.at, durationMs(COMPLAINED_WITHIN))),
  },
  answerComplaint: {
    name: text('答复投诉', 'Answer the complaint'),
    role: 'manager',
    part: 'review',
    isAsked: mayAnswer,
    isAllowed: (repair) => openComplaints(repair).length > 0,
  },
}

/** The manager, who was told or not. */
function mayAnswer(repair: Repair, { id, manager }: Actor): boolean {
  const told: readonly (PersonRef | undefined)[] = openComplaints(repair).map((complaint) => complaint.manager)
  return manager === true || (id !== undefined && told.some((person) => person?.id === id))
}
