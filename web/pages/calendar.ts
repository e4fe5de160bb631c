import type { Fault } from '../../shared/kernel/errors.ts'
import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { EVENT_KIND, EVENT_KINDS, type EventKind } from '../../shared/plan/rules/kit/event-kind.ts'
import { Html, html } from '../html.ts'
import { layout } from './layout.ts'
import { fieldOf, inPlainWords } from './problems.ts'

export interface CalendarPageView {
  readonly language: Language
  readonly path: string
  readonly customer: string
  readonly contact: string
  readonly sites: readonly { readonly id: string; readonly name: string }[]
  readonly isForAll: boolean
  readonly entries: readonly Entry[]
  readonly now: string
  /** What was sent but could not be taken, and why. */
  readonly sent?: { readonly values: Readonly<Record<string, string>>; readonly problems: readonly Fault[] }
}
interface Entry {
  readonly id: string
  readonly kind: EventKind
  readonly name: string
  readonly site?: string
  readonly from: string
  readonly until: string
  readonly hours?: { readonly from: string; readonly to: string }
  readonly isOwn: boolean
}

/** A customer's calendar as one of their contacts keeps it: what is to come, theirs to move and to take back, and a form for more. */
export const calendarPage = (view: CalendarPageView): string => {
  const { language, customer, contact, entries, sent } = view
  const say = (words: Text) => inLanguage(words, language)
  const ahead = entries
    .filter(({ until }) => until >= view.now.slice(0, 10))
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
  return layout({
    title: say(TITLE),
    language,
    canSwitch: true,
    body: html`<h1>${say(TITLE)}</h1><p class="soft">${customer} · ${contact}</p><p>${say(WHY)}</p>
${sent && html`<div class="card notice bad" role="alert">${sent.problems.map((one) => html`<p><strong>${problemOf(one, language)}</strong></p>`)}</div>`}
${newForm(view)}
<div class="card"><h2>${say(AHEAD)}</h2>${ahead.length === 0 ? html`<p class="soft">${say(NOTHING)}</p>` : ahead.map((entry) => entryOf(entry, view))}</div>`,
  })
}

/** By the label of its field; what is about an entry as a whole has none. */
const problemOf = (fault: Fault, language: Language): string => {
  const label = LABELS[fieldOf(fault.at)]
  const said = inLanguage(inPlainWords(fault), language)
  if (!label) return said
  return language === 'zh-CN' ? `${inLanguage(label, language)}：${said}` : `${inLanguage(label, language)}: ${said}`
}

const newForm = (view: CalendarPageView): Html => {
  const { language, path, sites, isForAll, sent } = view
  const say = (words: Text) => inLanguage(words, language)
  const values = sent?.values.action === 'enter' ? sent.values : {}
  const option = (value: string, name: string, isChosen: boolean) =>
    html`<option value="${value}"${isChosen && new Html(' selected')}>${name}</option>`
  return html`<div class="card first"><h2>${say(NEW)}</h2><form method="post" action="${path}?lang=${language}">
<label>${say(KIND)}<select name="kind">${EVENT_KINDS.map((kind) => option(kind, say(EVENT_KIND[kind]), values.kind === kind))}</select></label>
<label>${say(NAME)}<input name="name" required maxlength="200" value="${values.name ?? ''}"></label>
<label>${say(WHERE)}<select name="site">${isForAll && option('', say(EVERYWHERE), false)}${sites.map(({ id, name }) => option(id, name, values.site === id))}</select></label>
${days(view, values)}
<label>${say(HOURS)}<input type="time" name="hoursFrom" value="${values.hoursFrom ?? ''}"></label>
<label>${say(HOURS_TO)}<input type="time" name="hoursTo" value="${values.hoursTo ?? ''}"></label>
<button class="main" name="action" value="enter">${say(ENTER)}</button></form></div>`
}

const HOURS = text('每天几点起（不填：全天）', 'Each day from (none: all day)')
const HOURS_TO = text('到几点', 'Until')

const days = ({ language }: CalendarPageView, { from = '', until = '' }: Readonly<Record<string, string>>): Html => {
  const say = (words: Text) => inLanguage(words, language)
  return html`<label>${say(FROM)}<input type="date" name="from" required value="${from}"></label>
<label>${say(UNTIL)}<input type="date" name="until" required value="${until}"></label>`
}

const entryOf = (entry: Entry, view: CalendarPageView): Html => {
  const { language, path, sites } = view
  const say = (words: Text) => inLanguage(words, language)
  const { id, kind, name, site, from, until, hours, isOwn } = entry
  const where = site === undefined ? say(EVERYWHERE) : (sites.find((one) => one.id === site)?.name ?? '')
  return html`<p><strong>${name}</strong> <span class="soft">${say(EVENT_KIND[kind])} · ${where}</span><br><span class="number">${from} – ${until}${hours && ` ${hours.from}–${hours.to}`}</span>${!isOwn && html`<br><span class="soft">${say(OURS)}</span>`}</p>
${
  isOwn &&
  html`<details><summary>${say(CHANGE)}</summary><form method="post" action="${path}?lang=${language}"><input type="hidden" name="entry" value="${id}">
${days(view, { from, until })}<button name="action" value="move">${say(MOVE)}</button></form>
<form method="post" action="${path}?lang=${language}"><input type="hidden" name="entry" value="${id}"><button class="quiet" name="action" value="withdraw">${say(WITHDRAW)}</button></form></details>`
}`
}

const TITLE = text('我们的日历', 'Our calendar')
const WHY = text(
  '写下开学、考试、重要会议、节假日、敏感时期等日子，我们据此安排巡检和保障，避开您的高峰。',
  'Enter terms, exams, important meetings, holidays and sensitive periods: we plan inspections and duty by them, and keep clear of your busy hours.',
)
const NEW = text('写一条', 'A new entry')
const KIND = text('是什么', 'What it is')
const NAME = text('叫什么', 'What you call it')
const WHERE = text('在哪里', 'Where')
const EVERYWHERE = text('所有地点', 'Everywhere')
const FROM = text('第一天', 'First day')
const UNTIL = text('最后一天', 'Last day')
const ENTER = text('写上', 'Enter it')
/** What a fault names, by what its reader sees. */
const LABELS: Readonly<Record<string, Text>> = {
  kind: KIND,
  name: NAME,
  site: WHERE,
  from: FROM,
  until: UNTIL,
  hours: text('每天的时间', 'Hours of each day'),
  hoursFrom: text('每天的时间', 'Hours of each day'),
  hoursTo: text('每天的时间', 'Hours of each day'),
}
const AHEAD = text('以后的日子', 'What is to come')
const NOTHING = text('还没有写。', 'Nothing yet.')
const OURS = text('不是您写的，要改请告诉我们', 'Not entered by you: to change it, please tell us')
const CHANGE = text('改期或撤回', 'Move or take back')
const MOVE = text('改期', 'Move it')
const WITHDRAW = text('撤回', 'Take it back')
