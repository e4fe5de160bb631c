import type { Messages } from '../feature.ts'
import { toContact, toOurs } from '../telling.ts'
import type { PlanningEvent } from './rules.ts'

export const messages: Messages<PlanningEvent> = {
  proposed: (event, after) => toContact(event, after, 'proposed'),
  // Whoever is to phone is asked by day, see `awaited.ts`.
  noneFitted: () => [],
  /** Who chose it themselves sees it before them; whoever is said to have agreed can say that they did not. */
  agreed: (event, after, before) => [
    ...(event.agreement.how === 'link' ? [] : toContact(event, after, 'agreed')),
    ...(before?.slot && before.engineer && before.engineer.id === after.engineer?.id
      ? [toOurs(event, after, 'moved', before.engineer)]
      : []),
  ],
}
