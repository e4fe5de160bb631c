import { contractSubject } from '../../shared/contract/subject.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import type { Subject } from '../../shared/kernel/subject.ts'
import { inLanguage, type Language } from '../../shared/kernel/text.ts'
import { shortTime } from '../../shared/message/format.ts'
import { milestoneName } from '../../shared/message/texts.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { UPGRADE_STAGES } from '../../shared/upgrade/state/names.ts'
import { upgradeSubject } from '../../shared/upgrade/state/subject.ts'
import type { UpgradeSummary } from '../../shared/upgrade/summary.ts'
import { visitSubject } from '../../shared/visit/state/subject.ts'
import type { VisitSummary } from '../../shared/visit/summary.ts'
import { type Html, html } from '../html.ts'
import { placeName, WORDS } from '../texts.ts'
import { layout } from './layout.ts'
import { nextClock, severityName, standing, unitName } from './parts.ts'
import { visitCard } from './visit-card.ts'

export interface InboxView {
  readonly language: Language
  readonly now: Instant
  readonly path: string
  /** The holder's own link to its page. */
  readonly linkOf: (subject: Subject) => string
  readonly toTake: readonly Repair[]
  readonly own: readonly Repair[]
  readonly others: readonly Repair[]
  /** Contracts of which papers are owed. */
  readonly contracts: readonly {
    readonly id: string
    readonly customer: string
    readonly missing: number
    readonly open: number
    readonly pastDue: number
  }[]
  /** Upgrades that have not ended. */
  readonly upgrades: readonly Pick<UpgradeSummary, 'id' | 'title' | 'siteName' | 'stage'>[]
  /** Visits and calls that are not over. */
  readonly visits: readonly VisitSummary[]
  /** Numbers of repairs that a colleague took first. */
  readonly late: readonly string[]
}

/** All that was paged or asked of one person, severest first: each to be taken, or all at once; without scripts. */
export const inboxPage = (view: InboxView): string => {
  const { language, now, toTake, own, others, contracts, upgrades, visits } = view
  const words = TEXTS[language]
  const title = toTake.length > 0 ? words.unanswered(toTake.length) : words.nothing
  return layout({
    title,
    language,
    canSwitch: true,
    body: html`<h1>${title}</h1>${lateCard(view)}
${toTake.length > 1 && form(view, 'all', words.takeAll, 'main')}
${toTake.map((repair) => card(repair, view, form(view, repair.id, words.take, 'main')))}
${list(words.own, own, view)}${visits.length > 0 && html`<h2>${words.visits}</h2>${visits.map((one) => visitCard(one, view.linkOf(visitSubject(one.id)), language, now))}`}${contracts.length > 0 && html`<h2>${words.papers}</h2>${contracts.map((one) => contractCard(one, view))}`}${upgrades.length > 0 && html`<h2>${words.upgrades}</h2>${upgrades.map((one) => upgradeCard(one, view))}`}${list(words.others, others, view)}`,
  })
}

const lateCard = ({ late, language, others }: InboxView): Html | undefined => {
  if (late.length === 0) return undefined
  const holderOf = (id: string) => others.find((repair) => repair.id === id)?.assignee?.name
  return html`<div class="card notice bad" role="alert">${late.map((id) => html`<p><strong>${TEXTS[language].taken(id, holderOf(id))}</strong></p>`)}</div>`
}

const list = (title: string, repairs: readonly Repair[], view: InboxView): Html | undefined =>
  repairs.length > 0 ? html`<h2>${title}</h2>${repairs.map((repair) => card(repair, view))}` : undefined

const card = (repair: Repair, view: InboxView, button?: Html): Html => {
  const { language, now } = view
  const words = WORDS[language]
  const clock = nextClock(repair)
  const { tone, says } = clock ? standing(clock, language, now) : { tone: 'soft', says: '' }
  return html`<div class="card"><p><span class="chip bad">${severityName(repair, language)}</span> <span class="soft number">${repair.id}</span>${repair.assignee && html` <span class="soft">${repair.assignee.name}</span>`}</p>
<h2><a href="${view.linkOf(repairSubject(repair.id))}">${placeName(repair, language)} ${unitName(repair) ?? words.unknownUnit}</a></h2>
<p>${repair.symptoms || '—'}</p>
${clock && html`<p><strong class="${tone}">${milestoneName(clock.term.until, language)} · ${says}</strong> <span class="soft number">${shortTime(clock.dueAt, repair.timezone, language)}</span></p>`}
${button}</div>`
}

const contractCard = (contract: InboxView['contracts'][number], view: InboxView): Html => {
  const { id, customer, missing, open, pastDue } = contract
  const words = TEXTS[view.language]
  return html`<div class="card"><p class="soft number">${id}</p><h2><a href="${view.linkOf(contractSubject(id))}">${customer}</a></h2>
${missing + open > 0 && html`<p><strong class="${missing > 0 ? 'bad' : 'soft'}">${missing > 0 ? words.missing(missing) : words.open(open)}</strong></p>`}
${pastDue > 0 && html`<p><strong class="bad">${words.pastDue(pastDue)}</strong></p>`}</div>`
}

const upgradeCard = ({ id, title, siteName, stage }: InboxView['upgrades'][number], view: InboxView): Html =>
  html`<div class="card"><p class="soft"><span class="number">${id}</span> ${siteName}</p><h2><a href="${view.linkOf(upgradeSubject(id))}">${title}</a></h2>
<p><strong>${inLanguage(UPGRADE_STAGES[stage], view.language)}</strong></p></div>`

const form = ({ path, language }: InboxView, take: string, label: string, tone: string): Html =>
  html`<form method="post" action="${path}?lang=${language}"><input type="hidden" name="take" value="${take}"><button class="${tone}">${label}</button></form>`

const TEXTS = {
  'zh-CN': {
    unanswered: (count: number) => `${count} 件未接`,
    nothing: '没有未接的维修',
    take: '接单',
    takeAll: '全部接单',
    own: '我负责的',
    others: '通知过我的',
    papers: '合同文件',
    upgrades: '升级',
    visits: '计划服务',
    missing: (count: number) => `⚠ 已逾期 ${count} 份`,
    open: (count: number) => `还缺 ${count} 份`,
    pastDue: (count: number) => `⚠ 客户逾期未付 ${count} 笔`,
    taken: (id: string, name: string | undefined) => `${id} 已由${name ?? '同事'}接单`,
  },
  en: {
    unanswered: (count: number) => `${count} unanswered`,
    nothing: 'Nothing unanswered',
    take: 'Take it',
    takeAll: 'Take all',
    own: 'Mine',
    others: 'I was told of',
    papers: 'Contract papers',
    upgrades: 'Upgrades',
    visits: 'Planned service',
    missing: (count: number) => `⚠ ${count} overdue`,
    open: (count: number) => `${count} to come`,
    pastDue: (count: number) => `⚠ ${count} not paid by the customer, past due`,
    taken: (id: string, name: string | undefined) => `${name ?? 'A colleague'} has ${id}`,
  },
} as const
