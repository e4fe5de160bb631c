import type { Effect } from '../../../subject/effect.ts'
import type { Unread } from '../../state/complaint.ts'
import type { RepairStamp } from '../../state/recorded.ts'
import type { Repair } from '../../state/repair.ts'
import { brief } from '../../state/room.ts'
import type { Told } from '../effect-base.ts'
import { responsibleOf, sms } from '../to-staff.ts'

/** What the customer wrote or sent is unread until one of ours does something. */
export const unreadAfter = ({ unread }: Repair, { by }: RepairStamp): Unread | undefined =>
  by.kind === 'engineer' || by.kind === 'staff' ? undefined : unread

/** One more word or photo, where the customer added it. */
export function withWords(state: Repair, { by, at }: RepairStamp, words: string | undefined): Repair {
  if (by.kind !== 'customer') return state
  const { since = at, count = 0, text } = state.unread ?? {}
  const latest = words === undefined ? text : brief(words)
  return { ...state, unread: { since, count: count + 1, ...(latest !== undefined && { text: latest }) } }
}

/** Whoever has it hears of the first; what follows until they act is a mark on board and page, and no message. */
export function tellOfWords(event: Told, after: Repair, before: Repair | undefined): Effect[] {
  const responsible = responsibleOf(after)
  if (event.by.kind !== 'customer' || before?.unread || !responsible) return []
  return [sms(event, after, 'question', responsible, { about: 'customerWrote', count: '1' }, 'routine')]
}
