import { delayText } from '../../shared/evidence/words.ts'
import { durationMs, type Instant } from '../../shared/kernel/instant.ts'
import { inLanguage, type Language, type Text } from '../../shared/kernel/text.ts'
import { shortTime } from '../../shared/message/format.ts'
import { milestoneName } from '../../shared/message/texts.ts'
import type { Month, Obligation, Tally } from '../../shared/promise/obligation.ts'
import type { LoanerStock } from '../../shared/repair/loaner-stock.ts'
import { type Html, html } from '../html.ts'

/** What a manager looks at in the promise ledger. */
export interface LedgerView {
  readonly language: Language
  readonly timezone: string
  readonly now: Instant
  readonly month: Month
  readonly plans: readonly {
    readonly id: string
    readonly title: Text
    readonly rates: readonly {
      readonly id: string
      readonly promise: Text
      readonly tally: Tally
      readonly keptRate?: number
    }[]
  }[]
  /** Open and due in the next 24 hours, earliest first. */
  readonly due: readonly Obligation[]
  /** Broken of this month, latest first. */
  readonly broken: readonly Obligation[]
  readonly stock: readonly LoanerStock[]
  /** Names of customers by id. */
  readonly customers: Readonly<Record<string, string>>
  readonly reportUrl: (repair: string) => string
}

/** This month's promises: what is due, what was broken, what runs short, and how every clause was kept. */
export const ledgerCards = (view: LedgerView): Html => {
  const words = WORDS[view.language]
  const short = view.stock.filter((model) => model.short)
  return html`<div class="card"><h2>${words.due}</h2>${lines(view.due, words.nothingDue, view)}</div>
<div class="card"><h2>${words.broken(view.month)}</h2>${lines(view.broken, words.nothingBroken, view)}</div>
<div class="card"><h2>${words.loaners}</h2>${
    short.length === 0
      ? html`<p class="good">✓ ${words.enough}</p>`
      : html`<ul class="plain">${short.map(
          (model) =>
            html`<li class="row"><span>${model.model}</span><strong class="bad">⚠ ${words.short(model)}</strong></li>`,
        )}</ul>`
  }</div>
${view.plans.map((plan) => rates(plan, view))}`
}

const lines = (obligations: readonly Obligation[], none: string, view: LedgerView): Html =>
  obligations.length === 0
    ? html`<p class="soft">${none}</p>`
    : html`<ul class="plain">${obligations.map((obligation) => line(obligation, view))}</ul>`

const line = (obligation: Obligation, view: LedgerView): Html => {
  const { language, timezone, customers } = view
  const { clause, what, repair, contract, unit, customer, engineerName, dueAt } = obligation
  const subject = repair === undefined ? contract : html`<a href="${view.reportUrl(repair)}">${repair}</a>`
  const about = [customer && customers[customer], unit, engineerName].filter(Boolean).join(' · ')
  return html`<li class="row"><span><strong>${clause}</strong> ${whatName(what, language)} · ${subject}<br><span class="soft">${about}</span></span>
<span class="number nowrap">${shortTime(dueAt, timezone, language)}<br>${standing(obligation, language)}</span></li>`
}

const whatName = (what: string, language: Language): string =>
  what.startsWith('document:') ? WORDS[language].document : milestoneName(what, language)

/** How late it was, or that it still is. */
const standing = ({ state, lateBy, endedAt }: Obligation, language: Language): Html | undefined => {
  if (state !== 'broken') return undefined
  const words = WORDS[language]
  const late = lateBy === undefined ? '' : words.late(delayText(durationMs(lateBy), language))
  return html`<span class="bad">✗ ${endedAt === undefined ? words.stillLate : late}</span>`
}

/** Clauses under which nothing fell due this month are left out. */
const rates = ({ id, title, rates: all }: LedgerView['plans'][number], { language, month }: LedgerView): Html => {
  const words = WORDS[language]
  const due = all.filter(({ tally }) => tally.due > 0)
  return html`<div class="card"><h2>${words.rates(month)} · ${inLanguage(title, language)} <span class="soft">${id}</span></h2>
${
  due.length === 0
    ? html`<p class="soft">${words.nothingDueInPlan}</p>`
    : html`<ul class="plain">${due.map(
        ({ id: clause, promise, tally, keptRate }) =>
          html`<li class="row"><span><strong>${clause}</strong> ${inLanguage(promise, language)}<br>
<span class="soft number">${words.tally(tally)}${tally.worstLateMs > 0 && ` · ${words.worst(delayText(tally.worstLateMs, language))}`}</span></span>
<strong class="number nowrap ${toneOf(keptRate)}">${keptRate === undefined ? '–' : `${percent(keptRate)}%`}</strong></li>`,
      )}</ul>`
}</div>`
}

const toneOf = (rate: number | undefined): string => (rate === undefined ? 'soft' : rate === 1 ? 'good' : 'bad')

/** Rounded down: only what was always kept shows 100. */
const percent = (rate: number): number => Math.floor(rate * 100)

/** What the export form held when it could not be taken, and why. */
export interface ExportForm {
  readonly values: Readonly<Record<string, string>>
  /** In the reader's language. */
  readonly problems?: readonly string[]
}

/** Takes the evidence of a customer and period out; who may is the plan's to say (C27). */
export const exportCard = (
  { language, customers }: Pick<LedgerView, 'language' | 'customers'>,
  { values, problems = [] }: ExportForm,
  action: string,
): Html => {
  const words = WORDS[language]
  const chosen = (name: string, value: string) => values[name] === value && html` selected`
  return html`<div class="card"><h2>${words.export}</h2><p class="soft">${words.exportNote}</p>
${problems.length > 0 && html`<div class="notice bad card" role="alert">${problems.map((problem) => html`<p>${problem}</p>`)}</div>`}
<form method="post" action="${action}">
<label>${words.customer}<select name="customer">${Object.entries(customers).map(
    ([id, name]) => html`<option value="${id}"${chosen('customer', id)}>${name}</option>`,
  )}</select></label>
<label>${words.from}<input type="date" name="from" required value="${values.from}"></label>
<label>${words.to}<input type="date" name="to" required value="${values.to}"></label>
<label>${words.format}<select name="format"><option value="html"${chosen('format', 'html')}>${words.html}</option><option value="xlsx"${chosen('format', 'xlsx')}>${words.xlsx}</option></select></label>
<label>${words.reason}<input name="reason" required maxlength="1000" value="${values.reason}"></label>
<button>${words.submit}</button></form></div>`
}

const WORDS = {
  'zh-CN': {
    due: '未来 24 小时到期',
    nothingDue: '未来 24 小时没有到期的承诺。',
    broken: (month: Month) => `${month} 超时`,
    nothingBroken: '本月没有超时。',
    loaners: '备机',
    enough: '每种型号的备机都够用。',
    short: ({ needed, free, neededNew, freeNew }: LoanerStock) =>
      needed > free ? `可能要用 ${needed} 台，可用 ${free} 台` : `可能要用全新 ${neededNew} 台，全新可用 ${freeNew} 台`,
    rates: (month: Month) => `${month} 履约率`,
    nothingDueInPlan: '本月没有到期的承诺。',
    tally: ({ due, kept, broken, waived, open }: Tally) =>
      `应履约 ${due} · 履约 ${kept} · 超时 ${broken} · 免除 ${waived} · 未到期 ${open}`,
    worst: (length: string) => `最长超时 ${length}`,
    late: (length: string) => `超时 ${length}`,
    stillLate: '仍未完成',
    document: '应交文件',
    export: '导出证据包',
    exportNote: '数据离开服务部须有权限，每次导出和拒绝都登记在审计记录中。',
    customer: '客户',
    from: '从',
    to: '到（含当天）',
    format: '格式',
    html: '可打印文档',
    xlsx: 'Excel 表格',
    reason: '用途',
    submit: '导出',
  },
  en: {
    due: 'Due in the next 24 hours',
    nothingDue: 'Nothing falls due in the next 24 hours.',
    broken: (month: Month) => `Broken in ${month}`,
    nothingBroken: 'Nothing was broken this month.',
    loaners: 'Loaners',
    enough: 'There are enough of every model.',
    short: ({ needed, free, neededNew, freeNew }: LoanerStock) =>
      needed > free ? `${needed} may be needed, ${free} free` : `${neededNew} new may be needed, ${freeNew} new free`,
    rates: (month: Month) => `Kept in ${month}`,
    nothingDueInPlan: 'Nothing fell due this month.',
    tally: ({ due, kept, broken, waived, open }: Tally) =>
      `due ${due} · kept ${kept} · broken ${broken} · waived ${waived} · open ${open}`,
    worst: (length: string) => `worst delay ${length}`,
    late: (length: string) => `late by ${length}`,
    stillLate: 'not done yet',
    document: 'document',
    export: 'Export an evidence pack',
    exportNote:
      'Data leave the service department with permission only; every export and every refusal is on the audit record.',
    customer: 'Customer',
    from: 'From',
    to: 'To (that day included)',
    format: 'Format',
    html: 'Document to print',
    xlsx: 'Excel spreadsheet',
    reason: 'Reason',
    submit: 'Export',
  },
} as const
