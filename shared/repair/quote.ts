import type { Action } from './actions.ts'
import type { RecordedEvent, RepairEvent } from './events.ts'
import type { ActionFacts } from './state/action-facts.ts'
import type { Repair } from './state/repair.ts'

type QuoteEvent = Extract<RecordedEvent, { type: 'quoted' | 'quoteAccepted' | 'quoteDeclined' }>
type QuoteAction = Extract<Action, { type: 'quote' | 'acceptQuote' | 'declineQuote' }>

/** A new quote takes the place of the one before, whatever became of that. */
export function applyQuote(state: Repair, event: QuoteEvent): Repair {
  switch (event.type) {
    case 'quoted':
      return { ...state, quote: { quote: event.quote, at: event.at, state: 'open' } }
    case 'quoteAccepted':
    case 'quoteDeclined': {
      const answer = event.type === 'quoteAccepted' ? 'accepted' : 'declined'
      return state.quote ? { ...state, quote: { ...state.quote, state: answer, answeredAt: event.at } } : state
    }
    default:
      return event satisfies never
  }
}

export function quoteEvents(_state: Repair, action: QuoteAction, { quote }: ActionFacts): RepairEvent[] {
  switch (action.type) {
    case 'quote':
      return quote ? [{ type: 'quoted', quote }] : []
    case 'acceptQuote':
      return [{ type: 'quoteAccepted', ...(action.onBehalf && { onBehalf: action.onBehalf }) }]
    case 'declineQuote':
      return [
        {
          type: 'quoteDeclined',
          ...(action.reason && { reason: action.reason }),
          ...(action.onBehalf && { onBehalf: action.onBehalf }),
        },
      ]
    default:
      return action satisfies never
  }
}

/** The customer has a price to say yes or no to. What costs nothing needs no answer. */
export const asksForPayment = ({ quote }: Repair): boolean => quote?.state === 'open' && quote.quote.totalFen > 0

/** Chargeable work waits: its price is not accepted, or was declined and stays undone until there is another quote. */
export const awaitsPayer = ({ quote }: Repair): boolean =>
  quote !== undefined && quote.state !== 'accepted' && quote.quote.totalFen > 0
