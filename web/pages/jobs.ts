import { DEFAULT_TIMEZONE } from '../../shared/kernel/calendar.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { mapOf, phoneShown, shortTime, spanOf } from '../../shared/message/format.ts'
import { milestoneName, STAGE_NAMES, UPGRADE_STAGES } from '../../shared/message/texts.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import type { UpgradeSummary } from '../../shared/upgrade/summary.ts'
import type { VisitSummary } from '../../shared/visit/summary.ts'
import { type Html, html } from '../html.ts'
import { WORDS } from '../texts.ts'
import { actionForm } from './forms.ts'
import { layout } from './layout.ts'
import { nextClock, phoneLink, severityName, standing, unitName } from './parts.ts'
import { visitCard } from './visit-card.ts'

export interface JobsView {
  readonly language: Language
  readonly now: Instant
  /** Whose list it is. */
  readonly name: string
  readonly toTake: readonly Repair[]
  readonly asked: readonly Repair[]
  readonly own: readonly Repair[]
  /** Visits and calls that are theirs. */
  readonly visits: readonly VisitSummary[]
  /** Upgrades that they are to do. */
  readonly upgrades: readonly UpgradeSummary[]
}

/** An engineer's list: what to answer, then what they have, by what hurts next; each leads to its page. */
export const jobsPage = (view: JobsView): string => {
  const { language, now, toTake, asked, own, name, visits, upgrades } = view
  const planned = visits.length + upgrades.length
  const words = TEXTS[language]
  const title =
    toTake.length > 0
      ? words.toTake(toTake.length)
      : own.length > 0
        ? words.own(own.length)
        : planned > 0
          ? words.planned(planned)
          : words.nothing
  return layout({
    title: words.title,
    language,
    brand: `${words.title} · ${name}`,
    canSwitch: true,
    body: html`<h1>${title}</h1>
${toTake.map((repair) => card(repair, view, true))}
${asked.length > 0 && html`<h2>${words.asked}</h2>${asked.map((repair) => card(repair, view))}`}
${own.length > 0 && toTake.length + asked.length > 0 && html`<h2>${words.own(own.length)}</h2>`}${own.map((repair) => card(repair, view))}
${planned > 0 && html`<h2>${words.planned(planned)}</h2>${visits.map((one) => visitCard(one, `/jobs/${one.id}?lang=${language}`, language, now))}${upgrades.map((one) => upgradeCard(one, language))}`}
<p class="soft">${words.about}</p>`,
  })
}

const card = (repair: Repair, { language, now }: JobsView, isToTake = false): Html => {
  const { id, site, unread, complaints = [], timezone, visitAt } = repair
  const clock = nextClock(repair)
  const { tone, says } = clock ? standing(clock, language, now) : { tone: 'soft', says: '' }
  const say = (words: Text) => inLanguage(words, language)
  const isOpen = complaints.some(({ answered }) => !answered)
  return html`<div class="card job${tone === 'bad' && ' notice bad'}">
<p><span class="chip bad">${severityName(repair, language)}</span> <span class="chip">${say(STAGE_NAMES[repair.stage])}</span> <span class="soft number">${id}</span></p>
<h2><a href="/jobs/${id}?lang=${language}">${placeOf(repair, language)}<br>${unitName(repair) ?? WORDS[language].unknownUnit}</a></h2>
<p class="pre">${repair.symptoms || '—'}</p>
${clock && html`<p><strong class="${tone}">${milestoneName(clock.term.until, language)} · <span${isRunning(clock) && html` data-due="${clock.dueAt}"`}>${says}</span></strong> <span class="soft number">${shortTime(clock.dueAt, timezone, language)} ${clock.term.clause}</span></p>`}
${visitAt && html`<p>${say(VISIT)} <strong>${shortTime(visitAt, timezone, language)}</strong></p>`}
${(isOpen || unread) && html`<p><strong class="${isOpen ? 'bad' : 'warn'}">${say(isOpen ? COMPLAINT : WROTE)}</strong></p>`}
<p class="inline">${callLinks(repair, language)}${site?.address && html`<a class="button quiet" href="${mapOf(site.address)}" rel="noreferrer">${say(MAP)}</a>`}</p>
${site?.address && html`<p class="soft">${site.address}</p>`}
${isToTake && actionForm('acknowledge', { language, path: `/jobs/${id}`, version: repair.version, plan: repair.plan })}</div>`
}

/** An upgrade on the list: when as far as it is known, what, how far; it leads to its page. */
const upgradeCard = (upgrade: UpgradeSummary, language: Language): Html => {
  const { id, title, customerName, siteName, stage, from, until, timezone, steps, stepsDone } = upgrade
  const say = (words: Text) => inLanguage(words, language)
  return html`<div class="card job"><p><span class="chip">${say(UPGRADE)}</span> <span class="chip">${say(UPGRADE_STAGES[stage])}${steps > 0 && ` ${stepsDone}/${steps}`}</span> <span class="soft number">${id}</span></p>
<h2><a href="/jobs/${id}?lang=${language}">${siteName}<br>${title}</a></h2><p class="soft">${customerName}</p>
<p>${from && until ? html`<strong class="number">${spanOf({ from, to: until }, timezone ?? DEFAULT_TIMEZONE, language)}</strong>` : html`<strong class="warn">${say(UNPLANNED)}</strong>`}</p></div>`
}

/** What cannot be shown or done, and the way back. */
export const saidPage = (said: string, language: Language): string =>
  layout({
    title: said,
    language,
    body: html`<div class="card"><p>${said}</p><a class="button quiet" href="/jobs?lang=${language}">${TEXTS[language].back}</a></div>`,
  })

/** What stands still is not counted down. */
const isRunning = ({ pauses }: { readonly pauses: readonly { readonly to?: Instant }[] }): boolean =>
  pauses.every(({ to }) => to !== undefined)

const placeOf = ({ site, customer }: Repair, language: Language): string =>
  site?.name ?? customer?.name ?? WORDS[language].unknownSite

const callLinks = ({ contacts }: Repair, language: Language): Html[] =>
  contacts.flatMap(({ name, phone }) =>
    phone ? [phoneLink(phone, WORDS[language].call(name || phoneShown(phone)), true)] : [],
  )

const UPGRADE = text('升级', 'Upgrade')
const UNPLANNED = text('待提交方案', 'no plan yet')
const MAP = text('地图', 'Map')
const VISIT = text('约定上门', 'Visit agreed for')
const COMPLAINT = text('客户投诉，待答复', 'The customer complains, no answer yet')
const WROTE = text('客户新留言', 'The customer wrote')
const TEXTS = {
  'zh-CN': {
    title: '我的任务',
    back: '回到我的任务',
    toTake: (count: number) => `${count} 件待接单`,
    own: (count: number) => `我负责的 ${count} 件`,
    asked: '请我支援的',
    planned: (count: number) => `计划服务 ${count} 件`,
    nothing: '现在没有您的任务',
    about: '没有网络也能看这一页和打开过的单子；填写的内容有网络后自动发送。',
  },
  en: {
    title: 'My jobs',
    back: 'Back to my jobs',
    toTake: (count: number) => `${count} to take`,
    own: (count: number) => `Mine: ${count}`,
    asked: 'Asking for my help',
    planned: (count: number) => `Planned service: ${count}`,
    nothing: 'Nothing for you to do now',
    about:
      'This page and the repairs you have opened can be read without a network; what you fill in is sent once there is one.',
  },
} as const
