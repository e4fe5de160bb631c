import { isUnpaid, type Payment, type PaymentTold } from '../../shared/contract/contract.ts'
import { lastMinuteOf } from '../../shared/kernel/deadline.ts'
import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { longTime, money } from '../../shared/message/format.ts'
import { type Html, html } from '../html.ts'
import { layout } from './layout.ts'

export interface PaymentLetterView {
  readonly language: Language
  readonly supplier: { readonly name: Text; readonly hotline: string }
  readonly customer: string
  readonly contact: string
  readonly contract: string
  readonly timezone: string
  /** Those that the customer was told of. */
  readonly payments: readonly Payment[]
}

/** What the customer was told of their payments, as a letter to read and print. */
export function paymentPage(view: PaymentLetterView): string {
  const { language, supplier, customer, contact, contract, payments } = view
  const say = (words: Text) => inLanguage(words, language)
  const owed = payments.filter(isUnpaid)
  return layout({
    title: `${contract} · ${say(TITLE)}`,
    language,
    canSwitch: true,
    body: html`<h1>${say(TITLE)}</h1>
<p class="soft">${say(text('合同', 'Contract'))} <span class="number">${contract}</span></p>
<p>${customer}<br>${contact}${say(text('，您好：', ','))}</p>
<p>${say(owed.length > 0 ? DUE : NOTHING)}</p>
${payments.map(({ state, told }) => told && stageCard({ state, told }, view))}
<p>${say(ASK)} <span class="number">${supplier.hotline}</span></p>
<p>${say(supplier.name)}</p>`,
  })
}

const TITLE = text('付款提示函', 'Your payments')
const DUE = text(
  '感谢贵方的信任。按合同约定，以下款项到期，请贵方安排。已经支付的，请不必理会。',
  'Thank you for your trust. By our contract the payments below fall due; we would be grateful if you arranged for them. What is paid already, please disregard.',
)
const NOTHING = text('目前没有需要支付的款项。谢谢。', 'Nothing is to be paid now. Thank you.')
const ASK = text(
  '对日期或金额有不同意见，请联系我们，电话',
  'If you see a day or an amount otherwise, please let us know:',
)

function stageCard(
  { state, told }: Pick<Payment, 'state'> & { readonly told: PaymentTold },
  { language, timezone }: PaymentLetterView,
): Html {
  const say = (words: Text) => inLanguage(words, language)
  const due = longTime(lastMinuteOf(told.dueAt, timezone), timezone, language)
  const isOwed = state === 'open' || state === 'pastDue'
  return html`<div class="card"><h2>${say(told.name)}</h2>
<p>${say(text(`付至合同价的 ${told.upToPercent}%`, `Up to ${told.upToPercent} % of the price`))}${told.amountFen !== undefined && html` · ${say(text('本期', 'now'))} <strong>${money(told.amountFen, 'CNY', language)}</strong>`}</p>
<p class="${isOwed ? '' : 'soft'}">${isOwed ? say(text(`最晚 ${due} 付`, `To be paid by ${due}`)) : say(STATES[state === 'paid' ? 'paid' : 'off'])}</p></div>`
}
const STATES = {
  paid: text('已收到，谢谢', 'Received, thank you'),
  off: text(
    '此前的付款提示作废，贵方不必按它付款。以后到期时，我们会另行函告',
    'Our letter about this payment is withdrawn: you need not pay by it. Should it fall due later, we write again',
  ),
}
