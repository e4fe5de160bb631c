import type { Messages } from '../feature.ts'
import { isPassed } from '../stages.ts'
import { toContact, toOurs } from '../telling.ts'
import type { PlanningEvent } from './rules.ts'

export const messages: Messages<PlanningEvent> = {
  proposed: (event, after) => toContact(event, after, isPassed(after) ? 'unsaid' : 'proposed'),
  // Whoever is to phone is asked by day, see `awaited.ts`.
  noneFitted: () => [],
  /** Whoever chose it themselves keeps it in writing; whoever is said to have agreed can say that they did not. */
  agreed: (event, after, before) => [
    ...toContact(event, after, event.agreement.how === 'link' ? 'chosen' : 'agreed'),
    ...(before?.slot && before.engineer && before.engineer.id === after.engineer?.id
      ? [toOurs(event, after, 'moved', before.engineer)]
      : []),
  ],
}
