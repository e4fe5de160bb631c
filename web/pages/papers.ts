import type { ContractFile, FactEntry, FactLine, PaymentLine, WorkLine } from '../../shared/evidence/contract-file.ts'
import { nameOf } from '../../shared/kernel/actor.ts'
import type { Day } from '../../shared/kernel/calendar.ts'
import { lastMinuteOf } from '../../shared/kernel/deadline.ts'
import { type Fault, faultText } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import type { Language } from '../../shared/kernel/text.ts'
import { inLanguage } from '../../shared/kernel/text.ts'
import { longTime } from '../../shared/message/format.ts'
import { type Html, html } from '../html.ts'
import { layout } from './layout.ts'
import { TEXTS } from './papers-words.ts'

export interface PapersView {
  readonly language: Language
  readonly path: string
  readonly timezone: string
  readonly file: ContractFile
  /** What its sites are called, by id. */
  readonly sites: ReadonlyMap<string, string>
  readonly problems: readonly Fault[]
  /** Of the contract's manager: what was recorded by mistake. */
  readonly mayTakeBack: boolean
  /** The last day on which anything can have been done. */
  readonly today: Day
}

/** So many papers have a form each; a contract with a label on thousands of units has a list. */
const MOST_FORMS = 30

/** What a contract still owes, latest first, each to be recorded where it stands; then what is there. */
export const papersPage = (view: PapersView): string => {
  const { language, file, problems } = view
  const words = TEXTS[language]
  const owed = file.facts
    // What says a day of the contract is recorded before anything is owed by that day.
    .filter(({ state, sets }) => state === 'overdue' || state === 'missing' || (state === 'notDue' && sets))
    .toSorted((one, other) => ((one.dueAt ?? '~') < (other.dueAt ?? '~') ? -1 : 1))
  const there = file.facts.filter(({ state }) => state === 'recorded' || state === 'waived')
  const { payments = [], works } = file
  const now = works.filter(({ state }) => state === 'overdue' || state === 'open')
  const later = works.filter(({ state }) => state === 'planned').slice(0, MOST_FORMS)
  const count = owed.filter(({ state }) => state !== 'notDue').length
  const missing = count > 0 ? words.owed(count) : isWhole(file) ? words.whole : words.nothing
  const title = now.length > 0 ? [words.works(now.length), ...(count > 0 ? [missing] : [])].join(' · ') : missing
  return layout({
    title: `${file.contract.id} · ${title}`,
    language,
    canSwitch: true,
    body: html`<h1>${title}</h1><p class="soft">${words.contract} ${file.contract.id}</p>
${
  problems.length > 0 &&
  html`<div class="card notice bad" role="alert"><p>${words.check}</p>${problems.map(
    (problem) => html`<p><strong>${faultText(problem, language)}</strong></p>`,
  )}</div>`
}
${owed.slice(0, MOST_FORMS).map((line) => owedCard(line, view))}
${owed.length > MOST_FORMS && html`<p class="soft">${words.more(owed.length - MOST_FORMS)}</p>`}
${now.length > 0 && html`<h2>${words.work}</h2>${now.slice(0, MOST_FORMS).map((work) => workCard(work, view))}`}
${now.length > MOST_FORMS && html`<p class="soft">${words.moreWork(now.length - MOST_FORMS)}</p>`}
${later.length > 0 && html`<details><summary>${words.later}</summary><ul class="plain">${later.map((work) => laterLine(work, view))}</ul></details>`}
${payments.length > 0 && html`<h2>${words.payments}</h2>${payments.map((line) => paymentCard(line, view))}`}
${file.record.length > 0 && recordCard(view)}
${there.length > 0 && html`<div class="card"><h2>${words.there}</h2><ul class="plain">${there.map((line) => thereLine(line, view))}</ul></div>`}`,
  })
}

/** A site by its name, a unit by its serial number; the contract as a whole is plain. */
const placeOf = (about: string, { sites }: PapersView): Html | false =>
  about !== 'contract' && html` · ${sites.get(about) ?? about}`

/** Every paper is there, and there is one. What may be owed some day is none that is missing, and none that is there. */
const isWhole = ({ facts }: ContractFile): boolean =>
  facts.length > 0 && facts.every(({ state }) => state === 'recorded' || state === 'waived')

/** What was recorded, the latest first, what was taken back included; the manager takes back. */
const recordCard = (view: PapersView): Html => {
  const words = TEXTS[view.language]
  const entries = view.file.record.toReversed().slice(0, MOST_FORMS)
  return html`<details><summary>${words.history}</summary><div>${entries.map((entry) => entryLine(entry, view))}</div></details>`
}

const entryLine = (entry: FactEntry, view: PapersView): Html => {
  const { language, timezone, path, mayTakeBack, sites } = view
  const words = TEXTS[language]
  const { seq, at, by, clause, need, about, fact, takenBack } = entry
  const time = (instant: Instant) => longTime(instant, timezone, language)
  const what = saidOf(fact, words)
  const where = [clause, need, about !== 'contract' && (sites.get(about) ?? about)].filter(Boolean).join(' ')
  return html`<p>${time(at)} ${nameOf(by)} · ${where} · ${takenBack ? html`<s>${what}</s>` : what}${fact.type === 'recorded' && fact.file && html` · <a href="${path}/files/${fact.file.sha256}">${words.see}</a>`}${takenBack && html`<br><span class="soft">${words.takenBack(nameOf(takenBack.by), time(takenBack.at), takenBack.reason)}</span>`}</p>
${
  mayTakeBack &&
  !takenBack &&
  html`<form method="post" action="${path}?lang=${language}"><input type="hidden" name="fact" value="${seq}">
<label>${words.why}<input name="reason" required maxlength="4000"></label>
<button>${words.takeBack}</button></form>`
}`
}

const saidOf = (fact: FactEntry['fact'], words: (typeof TEXTS)[Language]): string => {
  if (fact.type === 'recorded') return [fact.document, fact.doneOn].filter(Boolean).join(' · ')
  return fact.type === 'waived' ? words.without(fact.reason) : words.agreed(fact.by, fact.until)
}

const owedCard = (line: FactLine, view: PapersView): Html => {
  const { language, timezone } = view
  const words = TEXTS[language]
  const { clause, need, about, name, dueAt, state, promise, sets } = line
  const due = dueAt && longTime(lastMinuteOf(dueAt, timezone), timezone, language)
  return html`<div class="card"><h2>${clause} ${inLanguage(name, language)}${placeOf(about, view)}</h2>
<p>${inLanguage(promise, language)}</p>
${due && html`<p class="${state === 'overdue' ? 'bad' : 'soft'}">${state === 'overdue' ? words.late(due) : words.due(due)}</p>`}
${recordForm({ clause, need, about, ...defined({ sets }) }, view, words.document)}</div>`
}

/** Planned work that can be done now, late first: whoever did it records it where it stands. */
const workCard = (work: WorkLine, view: PapersView): Html => {
  const { language, timezone } = view
  const words = TEXTS[language]
  const { clause, need, about, name, dueAt, state, promise, by, onDuty } = work
  const due = longTime(lastMinuteOf(dueAt, timezone), timezone, language)
  return html`<div class="card"><h2>${clause} ${inLanguage(name, language)}${placeOf(about, view)}</h2>
<p>${inLanguage(promise, language)}</p>
<p class="${state === 'overdue' ? 'bad' : 'soft'}">${state === 'overdue' ? words.workLate(due) : words.workDue[by](due)}</p>
${onDuty ? html`<p class="soft">${words.onDuty[onDuty]}</p>` : recordForm({ clause, need, about }, view, words.done)}</div>`
}

const laterLine = ({ clause, name, about, opensAt, dueAt }: WorkLine, view: PapersView): Html => {
  const { language, timezone } = view
  const day = (instant: Instant) => longTime(lastMinuteOf(instant, timezone), timezone, language)
  return html`<li class="row"><span>${clause} ${inLanguage(name, language)}${placeOf(about, view)}</span><span class="soft">${longTime(opensAt, timezone, language)} – ${day(dueAt)}</span></li>`
}

/** What the customer owes us: a form where it is past due or may be paid early, else how it stands. */
const paymentCard = (line: PaymentLine, view: PapersView): Html => {
  const { language, timezone } = view
  const words = TEXTS[language]
  const { clause, need, name, upToPercent, dueAt, state, document } = line
  const isUnpaid = state === 'open' || state === 'pastDue'
  const day = dueAt && longTime(lastMinuteOf(dueAt, timezone), timezone, language)
  return html`<div class="card"><h2>${clause} ${inLanguage(name, language)} · ${words.upTo(upToPercent)}</h2>
<p class="${state === 'pastDue' ? 'bad' : 'soft'}">${words.payment[state]}${isUnpaid && day && html` · ${words.payBy(day)}`}${document && html` · ${document}`}</p>
${isUnpaid && recordForm({ clause, need, about: 'contract' }, view, words.receipt)}</div>`
}

const recordForm = (
  { clause, need, about, sets }: Pick<FactLine, 'clause' | 'need' | 'about' | 'sets'>,
  { language, path, today }: PapersView,
  label: string,
): Html => html`<form method="post" action="${path}?lang=${language}" enctype="multipart/form-data">
<input type="hidden" name="clause" value="${clause}"><input type="hidden" name="need" value="${need}"><input type="hidden" name="about" value="${about}">
<label>${label}<input name="document" required maxlength="1000"></label>
<label>${sets ? TEXTS[language].on : TEXTS[language].onIfAny}<input type="date" name="doneOn" max="${today}"${sets && html` required value="${today}"`}></label>
<label>${TEXTS[language].reference}<input name="reference" maxlength="1000"></label>
<label>${TEXTS[language].file}<input type="file" name="file" accept="image/*,application/pdf"></label>
<button>${TEXTS[language].record}</button></form>`

const thereLine = ({ clause, name, about, document, waivedBecause }: FactLine, view: PapersView): Html =>
  html`<li class="row"><span>✓ ${clause} ${inLanguage(name, view.language)}${placeOf(about, view)}</span><span class="soft">${document || waivedBecause}</span></li>`
