import { type Advice, SEVERITY_NAMES } from '../../shared/advisory/advice.ts'
import { isAnswered, type Notice } from '../../shared/advisory/notice.ts'
import { type Fault, faultText } from '../../shared/kernel/errors.ts'
import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { shortTime } from '../../shared/message/format.ts'
import { HOW_NAMES } from '../../shared/repair/state/names.ts'
import { type Html, html } from '../html.ts'
import { layout } from './layout.ts'

export interface NoticePageView {
  readonly notice: Notice
  readonly advice: Advice
  readonly holder: { readonly id: string }
  readonly language: Language
  readonly path: string
  readonly isCustomer: boolean
  readonly problems: readonly Fault[]
}

/** A warning as the customer reads it, to acknowledge or to ask; for one of ours, to record that they were called. */
export const noticePage = (view: NoticePageView): string => {
  const { notice, advice, language, problems } = view
  const say = (words: Text) => inLanguage(words, language)
  const { title, severity, models, versions, todo } = advice
  return layout({
    title: say(title),
    language,
    canSwitch: true,
    body: html`<p><span class="chip ${severity === 'info' ? 'soft' : 'bad'}">${say(SEVERITY_NAMES[severity])}</span></p>
<h1>${say(title)}</h1><p class="soft">${notice.customer.name} · <span class="number">${notice.advisory}</span></p>
${problems.length > 0 && html`<div class="card notice bad" role="alert">${problems.map((one) => html`<p><strong>${faultText(one, language)}</strong></p>`)}</div>`}
${answerCard(view)}
<div class="card"><p class="pre">${say(advice.text)}</p></div>
${todo && html`<div class="card first"><h2>${say(TODO)}</h2><p class="pre">${say(todo)}</p></div>`}
<div class="card"><p><span class="soft">${say(MODELS)}</span><br>${models.join(', ')}${versions && html` · ${versions}`}</p>
<p><span class="soft">${say(UNITS)}</span><br>${notice.units.join(', ')}${notice.unitCount > notice.units.length && ` … (${notice.unitCount})`}</p></div>`,
  })
}

const answerCard = (view: NoticePageView): Html => {
  const { notice, holder, language, isCustomer } = view
  const say = (words: Text) => inLanguage(words, language)
  const time = (at: string) => shortTime(at, notice.hours.timezone, language)
  const own = notice.acknowledged.filter(({ id }) => id === holder.id)
  const hasAsked = own.some(({ question }) => question !== undefined)
  const answers = html`${notice.acknowledged.map(
    ({ name, at, question }) =>
      html`<p class="good">✓ ${say(HAS_IT)} · ${name} <span class="number">${time(at)}</span></p>${question && html`<p>${question}</p>`}`,
  )}${notice.told && html`<p class="good">✓ ${say(CALLED)} · ${notice.told.whom} <span class="number">${time(notice.told.at)}</span></p>`}
${notice.withdrawn && html`<div class="card notice" role="status"><p><strong>${say(WITHDRAWN)}</strong> <span class="number">${time(notice.withdrawn)}</span></p>${notice.withdrawnBecause && html`<p>${notice.withdrawnBecause}</p>`}</div>`}`
  if (isCustomer)
    return html`${answers}${!hasAsked && acknowledgeForm(view, own.length > 0 || notice.withdrawn !== undefined)}`
  return html`${answers}${!isAnswered(notice) && callForm(view)}`
}

const acknowledgeForm = ({ language, path }: NoticePageView, isAgain: boolean): Html => {
  const say = (words: Text) => inLanguage(words, language)
  return html`<form method="post" action="${path}?lang=${language}"><label>${say(QUESTION)}<textarea name="question" rows="2" maxlength="1000"></textarea></label>
<button class="${isAgain ? 'quiet' : 'main'}">${say(isAgain ? ASK : ACKNOWLEDGE)}</button></form>`
}

const callForm = ({ notice, language, path }: NoticePageView): Html => {
  const say = (words: Text) => inLanguage(words, language)
  const { link: _, ...hows } = HOW_NAMES
  return html`<div class="card"><p>${say(CALL)}${notice.contacts.map(({ name }) => name).join('、')}</p>
<form method="post" action="${path}?lang=${language}"><label>${say(WHOM)}<input name="whom" required maxlength="200"></label>
<label>${say(HOW)}<select name="how">${Object.entries(hows).map(([id, name]) => html`<option value="${id}">${say(name)}</option>`)}</select></label>
<button>${say(RECORD)}</button></form></div>`
}

const TODO = text('请这样做', 'What to do')
const MODELS = text('涉及型号', 'Models')
const UNITS = text('贵方的设备', 'Your units')
const HAS_IT = text('已确认收到', 'Acknowledged')
const CALLED = text('已电话告知', 'Told by us')
const WITHDRAWN = text('这条预警已撤回。', 'This warning was withdrawn.')
const QUESTION = text('有疑问请写在这里（可不填）', 'A question, if you have one')
const ACKNOWLEDGE = text('确认收到', 'I have read it')
const ASK = text('提问', 'Ask')
const CALL = text('客户还没有确认，请打电话：', 'Not acknowledged yet, please call: ')
const WHOM = text('和谁说的', 'Whom you told')
const HOW = text('怎么说的', 'How')
const RECORD = text('登记', 'Record it')
