import type { AgreedDay } from '../../shared/contract/agreements.ts'
import { isUnpaid, type Payment, type PaymentTold } from '../../shared/contract/contract.ts'
import { lastMinuteOf } from '../../shared/kernel/deadline.ts'
import { type Fault, faultText } from '../../shared/kernel/errors.ts'
import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { longTime, money } from '../../shared/message/format.ts'
import { HOW_NAMES } from '../../shared/repair/state/names.ts'
import { type Html, html } from '../html.ts'
import { layout } from './layout.ts'

export interface LetterView {
  readonly language: Language
  readonly supplier: { readonly name: Text; readonly hotline: string }
  readonly customer: string
  readonly contact: string
  readonly contract: string
  readonly timezone: string
  /** Those that the customer was told of. */
  readonly payments: readonly Payment[]
  /** Later days of planned work that they are said to have agreed to. */
  readonly agreements: readonly AgreedDay[]
  readonly path: string
  readonly problems: readonly Fault[]
}

/** What the customer was told of their payments, as a letter to read and print; and what they are said to have agreed to. */
export function letterPage(view: LetterView): string {
  const { language, supplier, customer, contact, contract, payments, agreements, problems } = view
  const say = (words: Text) => inLanguage(words, language)
  const owed = payments.filter(isUnpaid)
  const title = agreements.length > 0 && payments.length === 0 ? AGREED : TITLE
  return layout({
    title: `${contract} · ${say(title)}`,
    language,
    canSwitch: true,
    body: html`<h1>${say(title)}</h1>
<p class="soft">${say(text('合同', 'Contract'))} <span class="number">${contract}</span></p>
<p>${customer}<br>${contact}${say(text('，您好：', ','))}</p>
${problems.length > 0 && html`<div class="card notice bad" role="alert">${problems.map((one) => html`<p><strong>${faultText(one, language)}</strong></p>`)}</div>`}
${title === TITLE && html`<p>${say(owed.length > 0 ? DUE : NOTHING)}</p>`}
${payments.map(({ state, told }) => told && stageCard({ state, told }, view))}
${agreements.length > 0 && title === TITLE && html`<h2>${say(AGREED)}</h2>`}
${agreements.length > 0 && html`<p>${say(ON_RECORD)}</p>`}${agreements.map((one) => agreedCard(one, view))}
<p>${say(title === TITLE ? ASK : CALL)} <span class="number">${supplier.hotline}</span></p>
<p>${say(supplier.name)}</p>`,
  })
}

const TITLE = text('付款提示函', 'Your payments')
const DUE = text(
  '感谢贵方的信任。按合同约定，以下款项到期，请贵方安排。已经支付的，请不必理会。',
  'Thank you for your trust. By our contract the payments below fall due; we would be grateful if you arranged for them. What is paid already, please disregard.',
)
const AGREED = text('与贵方约定的改期', 'Later days agreed with you')
const ON_RECORD = text(
  '按我方记录，以下服务已与贵方约定改期。没有同意过的，请告诉我们，原承诺立即恢复。',
  'By our record the work below was moved to a later day with your agreement. What you did not agree to, tell us: the promise then stands as it was.',
)
const DENY = text('没有同意过', 'We did not agree')
const CALL = text('有疑问请联系我们，电话', 'Any questions, please call')
const NOTHING = text('目前没有需要支付的款项。谢谢。', 'Nothing is to be paid now. Thank you.')
const ASK = text(
  '对日期或金额有不同意见，请联系我们，电话',
  'If you see a day or an amount otherwise, please let us know:',
)

function stageCard(
  { state, told }: Pick<Payment, 'state'> & { readonly told: PaymentTold },
  { language, timezone }: LetterView,
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

function agreedCard(
  { seq, name, site, timezone, before, dueAt, by, how }: AgreedDay,
  { language, path }: LetterView,
): Html {
  const say = (words: Text) => inLanguage(words, language)
  const [from, until] = [before, dueAt].map((at) => longTime(lastMinuteOf(at, timezone), timezone, language))
  return html`<div class="card"><h2>${say(name)}</h2>${site && html`<p class="soft">${site}</p>`}
<p>${say(text(`最晚由 ${from} 改到 ${until}`, `Due by ${from}, now by ${until}`))}</p>
<p class="soft">${say(text(`贵方同意人：${by}（${HOW_NAMES[how].zh}）`, `Agreed by ${by} (${HOW_NAMES[how].en})`))}</p>
<form method="post" action="${path}?lang=${language}"><input type="hidden" name="agreement" value="${seq}"><button class="quiet">${say(DENY)}</button></form></div>`
}
