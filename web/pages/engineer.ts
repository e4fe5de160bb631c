import { defined } from '../../shared/kernel/fields.ts'
import { inLanguage, type Language } from '../../shared/kernel/text.ts'
import { shortTime } from '../../shared/message/format.ts'
import { MATTER_NAMES, milestoneName, STAGE_NAMES } from '../../shared/message/texts.ts'
import type { ActionType } from '../../shared/repair/actions.ts'
import { splittableCalls } from '../../shared/repair/features/calls/offers.ts'
import { isGoing } from '../../shared/repair/features/visit/emergency-plan.ts'
import { ACTION_NAMES } from '../../shared/repair/offers.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { Html, html } from '../html.ts'
import { placeName, WORDS } from '../texts.ts'
import type { EngineerView } from './engineer-view.ts'
import { filesCard } from './files.ts'
import { askedFirst } from './first-step.ts'
import { actionForm, actionFormOf, type FormContext } from './forms.ts'
import { layout } from './layout.ts'
import { namedOf } from './named.ts'
import { clockLine, nextClock, noticeCard, phoneLink, severityName, standing, timeline, unitName } from './parts.ts'
import { repairRail } from './rail.ts'
import { similarCard, warrantyText } from './situation.ts'

/** What moves the repair on; the rest is offered below it. */
const STEPS: ReadonlySet<ActionType> = new Set<ActionType>([
  'advise',
  'approveVisit',
  'declineVisit',
  'approveReplacement',
  'declineReplacement',
  'answerComplaint',
  'respond',
  'passOn',
  'accessRemotely',
  'solveRemotely',
  'goOnSite',
  'depart',
  'arrive',
  'complete',
  'notSolved',
  'sendIn',
  'replaceUnit',
  'lendLoaner',
  'returnLoaner',
  'resume',
])

/** So does this once someone stands at the unit; before that it is rare. */
const STEPS_AT_UNIT: ReadonlySet<ActionType> = new Set<ActionType>(['promiseDate', 'escalate', 'quote'])

/** The engineer's page: where, what, what to do first; thumb-sized, without scripts. */
export const engineerPage = (view: EngineerView): string => {
  const { repair, language, notice } = view
  const words = WORDS[language]
  const site = placeName(repair, language)
  const unit = repair.unit?.name ?? repair.unit?.model ?? repair.unit?.serial ?? words.unknownUnit
  return layout({
    title: `${repair.id} ${site}`,
    language,
    canSwitch: true,
    body: html`
${view.home && html`<p class="menu"><a href="${view.home}?lang=${language}">← ${words.jobs}</a></p>`}
<p><span class="chip bad">${severityName(repair, language)}</span> <span class="chip">${inLanguage(STAGE_NAMES[repair.stage], language)}</span>${repair.matter === 'delivery' && html` <span class="chip">${inLanguage(MATTER_NAMES.delivery, language)}</span>`}</p>
<h1>${site}<br>${unit}</h1><p class="soft number">${repair.id}</p>
${noticeCard(notice, repair, language, namedOf(repair, view.colleagues))}${firstCard(view)}${view.heard}${emergencyCard(repair, language)}${faultCard(view, !askedFirst(view).call)}${similarCard(view.similar ?? [], language)}
${view.matters}${filesCard(view, contextOf(view))}${othersCard(view)}${promisesCard(view)}
<div class="card"><h2>${words.timeline}</h2>${timeline(view.timeline, repair, language)}</div>`,
  })
}

/** H5: how the customer gets on until it is mended, for whoever goes. */
const emergencyCard = (repair: Repair, language: Language): Html | undefined => {
  const { emergencyPlan } = repair
  if (!emergencyPlan || !isGoing(repair)) return undefined
  const { text, from } = emergencyPlan
  return html`<div class="card notice"><h2>${WORDS[language].emergencyPlan}</h2><p class="pre">${inLanguage(text, language)}</p>
${from && html`<p class="soft number">${from}</p>`}</div>`
}

/** What to do first, by when, and the buttons for it. */
const firstCard = (view: EngineerView): Html => {
  const { repair, language, now } = view
  const { says, detail, actions, call } = askedFirst(view)
  const clock = nextClock(repair)
  const { tone, says: left } = clock ? standing(clock, language, now) : { tone: 'soft', says: '' }
  return html`<div class="card first${tone === 'bad' && ' bad'}"><h2>${says}</h2>
${detail && html`<p>${detail}</p>`}
${clock && html`<p><strong class="${tone}">${milestoneName(clock.term.until, language)} · ${left}</strong> <span class="soft number">${shortTime(clock.dueAt, repair.timezone, language)} ${clock.term.clause}</span></p>`}
${call && contactLinks(repair, language)}${offer(actions, view, false)}</div>`
}

const offer = (types: readonly ActionType[], view: EngineerView, quiet: boolean): Html[] => {
  const context = contextOf(view)
  return types.map((type) => actionForm(type, context, quiet))
}

const contextOf = ({ language, path, repair, notice, prices = [], colleagues }: EngineerView): FormContext => {
  const { version, plan } = repair
  return { language, path, version, plan, prices, named: namedOf(repair, colleagues), ...defined({ sent: notice }) }
}

/** Everything else that is possible now: other ways on, then what is seldom needed. */
const othersCard = (view: EngineerView): Html | undefined => {
  const { language, allowed, notice } = view
  const words = WORDS[language]
  const { actions } = askedFirst(view)
  const others = allowed.filter((type) => !actions.includes(type) && !APART.has(type))
  if (others.length === 0) return undefined
  const isStep = (type: ActionType) => STEPS.has(type) || (view.repair.stage === 'repair' && STEPS_AT_UNIT.has(type))
  const steps = others.filter(isStep)
  const rare = others.filter((type) => !isStep(type))
  const isOpen = notice && rare.some((type) => type === notice.action) && new Html(' open')
  return html`<div class="card"><h2>${words.actions}</h2>${offer(steps, view, true)}
${rare.length > 0 && html`<details${isOpen}><summary>${words.more}</summary><div>${offer(rare, view, true)}</div></details>`}</div>`
}

/** Offered where it belongs: a call to split, what is photographed; and acknowledging only where it is asked for. */
const APART: ReadonlySet<ActionType> = new Set<ActionType>(['acknowledge', 'split', 'attach'])

type FaultView = Pick<EngineerView, 'repair' | 'language' | 'warranty' | 'allowed' | 'path'>

/** What is wrong, with which unit, where, and what is settled about it. */
export const faultCard = (view: FaultView, withContacts: boolean): Html => {
  const { repair, language, warranty } = view
  const words = WORDS[language]
  return html`<div class="card">
${repair.needsIdentification && html`<p class="warn">⚠ ${words.needsIdentification}</p>`}
<h2>${words.symptoms}</h2>
${repair.calls.map(
  ({ callId, symptoms, recordingUrl, problems, splitTo }) => html`<p class="pre">${symptoms || '—'}</p>
${splitTo && html`<p class="soft">→ ${splitTo}</p>`}${splitForm(view, callId)}
${problems && html`<details><summary>⚠</summary><div class="pre soft">${problems.join('\n')}</div></details>`}
${recordingUrl?.startsWith('https://') && html`<p><a href="${recordingUrl}" rel="noreferrer">${words.recording}</a></p>`}`,
)}
${unitName(repair) && html`<h2>${words.unit}</h2><p>${unitName(repair)}</p>`}
${warranty && warrantyText(warranty, language)}
${repair.site && html`<h2>${words.address}</h2><p>${repair.site.address}</p>`}
${repair.visitAt && html`<h2>${words.visitAt}</h2><p>${shortTime(repair.visitAt, repair.timezone, language)}</p>`}
${repair.resolutionAt && html`<h2>${words.resolutionAt}</h2><p>${shortTime(repair.resolutionAt, repair.timezone, language)}</p>`}
${repair.remoteAccess && html`<h2>${words.remoteAccess}</h2><p>${repair.remoteAccess.consentBy}</p>`}
${repair.keeper && html`<h2>${words.keeper}</h2><p>${repair.keeper.name}</p>`}
${repair.loaner && html`<h2>${words.loanerTitle}</h2><p>${repair.loaner.name} · ${repair.loaner.serial} · ${words.loaner[repair.loaner.state]}</p>`}
${withContacts && html`<h2>${words.contact}</h2>${contactLinks(repair, language)}`}</div>`
}

/** A call that joined may be another fault: one tap makes a repair of its own of it. */
const splitForm = ({ repair, allowed, path, language }: FaultView, callId: string): Html | false =>
  allowed.includes('split') &&
  splittableCalls(repair).some((call) => call.callId === callId) &&
  actionFormOf(
    'split',
    { path, version: repair.version, language, plan: repair.plan },
    html`<input type="hidden" name="call" value="${callId}"><button class="quiet">${inLanguage(ACTION_NAMES.split, language)}</button>`,
  )

const contactLinks = ({ contacts }: Repair, language: Language): Html[] =>
  contacts.map(({ name, phone }) =>
    phone ? phoneLink(phone, WORDS[language].call(name || phone), true) : html`<p>${name}</p>`,
  )

type PromisesView = Pick<EngineerView, 'repair' | 'language' | 'now' | 'promises'>

/** The promise rail; one by one, with why each is due when it is, a tap away. */
export const promisesCard = ({ repair, language, now, promises = {} }: PromisesView): Html => {
  const words = WORDS[language]
  return html`<div class="card"><h2>${words.promises}</h2>${repairRail(repair, repair.clocks, { now, size: 'full', language, promises })}
${
  repair.clocks.length > 0 &&
  html`<details><summary>${words.oneByOne}</summary><div><ul class="plain">${repair.clocks
    // What still runs comes first.
    .toSorted((one, other) => Number(one.endedAt !== undefined) - Number(other.endedAt !== undefined))
    .map((clock) => clockLine(clock, repair, language, now, true))}</ul></div></details>`
}</div>`
}
