import type { QuoteItem } from '../../../charges/charges.ts'
import { text } from '../../../kernel/text.ts'
import { type Origin, rulesOf } from '../../../plan/rules.ts'
import { isBeingRepaired, isOpen, type Repair } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// Who pays: chargeable work waits until the customer has accepted its price.

export type QuoteAction =
  | { type: 'quote'; origin: Origin; items: readonly QuoteItem[] }
  | { type: 'acceptQuote'; onBehalf?: string }
  | { type: 'declineQuote'; reason?: string; onBehalf?: string }

export const offers: Offers<QuoteAction> = {
  quote: {
    name: text('报价', 'Quote'),
    role: 'engineer',
    part: 'organise',
    isAllowed: (repair) => isBeingRepaired(repair) && rulesOf(repair.plan, 'charges').length > 0,
  },
  acceptQuote: {
    name: text('同意报价', 'Accept the quote'),
    role: 'dispatcher',
    part: 'answer',
    isAllowed: (repair) => isOpen(repair) && asksForPayment(repair),
  },
  declineQuote: {
    name: text('不同意报价', 'Decline the quote'),
    role: 'dispatcher',
    part: 'answer',
    isAllowed: (repair) => isOpen(repair) && asksForPayment(repair),
  },
}

/** The customer has a price to say yes or no to. What costs nothing needs no answer. */
const asksForPayment = ({ quote }: Repair): boolean => quote?.state === 'open' && quote.quote.totalFen > 0

/** Chargeable work waits: its price is not accepted, or was declined and stays undone until there is another quote. */
export const awaitsPayer = ({ quote }: Repair): boolean =>
  quote !== undefined && quote.state !== 'accepted' && quote.quote.totalFen > 0
