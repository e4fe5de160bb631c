import { type Messages, silent } from '../feature.ts'
import { toOurs } from '../telling.ts'
import type { FillingEvent } from './rules.ts'

export const messages: Messages<FillingEvent> = {
  // Whoever answers for the contract hears at once of a customer who is not content.
  filled: (event, after) => {
    const manager = after.terms.planners.find(({ id }) => id === after.terms.manager) ?? after.terms.planners.at(-1)
    return event.low && manager ? [toOurs(event, after, 'lowScore', manager)] : []
  },
  photographed: silent,
  signed: silent,
  faultReported: silent,
}
