import { type Instant, later } from '../../shared/kernel/instant.ts'
import { inLanguage, type Language, text } from '../../shared/kernel/text.ts'
import { mapOf, shortTime } from '../../shared/message/format.ts'
import type { VisitSummary } from '../../shared/visit/summary.ts'
import { type Html, html } from '../html.ts'

/** A visit on a list: when, where, what for; it leads to its page. */
export const visitCard = (visit: VisitSummary, href: string, language: Language, now: Instant): Html => {
  const { id, way, slot, dueAt, siteName, customerName, address, works, timezone, stage, confirmed } = visit
  const say = (words: { readonly zh: string; readonly en: string }) => inLanguage(words, language)
  const isLate = dueAt !== undefined && dueAt < now
  const due = dueAt && shortTime(later(dueAt, -60_000), timezone, language)
  return html`<div class="card job${isLate && ' notice bad'}"><p><span class="chip">${say(WAYS[way])}</span>${stage === 'outcome' && html` <span class="chip bad">${say(PASSED)}</span>`} <span class="soft number">${id}</span></p>
<h2><a href="${href}">${siteName ?? customerName}</a></h2>
<p>${works.map(({ name }) => say(name)).join(language === 'en' ? ', ' : '、')}</p>
<p>${slot ? html`<strong class="number">${shortTime(slot.from, timezone, language)}</strong>${way === 'visit' && stage === 'appointment' && !confirmed && html` <strong class="warn">${say(CONFIRM)}</strong>`}` : html`<strong class="warn">${say(NO_DATE)}</strong>`}
${due && html`<span class="${isLate ? 'bad' : 'soft'} number">${say(DUE)} ${due}</span>`}</p>
${way === 'visit' && address && html`<p class="inline"><a class="button quiet" href="${mapOf(address)}" rel="noreferrer">${say(MAP)}</a></p><p class="soft">${address}</p>`}</div>`
}

const WAYS = { visit: text('计划上门', 'Planned visit'), call: text('电话回访', 'Follow-up call') }
const PASSED = text('待填结果', 'what came of it?')
const CONFIRM = text('请确认能到', 'please confirm')
const NO_DATE = text('待约时间', 'no date yet')
const DUE = text('截至', 'due')
const MAP = text('地图', 'Map')
