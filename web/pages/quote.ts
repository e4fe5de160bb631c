import type { Quote, QuoteLine } from '../../shared/charges/charges.ts'
import { inLanguage, type Language } from '../../shared/kernel/text.ts'
import { money } from '../../shared/message/format.ts'
import { CHARGE_CLASS_NAMES, chargeName, WARRANTY_NAMES } from '../../shared/message/texts.ts'
import { ORIGIN_NAMES } from '../../shared/repair/state/names.ts'
import type { OfferedQuote } from '../../shared/repair/state/repair.ts'
import { type Html, html } from '../html.ts'

/** What each position costs the customer and the clause that says so: free ones stand in it too. */
export const quoteList = ({ lines, warranty, origin, totalFen, currency }: Quote, language: Language): Html => {
  const labels = LABELS[language]
  return html`<p class="soft">${inLanguage(WARRANTY_NAMES[warranty], language)} · ${labels.origin}${inLanguage(ORIGIN_NAMES[origin], language)}</p>
<ul class="plain">${lines.map((line) => position(line, currency, language))}
<li class="row"><strong>${labels.total}</strong><strong class="number money">${money(totalFen, currency, language)}</strong></li></ul>`
}

const position = (line: QuoteLine, currency: string, language: Language): Html => {
  const { name, quantity, unitFen, payableFen, charge, clause } = line
  const saved = unitFen > 0 && html`<s class="soft">${money(unitFen * quantity, currency, language)}</s> `
  const basis = [inLanguage(CHARGE_CLASS_NAMES[line.class], language), chargeName(charge, language), clause].join(' · ')
  return html`<li class="row"><span>${name} × ${quantity}<br><span class="soft">${basis}</span></span>
<span class="number money">${payableFen === 0 ? html`${saved}<strong class="good">${LABELS[language].free}</strong>` : money(payableFen, currency, language)}</span></li>`
}

/** Whether the customer has agreed. What costs nothing needs no answer. */
export const quoteState = ({ quote, state }: OfferedQuote, language: Language): string =>
  quote.totalFen === 0 ? LABELS[language].free : LABELS[language].state[state]

export const quoteTitle = (language: Language): string => LABELS[language].title

const LABELS = {
  'zh-CN': {
    title: '维修报价',
    origin: '故障来源：',
    total: '合计',
    free: '免费',
    state: { open: '待客户同意', accepted: '客户已同意', declined: '客户不同意' },
  },
  en: {
    title: 'Quote',
    origin: 'origin: ',
    total: 'Total',
    free: 'free',
    state: { open: 'for the customer to accept', accepted: 'accepted', declined: 'declined' },
  },
} as const
