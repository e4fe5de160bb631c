import { type Fault, faultText } from '../../shared/kernel/errors.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { besideBeijing, shortTime } from '../../shared/message/format.ts'
import { whatName } from '../../shared/message/texts.ts'
import type { UpgradeActionType } from '../../shared/upgrade/actions.ts'
import { UPGRADE_OFFERS } from '../../shared/upgrade/offers.ts'
import { costText } from '../../shared/upgrade/state/cost.ts'
import { UPGRADE_STAGES } from '../../shared/upgrade/state/names.ts'
import { matterOf, type Proposal, stageOf, type Upgrade } from '../../shared/upgrade/state/upgrade.ts'
import { Html, html } from '../html.ts'
import { WORDS } from '../texts.ts'
import { layout } from './layout.ts'
import { type UpgradeField, upgradeFields } from './upgrade-fields.ts'

export interface UpgradePageView {
  readonly upgrade: Upgrade
  readonly language: Language
  readonly path: string
  readonly allowed: readonly UpgradeActionType[]
  readonly isCustomer: boolean
  /** The list that it stands on, where its reader has one. */
  readonly home?: string
  readonly timeline: readonly { readonly at: Instant; readonly text: string; readonly by?: string }[]
  /** What was sent but could not be taken, and why: its panel stands open with what was written. */
  readonly sent?: { readonly values: Readonly<Record<string, string>>; readonly problems: readonly (Fault | Text)[] }
}

/** An upgrade as the customer, or one of ours, has it in hand: what was agreed, how far it is, what may be done now. */
export const upgradePage = (view: UpgradePageView): string => {
  const { upgrade, language, allowed, sent, home } = view
  const say = (words: Text) => inLanguage(words, language)
  const stage = stageOf(upgrade)
  const { proposal, agreed } = upgrade
  return layout({
    title: `${upgrade.id} · ${upgrade.title}`,
    language,
    canSwitch: true,
    body: html`${home && html`<p class="menu"><a href="${home}?lang=${language}">← ${WORDS[language].jobs}</a></p>`}<h1>${upgrade.title}</h1><p class="soft"><span class="number">${upgrade.id}</span> · ${upgrade.customer.name} · ${upgrade.site.name}</p>
${zoneNote(upgrade, language)}
<p><span class="chip">${say(UPGRADE_STAGES[stage])}</span></p>
${sent && sent.problems.length > 0 && problemCard(sent.problems, view)}
${upgrade.cost && html`<p>${say(COST)}${say(costText(upgrade.cost))}</p>`}
${proposal && planCard(agreed ? NEXT_PLAN : PLAN, proposal, view)}
${allowed.map((type) => actionForm(type, view))}
${agreed && planCard(AGREED, agreed, view)}
${upgrade.steps.length > 0 && stepsCard(view)}
${upgrade.promises.length > 0 && promisesCard(view)}
${timelineCard(view)}`,
  })
}

/** Whoever reads a bare time takes it for Beijing's. */
const zoneNote = ({ hours, plannedAt }: Upgrade, language: Language): Html | undefined => {
  const zone = besideBeijing(hours.timezone, plannedAt, language)
  return zone === undefined
    ? undefined
    : html`<p class="soft">${inLanguage(text(`时间为${zone}`, `Times are ${zone}`), language)}</p>`
}

const problemCard = (problems: readonly (Fault | Text)[], { language }: UpgradePageView): Html =>
  html`<div class="card notice bad" role="alert">${problems.map(
    (one) => html`<p><strong>${'at' in one ? faultText(one, language) : inLanguage(one, language)}</strong></p>`,
  )}</div>`

const planCard = (heading: Text, plan: Proposal, { upgrade, language }: UpgradePageView): Html => {
  const { from, until, risks, met, rollback, downtime, steps, inPeak } = plan
  const time = (instant: Instant) => shortTime(instant, upgrade.hours.timezone, language)
  const say = (words: Text) => inLanguage(words, language)
  const row = (label: Text, value: string | undefined) =>
    value && html`<p><span class="soft">${say(label)}</span><br>${value}</p>`
  return html`<div class="card"><h2>${say(heading)}</h2><p><strong class="number">${time(from)} – ${time(until)}</strong></p>
<ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>
${row(RISKS, risks)}${row(ROLLBACK, rollback)}${row(DOWNTIME, downtime > 0 ? `${downtime} ${say(MINUTES)}` : say(NONE))}
${row(MEETING, met && [met.who, met.at && time(met.at)].filter(Boolean).join(' · '))}${row(IN_PEAK, inPeak?.because)}</div>`
}

const stepsCard = ({ upgrade, language }: UpgradePageView): Html =>
  html`<div class="card"><h2>${inLanguage(STEPS, language)}</h2><ul class="plain">${upgrade.steps.map(
    ({ what, done }, index) =>
      html`<li class="row"><span>${done ? '✓' : '○'} ${index + 1}. ${what}</span>${done && html`<span class="soft number">${done.by} ${shortTime(done.at, upgrade.hours.timezone, language)}</span>`}</li>`,
  )}</ul></div>`

const promisesCard = ({ upgrade, language }: UpgradePageView): Html =>
  html`<div class="card"><h2>${inLanguage(PROMISES, language)} ${upgrade.bound?.clause}</h2><ul class="plain">${upgrade.promises.map(
    (one) =>
      html`<li class="row"><span>${whatName(`upgrade:${matterOf(one)}`, language)}</span><strong class="${one.state === 'kept' ? 'good' : one.state === 'broken' ? 'bad' : 'soft'}">${inLanguage(STATES[one.state], language)}</strong></li>`,
  )}</ul></div>`

const timelineCard = ({ timeline, upgrade, language }: UpgradePageView): Html =>
  html`<div class="card"><ul class="plain">${timeline.map(
    ({ at, text: said, by }) =>
      html`<li><span class="soft number">${shortTime(at, upgrade.hours.timezone, language)}${by && ` · ${by}`}</span><br>${said}</li>`,
  )}</ul></div>`

/** A button, or a panel that opens on its fields. */
const actionForm = (type: UpgradeActionType, view: UpgradePageView): Html => {
  const { upgrade, language, path, isCustomer, sent } = view
  const name = inLanguage(UPGRADE_OFFERS[type].name, language)
  const fields = upgradeFields(type, upgrade).filter(({ ours }) => !(ours && isCustomer))
  const isSent = sent?.values.action === type
  const body = html`<form method="post" action="${path}?lang=${language}"><input type="hidden" name="action" value="${type}"><input type="hidden" name="id" value="${upgrade.version}/${type}">
${fields.map((field) => input(field, (isSent && sent?.values[field.name]) || '', language))}<button class="${isQuiet(type, upgrade) ? 'quiet' : 'main'}">${name}</button></form>`
  if (fields.length === 0) return body
  return html`<details class="${isQuiet(type, upgrade) ? 'quiet' : 'main'}"${isSent && new Html(' open')}><summary>${name}</summary>${body}</details>`
}
/** Seldom what is to be done now; roll-back always is a tap away. */
const QUIET: ReadonlySet<UpgradeActionType> = new Set(['callOff', 'disturb', 'disagree', 'waiveBackup', 'decline'])
/** What nobody has agreed to yet is planned first; it may have been done all the same. */
const isQuiet = (type: UpgradeActionType, { agreed }: Upgrade): boolean =>
  QUIET.has(type) || (type === 'sayAfterwards' && agreed === undefined)

const input = (
  { name, kind, label, required, choices = {} }: UpgradeField,
  written: string,
  language: Language,
): Html => {
  const must = required && new Html(' required')
  const said = html`${inLanguage(label, language)}${required && html`<span class="bad"> *</span>`}`
  const control = {
    line: html`<input name="${name}" maxlength="200" value="${written}"${must}>`,
    prose: html`<textarea name="${name}" rows="2" maxlength="1000"${must}>${written}</textarea>`,
    lines: html`<textarea name="${name}" rows="4" maxlength="12000"${must}>${written}</textarea>`,
    time: html`<input type="datetime-local" name="${name}" value="${written}"${must}>`,
    choice: html`<select name="${name}"${must}>${Object.entries(choices).map(
      ([id, words]) =>
        html`<option value="${id}"${id === written && new Html(' selected')}>${inLanguage(words, language)}</option>`,
    )}</select>`,
  }[kind]
  return html`<label>${said}${control}</label>`
}

const COST = text('费用：', 'Cost: ')
const PLAN = text('升级方案', 'The plan')
const NEXT_PLAN = text('新方案，待答复', 'Another plan, to be answered')
const AGREED = text('已同意的方案', 'The plan that was agreed')
const RISKS = text('风险', 'Risks')
const ROLLBACK = text('如何回退', 'How it is rolled back')
const DOWNTIME = text('业务中断', 'Interruption')
const MINUTES = text('分钟以内', 'min at most')
const NONE = text('无', 'none')
const MEETING = text('会议', 'Meeting')
const IN_PEAK = text('在高峰进行的原因', 'Why in peak hours')
const STEPS = text('进度', 'Progress')
const PROMISES = text('我们的承诺', 'What we promise')
const STATES = {
  open: text('进行中', 'running'),
  kept: text('✓ 已履约', '✓ kept'),
  broken: text('✗ 未履约', '✗ broken'),
  waived: text('已免除', 'waived'),
  superseded: text('已取代', 'superseded'),
  fallenAway: text('不再适用', 'fallen away'),
} as const
