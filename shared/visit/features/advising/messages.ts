import type { Messages } from '../feature.ts'
import { toOurs } from '../telling.ts'
import type { AdvisingEvent } from './rules.ts'

/** What the customer wants is somebody's to arrange: whoever coordinates the contract hears of it, unless they wrote it themselves. */
export const messages: Messages<AdvisingEvent> = {
  suggestionAnswered: (event, after) =>
    event.answer === 'accepted'
      ? after.terms.planners
          .slice(0, 1)
          .filter(({ id }) => id !== event.by.id)
          .map((one) => toOurs(event, after, 'adviceAccepted', one))
      : [],
}
