import { inLanguage, type Language } from '../../shared/kernel/text.ts'
import { shortTime } from '../../shared/message/format.ts'
import { MATTER_NAMES, milestoneName } from '../../shared/message/texts.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import { MATTERS } from '../../shared/plan/rules.ts'
import { type CallAnswer, callAnswerSchema, callProblemSchema } from '../../shared/wire/call.ts'
import { Html, html } from '../html.ts'
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
    canSwitch: true,
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
<label>${say(language, '报什么', 'About')}<select name="matter">${MATTERS.map(
    (matter) => html`<option value="${matter}">${inLanguage(MATTER_NAMES[matter], language)}</option>`,
  )}</select></label>
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
  html`<optgroup label="${id} · ${inLanguage(title, language)}">${known.map(
    (severity) => html`<option value="${severity.id}">${inLanguage(severity.name, language)}</option>`,
  )}</optgroup>`

/** What the hotline said, in words; as it was sent, for whoever builds on it. */
const answerCard = (view: SimulatorView, { status, body }: Answer): Html => {
  const { language } = view
  const answer = read(body)
  return html`<div class="card notice${!answer && ' bad'}" role="status"><h2>${heading(status, answer, language)}</h2>
${answer && promised(answer, view)}
${
  answer &&
  html`<a class="button" href="/local/outbox?lang=${language}">${say(language, '看谁的手机响了', 'See whose phone rings')}</a>
<a class="button quiet" href="/local/repairs/${answer.repairId}?lang=${language}">${say(language, '打开这张报修单', 'Open the repair')}</a>`
}
<details${!answer && new Html(' open')}><summary>${say(language, '原始回答', 'The answer as sent')} · ${status}</summary><div><pre>${pretty(body)}</pre></div></details></div>`
}

const heading = (status: number, answer: Understood | undefined, language: Language): string => {
  if (!answer) return say(language, '热线没有受理这通电话', 'The hotline did not take the call')
  if (status === 200) return say(language, `这通电话已经受理过：${answer.repairId}`, `Taken before: ${answer.repairId}`)
  return say(language, `已受理，维修单号 ${answer.repairId}`, `Taken: repair number ${answer.repairId}`)
}

const promised = ({ clocks, problems }: Understood, { language, timezone }: SimulatorView): Html =>
  html`${
    problems &&
    html`<p class="warn">⚠ ${say(language, '有内容没有读懂，已按能读懂的部分受理：', 'Not all of it could be read; taken with what could:')}</p><p class="soft pre">${problems.join('\n')}</p>`
  }<p>${say(language, '承诺的时间：', 'Promised times:')}</p>
<ul class="plain">${clocks.map(
    ({ clause, milestone, dueAt }) =>
      html`<li class="row"><span>${milestoneName(milestone, language)} <span class="soft">${clause}</span></span>
<strong class="number">${shortTime(dueAt, timezone, language)}</strong></li>`,
  )}</ul>`

interface Understood extends CallAnswer {
  readonly problems?: readonly string[]
}

const read = (body: string): Understood | undefined => {
  try {
    const value: unknown = JSON.parse(body)
    return callAnswerSchema.safeParse(value).data ?? callProblemSchema.safeParse(value).data
  } catch {
    return undefined
  }
}

const pretty = (body: string): string => {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
