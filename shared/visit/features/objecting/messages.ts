import { pick } from '../../../kernel/fields.ts'
import type { Effect } from '../../../subject/effect.ts'
import type { Recorded, Slot, VisitState } from '../../state/visit.ts'
import type { Messages } from '../feature.ts'
import { toContact, toOurs } from '../telling.ts'
import type { ObjectingEvent } from './rules.ts'

type Told = Recorded<{ readonly type: string; readonly slot: Slot }>

/** Coordinator and manager at once, and whoever was to go. */
const toAll = (event: Told, after: VisitState, said: string): readonly Effect[] => {
  const { terms, engineer } = after
  const people = new Map([...terms.planners, ...(engineer ? [engineer] : [])].map((one) => [one.id, one]))
  return [...people.values()].map((one) => toOurs(event, { ...after, slot: event.slot }, said, one))
}

export const messages: Messages<ObjectingEvent> = {
  otherTimeWanted: (event, after) => toAll(event, after, 'otherTime'),
  disagreed: (event, after) => toAll(event, after, 'notAgreed'),
  absenceDenied: (event, after) => toAll(event, after, 'wereThere'),
  judged: (event, after) => {
    const said = event.finding === 'ours' ? 'ourFault' : 'stands'
    // Of what is owed no more no other date is promised.
    return toContact(event, after, after.works.length > 0 ? said : `${said}Off`, pick(event, 'slot', 'reason'))
  },
}
