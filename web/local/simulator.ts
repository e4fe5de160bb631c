import { pick } from '../../shared/notify/texts.ts'
import type { Language, Plan } from '../../shared/plan/plan.ts'
import { type Html, html } from '../html.ts'
import { layout } from '../pages/layout.ts'
import { clockCard, type LocalFrame, localMenu, say } from './common.ts'

export interface SimulatorView extends LocalFrame {
  /** Who can call: the known contacts. */
  readonly callers: readonly {
    readonly phone: string
    readonly name: string
    readonly customer: string
    readonly plan: string
  }[]
  readonly units: readonly { readonly serial: string; readonly name: string; readonly site: string }[]
  readonly plans: readonly Plan[]
  /** What the hotline answered to the call just made. */
  readonly last?: Answer
}
interface Answer {
  readonly status: number
  readonly body: string
}

/** Plays a hotline call: the host signs what this form sends and posts it to the real endpoint. */
export const simulatorPage = (view: SimulatorView): string => {
  const { language } = view
  return layout({
    title: say(language, '热线模拟器', 'Hotline simulator'),
    language,
    canSwitch: view.last === undefined,
    body: html`<h1>${say(language, '热线模拟器', 'Hotline simulator')}</h1>${localMenu(language)}
${view.last && answerCard(view, view.last)}${callForm(view)}${clockCard(view, `/local/simulator?lang=${language}`)}`,
  })
}

const callForm = (view: SimulatorView): Html => {
  const { language, plans } = view
  return html`<div class="card"><form method="post" action="/local/simulate?lang=${language}">
<label>${say(language, '谁打来', 'Caller')}<select name="caller">${callers(view)}
<option value="+8613900000000">${say(language, '陌生号码', 'Unknown number')} · +8613900000000</option></select></label>
<label>${say(language, '哪台设备', 'Unit')}<select name="serial"><option value="">${say(language, '没说', 'Not said')}</option>${units(view)}
<option value="UNKNOWN-0000">${say(language, '未知序列号', 'Unknown serial number')}</option></select></label>
<label>${say(language, '级别', 'Severity')}<select name="severity">
<option value="">${say(language, '没说（按最严格）', 'Not said (the strictest)')}</option>${plans.map((plan) => severities(plan, language))}</select></label>
<label>${say(language, '故障现象', 'What is wrong')}<textarea name="symptoms" rows="3" required>${say(
    language,
    '无法开机，指示灯不亮',
    'Does not start, no lights',
  )}</textarea></label>
<details><summary>${say(language, '更多', 'More')}</summary><div>
<label>${say(language, '联系人', 'Contact')}<input name="name" maxlength="100"></label>
<label>${say(language, '联系人邮箱', 'Their e-mail')}<input name="email" type="email"></label>
<label>${say(language, '通话编号（同一编号不会重复报修）', 'Call id (the same id is the same call)')}<input name="callId" maxlength="200"></label></div></details>
<button>☎ ${say(language, '拨打热线', 'Call the hotline')}</button></form></div>`
}

const callers = ({ callers: known }: SimulatorView): Html[] =>
  known.map(
    ({ phone, name, customer, plan }) =>
      html`<option value="${phone}">${name} · ${customer} (${plan}) · ${phone}</option>`,
  )

const units = ({ units: known }: SimulatorView): Html[] =>
  known.map(({ serial, name, site }) => html`<option value="${serial}">${serial} · ${name} · ${site}</option>`)

const severities = ({ id, title, severities: known }: Plan, language: Language): Html =>
  html`<optgroup label="${id} · ${pick(title, language)}">${known.map(
    (severity) => html`<option value="${severity.id}">${pick(severity.name, language)}</option>`,
  )}</optgroup>`

const answerCard = ({ language }: SimulatorView, { status, body }: Answer): Html =>
  html`<div class="card notice${status >= 400 && ' bad'}"><h2>${say(language, '热线的回答', "The hotline's answer")} · ${status}</h2>
<pre>${pretty(body)}</pre>
<a class="button quiet" href="/local/outbox?lang=${language}">${say(language, '看手机与邮箱', 'See phones and mailbox')}</a></div>`

const pretty = (body: string): string => {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
