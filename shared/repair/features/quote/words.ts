import type { Words } from '../../../kernel/words.ts'
import type { Lines } from '../lines.ts'
import type { QuoteEvent } from './rules.ts'

/** A colleague of ours recorded the customer's word. */
const behalf = (customer: string | undefined, say: Words['say']): string =>
  customer ? say(`（代 ${customer} 登记）`, ` (recorded for ${customer})`) : ''

export const lines: Lines<QuoteEvent> = {
  quoted: ({ quote: { lines, totalFen, currency } }, { say, amount }) =>
    totalFen === 0
      ? say(`已报价：${lines.length} 项，全部免费`, `Quoted: positions ${lines.length}, all free`)
      : say(
          `已报价：${amount(totalFen, currency)}，待客户同意`,
          `Quoted: ${amount(totalFen, currency)}, for the customer to accept`,
        ),
  quoteAccepted: ({ onBehalf }, { say }) =>
    say('客户同意报价', 'Quote accepted by the customer') + behalf(onBehalf, say),
  quoteDeclined: ({ reason, onBehalf }, { say, more }) =>
    say('客户不同意报价', 'Quote declined by the customer') + behalf(onBehalf, say) + more(reason),
}
