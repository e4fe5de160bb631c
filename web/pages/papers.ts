import type { ContractFile, FactEntry, FactLine, PaymentLine, WorkLine } from '../../shared/evidence/contract-file.ts'
import { nameOf } from '../../shared/kernel/actor.ts'
import { lastMinuteOf } from '../../shared/kernel/deadline.ts'
import { type Fault, faultText } from '../../shared/kernel/errors.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import type { Language } from '../../shared/kernel/text.ts'
import { inLanguage } from '../../shared/kernel/text.ts'
import { shortTime } from '../../shared/message/format.ts'
import { type Html, html } from '../html.ts'
import { layout } from './layout.ts'

export interface PapersView {
  readonly language: Language
  readonly path: string
  readonly timezone: string
  readonly file: ContractFile
  readonly problems: readonly Fault[]
  /** Of the contract's manager: what was recorded by mistake. */
  readonly mayTakeBack: boolean
}

/** So many papers have a form each; a contract with a label on thousands of units has a list. */
const MOST_FORMS = 30

/** What a contract still owes, latest first, each to be recorded where it stands; then what is there. */
export const papersPage = (view: PapersView): string => {
  const { language, file, problems } = view
  const words = TEXTS[language]
  const owed = file.facts
    .filter(({ state }) => state === 'overdue' || state === 'missing')
    .toSorted((one, other) => ((one.dueAt ?? '') < (other.dueAt ?? '') ? -1 : 1))
  const there = file.facts.filter(({ state }) => state === 'recorded' || state === 'waived')
  const { payments = [], works } = file
  const now = works.filter(({ state }) => state === 'overdue' || state === 'open')
  const later = works.filter(({ state }) => state === 'planned').slice(0, MOST_FORMS)
  const missing = owed.length > 0 ? words.owed(owed.length) : isWhole(file) ? words.whole : words.nothing
  const title = now.length > 0 ? [words.works(now.length), ...(owed.length > 0 ? [missing] : [])].join(' · ') : missing
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
${there.length > 0 && html`<div class="card"><h2>${words.there}</h2><ul class="plain">${there.map((line) => thereLine(line, language))}</ul></div>`}`,
  })
}

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
  const { language, timezone, path, mayTakeBack } = view
  const words = TEXTS[language]
  const { seq, at, by, clause, need, about, fact, takenBack } = entry
  const time = (instant: Instant) => shortTime(instant, timezone, language)
  const what = saidOf(fact, words)
  const where = [clause, need, about !== 'contract' && about].filter(Boolean).join(' ')
  return html`<p>${time(at)} ${nameOf(by)} · ${where} · ${takenBack ? html`<s>${what}</s>` : what}${takenBack && html`<br><span class="soft">${words.takenBack(nameOf(takenBack.by), time(takenBack.at), takenBack.reason)}</span>`}</p>
${
  mayTakeBack &&
  !takenBack &&
  html`<form method="post" action="${path}?lang=${language}"><input type="hidden" name="fact" value="${seq}">
<label>${words.why}<input name="reason" required maxlength="4000"></label>
<button>${words.takeBack}</button></form>`
}`
}

const saidOf = (fact: FactEntry['fact'], words: (typeof TEXTS)[Language]): string => {
  if (fact.type === 'recorded') return fact.document
  return fact.type === 'waived' ? words.without(fact.reason) : words.agreed(fact.by, fact.until)
}

const owedCard = (line: FactLine, { language, path, timezone }: PapersView): Html => {
  const words = TEXTS[language]
  const { clause, need, about, name, dueAt, state, promise } = line
  const due = dueAt && shortTime(lastMinuteOf(dueAt, timezone), timezone, language)
  return html`<div class="card"><h2>${clause} ${inLanguage(name, language)}${about !== 'contract' && html` · ${about}`}</h2>
<p>${inLanguage(promise, language)}</p>
${due && html`<p class="${state === 'overdue' ? 'bad' : 'soft'}">${state === 'overdue' ? words.late(due) : words.due(due)}</p>`}
${recordForm({ clause, need, about }, { language, path }, words.document)}</div>`
}

/** Planned work that can be done now, late first: whoever did it records it where it stands. */
const workCard = (work: WorkLine, { language, path, timezone }: PapersView): Html => {
  const words = TEXTS[language]
  const { clause, need, about, name, dueAt, state, promise, by } = work
  const due = shortTime(lastMinuteOf(dueAt, timezone), timezone, language)
  return html`<div class="card"><h2>${clause} ${inLanguage(name, language)}${about !== 'contract' && html` · ${about}`}</h2>
<p>${inLanguage(promise, language)}</p>
<p class="${state === 'overdue' ? 'bad' : 'soft'}">${state === 'overdue' ? words.workLate(due) : words.workDue[by](due)}</p>
${recordForm({ clause, need, about }, { language, path }, words.done)}</div>`
}

const laterLine = ({ clause, name, about, opensAt, dueAt }: WorkLine, { language, timezone }: PapersView): Html => {
  const day = (instant: Instant) => shortTime(lastMinuteOf(instant, timezone), timezone, language)
  return html`<li class="row"><span>${clause} ${inLanguage(name, language)}${about !== 'contract' && html` · ${about}`}</span><span class="soft">${shortTime(opensAt, timezone, language)} – ${day(dueAt)}</span></li>`
}

/** What the customer owes us: a form where it is past due or may be paid early, else how it stands. */
const paymentCard = (line: PaymentLine, { language, path, timezone }: PapersView): Html => {
  const words = TEXTS[language]
  const { clause, need, name, upToPercent, dueAt, state, document } = line
  const isUnpaid = state === 'open' || state === 'pastDue'
  const day = dueAt && shortTime(lastMinuteOf(dueAt, timezone), timezone, language)
  return html`<div class="card"><h2>${clause} ${inLanguage(name, language)} · ${words.upTo(upToPercent)}</h2>
<p class="${state === 'pastDue' ? 'bad' : 'soft'}">${words.payment[state]}${isUnpaid && day && html` · ${words.payBy(day)}`}${document && html` · ${document}`}</p>
${isUnpaid && recordForm({ clause, need, about: 'contract' }, { language, path }, words.receipt)}</div>`
}

const recordForm = (
  { clause, need, about }: Pick<FactLine, 'clause' | 'need' | 'about'>,
  { language, path }: Pick<PapersView, 'language' | 'path'>,
  label: string,
): Html => html`<form method="post" action="${path}?lang=${language}">
<input type="hidden" name="clause" value="${clause}"><input type="hidden" name="need" value="${need}"><input type="hidden" name="about" value="${about}">
<label>${label}<input name="document" required maxlength="1000"></label>
<label>${TEXTS[language].reference}<input name="reference" maxlength="1000"></label>
<button>${TEXTS[language].record}</button></form>`

const thereLine = ({ clause, name, about, document, waivedBecause }: FactLine, language: Language): Html =>
  html`<li class="row"><span>✓ ${clause} ${inLanguage(name, language)}${about !== 'contract' && html` · ${about}`}</span><span class="soft">${document || waivedBecause}</span></li>`

const TEXTS = {
  'zh-CN': {
    contract: '合同',
    owed: (count: number) => `还缺 ${count} 份文件`,
    works: (count: number) => `${count} 项计划服务待办`,
    work: '计划服务',
    moreWork: (count: number) => `另有 ${count} 项，先办上面的`,
    later: '今后一年',
    workDue: {
      visit: (time: string) => `应于 ${time} 前上门完成`,
      call: (time: string) => `应于 ${time} 前电话完成`,
      letter: (time: string) => `应于 ${time} 前书面完成`,
      watch: (time: string) => `应于 ${time} 前值守完成`,
    },
    workLate: (time: string) => `⚠ 已逾期，应于 ${time} 前完成`,
    done: '做了什么，结果如何',
    agreed: (who: string, until: string) => `${who} 同意改期至 ${until}`,
    whole: '文件已齐',
    nothing: '目前没有要交的文件',
    check: '请检查后再提交：',
    due: (time: string) => `应于 ${time} 前交给客户`,
    late: (time: string) => `⚠ 已逾期，应于 ${time} 前交`,
    document: '交付了什么',
    reference: '编号，或存放在哪里（可不填）',
    record: '登记',
    there: '已登记',
    payments: '应收款',
    upTo: (percent: number) => `付至 ${percent}%`,
    payBy: (time: string) => `客户应于 ${time} 前付`,
    receipt: '银行回单',
    payment: {
      notDue: '未到起算日',
      open: '未到期',
      pastDue: '⚠ 逾期未付',
      paid: '已付',
      waived: '不再催收',
      notRecorded: '录入合同之前已到期，不催收',
    },
    history: '登记记录',
    without: (reason: string) => `不再要求：${reason}`,
    takenBack: (who: string, time: string, reason: string) => `${who} ${time} 撤回：${reason}`,
    why: '为什么登记有误',
    takeBack: '撤回这条登记',
    more: (count: number) => `另有 ${count} 份，先登记上面的`,
  },
  en: {
    contract: 'Contract',
    owed: (count: number) => `${count} papers missing`,
    works: (count: number) => `${count} planned ${count === 1 ? 'service' : 'services'} to do`,
    work: 'Planned service',
    moreWork: (count: number) => `${count} more: do those above first`,
    later: 'The year ahead',
    workDue: {
      visit: (time: string) => `To be done on site by ${time}`,
      call: (time: string) => `To be done by telephone by ${time}`,
      letter: (time: string) => `To be done in writing by ${time}`,
      watch: (time: string) => `To be done on watch by ${time}`,
    },
    workLate: (time: string) => `⚠ Overdue since ${time}`,
    done: 'What was done, and what came of it',
    agreed: (who: string, until: string) => `${who} agreed to ${until}`,
    whole: 'All papers are there',
    nothing: 'No papers to hand over now',
    check: 'Please check, and send it again:',
    due: (time: string) => `To be handed over by ${time}`,
    late: (time: string) => `⚠ Overdue since ${time}`,
    document: 'What was handed over',
    reference: 'Its number, or where it is kept (optional)',
    record: 'Record it',
    there: 'On record',
    payments: 'Payments owed to us',
    upTo: (percent: number) => `up to ${percent} %`,
    payBy: (time: string) => `to be paid by ${time}`,
    receipt: 'Bank receipt',
    payment: {
      notDue: 'not due yet',
      open: 'not paid yet',
      pastDue: '⚠ overdue',
      paid: 'paid',
      waived: 'no longer asked for',
      notRecorded: 'due before the contract was entered here: not asked for',
    },
    history: 'What was recorded',
    without: (reason: string) => `done without: ${reason}`,
    takenBack: (who: string, time: string, reason: string) => `taken back by ${who}, ${time}: ${reason}`,
    why: 'Why it was recorded by mistake',
    takeBack: 'Take it back',
    more: (count: number) => `${count} more: record those above first`,
  },
} as const
