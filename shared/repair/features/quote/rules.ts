import type { Quote } from '../../../charges/charges.ts'
import type { RepairStamp } from '../../state/recorded.ts'
import type { OfferedQuote, Repair } from '../../state/repair.ts'
import type { Actions, Events } from '../feature.ts'
import type { QuoteAction } from './offers.ts'

export type QuoteEvent =
  | { type: 'quoted'; quote: Quote }
  | { type: 'quoteAccepted'; onBehalf?: string }
  | { type: 'quoteDeclined'; reason?: string; onBehalf?: string }

export const actions: Actions<QuoteAction, QuoteEvent> = {
  quote: { decide: (_, _action, { lookedUp: { quote } }) => (quote ? [{ type: 'quoted', quote }] : []) },
  acceptQuote: { decide: (_, { onBehalf }) => [{ type: 'quoteAccepted', ...(onBehalf && { onBehalf }) }] },
  declineQuote: {
    decide: (_, { reason, onBehalf }) => [
      { type: 'quoteDeclined', ...(reason && { reason }), ...(onBehalf && { onBehalf }) },
    ],
  },
}

export const events: Events<QuoteEvent> = {
  /** A new quote takes the place of the one before, whatever became of that. */
  quoted: { fold: (state, { quote, at }) => ({ ...state, quote: { quote, at, state: 'open' } }) },
  quoteAccepted: { fold: (state, event) => answered(state, 'accepted', event) },
  quoteDeclined: { fold: (state, event) => answered(state, 'declined', event) },
}

const answered = (state: Repair, answer: OfferedQuote['state'], { at }: RepairStamp): Repair =>
  state.quote ? { ...state, quote: { ...state.quote, state: answer, answeredAt: at } } : state
