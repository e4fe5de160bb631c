import { inBoth } from '../../../subject/effect-base.ts'
import type { Messages } from '../feature.ts'
import { toContact, toOurs } from '../telling.ts'
import { ANSWER_NAMES } from './offers.ts'
import type { AdvisingEvent } from './rules.ts'

/**
 * What the customer wants is somebody's to arrange: whoever coordinates the contract hears of it, unless they wrote it themselves. What
 * ours wrote down as the customer's answer the customer reads, and can correct; and that what they wanted is done.
 */
export const messages: Messages<AdvisingEvent> = {
  suggestionAnswered: (event, after) => [
    ...(event.answer === 'accepted'
      ? after.terms.planners
          .slice(0, 1)
          .filter(({ id }) => id !== event.by.id)
          .map((one) => toOurs(event, after, 'adviceAccepted', one))
      : []),
    ...(event.said
      ? toContact(event, after, 'adviceNoted', {
          values: { ...inBoth('suggestion', event.what), ...inBoth('answer', ANSWER_NAMES[event.answer]) },
          agreed: event.said,
          ...(event.words !== undefined && { reason: event.words }),
        })
      : []),
  ],
  suggestionCarriedOut: (event, after) =>
    toContact(event, after, 'adviceDone', { values: inBoth('suggestion', event.what), reason: event.words }),
}
