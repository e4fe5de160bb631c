import { type Messages, silent } from '../feature.ts'
import { toContact, toOurs } from '../telling.ts'
import type { WorksEvent } from './rules.ts'

export const messages: Messages<WorksEvent> = {
  termsSeen: silent,
  workAdded: silent,
  workMoved: silent,
  // The date was agreed with them: it stands until another is, and both sides know that it has to be.
  dateMisfits: (event, after) => {
    const people = new Map(
      [...after.terms.planners.slice(0, 1), ...(after.engineer ? [after.engineer] : [])].map((one) => [one.id, one]),
    )
    return [
      ...toContact(event, after, 'misfit', { slot: event.slot }),
      ...[...people.values()].map((one) => toOurs(event, after, 'replan', one)),
    ]
  },
  workDropped: silent,
}
