import { shortTime } from '../../shared/notify/format.ts'
import { milestoneName, pick, STAGE_NAMES } from '../../shared/notify/texts.ts'
import type { Language } from '../../shared/plan/plan.ts'
import type { ActionType } from '../../shared/repair/actions.ts'
import type { Repair } from '../../shared/repair/repair.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { type Html, html } from '../html.ts'
import { WORDS } from '../texts.ts'
import { actionForm, type FormContext } from './forms.ts'
import { layout } from './layout.ts'
import {
  clockLine,
  type Notice,
  nextClock,
  noticeCard,
  phoneLink,
  severityName,
  standing,
  type TimelineLine,
  timeline,
  unitName,
} from './parts.ts'

export interface EngineerView {
  readonly language: Language
  readonly now: Instant
  readonly repair: Repair
  /** Whose link this is. */
  readonly holder: string
  readonly allowed: readonly ActionType[]
  readonly timeline: readonly TimelineLine[]
  readonly path: string
  readonly notice?: Notice
}

/** What moves the repair on; the rest is offered below it. */
const STEPS: ReadonlySet<ActionType> = new Set<ActionType>([
  'respond',
  'solveRemotely',
  'goOnSite',
  'depart',
  'arrive',
  'complete',
  'notSolved',
  'sendIn',
  'lendLoaner',
  'returnLoaner',
  'resume',
])

/** The engineer's page: what is due, what to do about it, whom to call; thumb-sized, without scripts. */
export const engineerPage = (view: EngineerView): string => {
  const { repair, language } = view
  const site = repair.site?.name ?? repair.customer?.name ?? WORDS[language].unknownSite
  return layout({
    title: `${repair.id} ${site}`,
    language,
    canSwitch: true,
    body: html`
<p><span class="chip bad">${severityName(repair, language)}</span> <span class="chip">${pick(STAGE_NAMES[repair.stage], language)}</span></p>
<h1>${site}</h1><p class="soft number">${repair.id}</p>
${noticeCard(view.notice, language)}${nextCard(view)}${actionsCard(view)}${faultCard(view)}${promisesCard(view)}
<div class="card"><h2>${WORDS[language].timeline}</h2>${timeline(view.timeline, repair, language)}</div>`,
  })
}

const nextCard = ({ repair, language, now }: EngineerView): Html | undefined => {
  const clock = nextClock(repair)
  if (!clock) return undefined
  const { tone, says } = standing(clock, language, now)
  return html`<div class="card due ${tone}"><h2>${WORDS[language].next}</h2>
<strong class="${tone}">${milestoneName(clock.term.until, language)} · ${says}</strong><br>
<span class="number">${shortTime(clock.dueAt, repair.timezone, language)}</span> <span class="soft">${clock.term.clause}</span></div>`
}

const actionsCard = (view: EngineerView): Html => {
  const { language, repair, path, holder } = view
  const words = WORDS[language]
  const context: FormContext = { language, path, version: repair.version, plan: repair.plan }
  const offer = (types: readonly ActionType[], quiet: boolean) => types.map((type) => actionForm(type, context, quiet))
  const first = firstActions(view)
  const steps = view.allowed.filter((type) => STEPS.has(type))
  const others = view.allowed.filter((type) => !STEPS.has(type) && type !== 'acknowledge' && type !== 'takeOver')
  const isOthers = repair.assignee !== undefined && repair.assignee.id !== holder
  return html`<div class="card"><h2>${words.actions}</h2>
${isOthers && repair.assignee && html`<p>${words.someoneElse(repair.assignee.name)}</p>`}
${offer(first, false)}${offer(steps, first.length > 0)}
${others.length > 0 && html`<details><summary>${words.more}</summary><div>${offer(others, true)}</div></details>`}
${view.allowed.length === 0 && html`<p>${words.nothingToDo}</p>`}</div>`
}

/** A page still unanswered is acknowledged first; a colleague's repair is taken over first. */
const firstActions = ({ allowed, repair }: EngineerView): ActionType[] => {
  const isAsked = repair.paging?.pending === true || repair.assignee === undefined
  return allowed.filter((type) => (type === 'acknowledge' && isAsked) || type === 'takeOver')
}

const faultCard = ({ repair, language }: EngineerView): Html => {
  const words = WORDS[language]
  return html`<div class="card">
${repair.needsIdentification && html`<p class="warn">⚠ ${words.needsIdentification}</p>`}
<h2>${words.symptoms}</h2>
${repair.calls.map(
  ({ symptoms, recordingUrl, problems }) => html`<p class="pre">${symptoms || '—'}</p>
${problems && html`<details><summary>⚠</summary><div class="pre soft">${problems.join('\n')}</div></details>`}
${recordingUrl?.startsWith('https://') && html`<p><a href="${recordingUrl}" rel="noreferrer">${words.recording}</a></p>`}`,
)}
${unitName(repair) && html`<h2>${words.unit}</h2><p>${unitName(repair)}</p>`}
${repair.site && html`<h2>${words.address}</h2><p>${repair.site.address}</p>`}
${repair.visitAt && html`<h2>${words.visitAt}</h2><p>${shortTime(repair.visitAt, repair.timezone, language)}</p>`}
${repair.loaner && html`<h2>${words.loanerTitle}</h2><p>${repair.loaner.name} · ${repair.loaner.serial}</p>`}
<h2>${words.contact}</h2>
${repair.contacts.map(({ name, phone }) => (phone ? phoneLink(phone, words.call(name || phone), true) : html`<p>${name}</p>`))}</div>`
}

const promisesCard = ({ repair, language, now }: EngineerView): Html =>
  html`<div class="card"><h2>${WORDS[language].promises}</h2><ul class="plain">${repair.clocks.map((clock) =>
    clockLine(clock, repair, language, now),
  )}</ul></div>`
