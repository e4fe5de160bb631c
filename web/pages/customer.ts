import { defined } from '../../shared/kernel/fields.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { inLanguage, type Language, type Text } from '../../shared/kernel/text.ts'
import { phoneShown, shortTime } from '../../shared/message/format.ts'
import { AGREED_NAMES } from '../../shared/message/texts.ts'
import { isVoid } from '../../shared/promise/promised.ts'
import type { ActionType } from '../../shared/repair/actions.ts'
import { isDisputable } from '../../shared/repair/features/agreements/offers.ts'
import { ACTION_NAMES } from '../../shared/repair/offers.ts'
import { HOW_NAMES } from '../../shared/repair/state/names.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { type Html, html } from '../html.ts'
import { WORDS } from '../texts.ts'
import { chooseVisitCard } from './choose-visit.ts'
import { filesCard } from './files.ts'
import { actionForm, actionFormOf, type FormContext } from './forms.ts'
import { headline, lateCards } from './headline.ts'
import { layout } from './layout.ts'
import { replacementText } from './matters.ts'
import { namedOf } from './named.ts'
import { clockLine, type Notice, noticeCard, phoneLink, unitName } from './parts.ts'
import { quoteList, quoteState, quoteTitle } from './quote.ts'
import { repairRail } from './rail.ts'
import { sayCard } from './voice.ts'

export interface CustomerView {
  readonly language: Language
  readonly now: Instant
  readonly repair: Repair
  readonly allowed: readonly ActionType[]
  readonly supplier: { readonly name: Text; readonly hotline: string }
  readonly path: string
  readonly notice?: Notice
}

/** The customer's page: where the repair stands and what was promised; once repaired, two answers to give. */
export const customerPage = (view: CustomerView): string => {
  const { repair, language, supplier, path } = view
  const words = WORDS[language]
  return layout({
    title: `${repair.id} · ${inLanguage(supplier.name, language)}`,
    language,
    brand: inLanguage(supplier.name, language),
    canSwitch: true,
    body: html`
<h1>${headline(repair, language, view.now)}</h1>
<p class="soft number">${[repair.id, repair.site?.name, unitName(repair)].filter(Boolean).join(' · ')}</p>
${noticeCard(view.notice, repair, language)}${lateCards(repair, language, view.now)}${stepsCard(view)}${view.allowed.includes('chooseVisit') && chooseVisitCard(repair, contextOf(view), view.now)}${answerCard(view)}${contestCard(view)}${agreementCard(view)}${quoteCard(view)}
${repair.resolutionAt && isBeingRepaired(repair) && resolutionCard(repair.resolutionAt, repair, language)}
${repair.stage === 'closed' && html`<a class="button quiet" href="${path}/report?lang=${language}">${words.report}</a>`}
${repair.replacement && isAgreed(repair.replacement) && replacementCard(repair.replacement, language)}
${whoCard(view)}${sayCard(view, contextOf(view))}${filesCard(view, contextOf(view))}${promisesCard(view)}${endCard(view)}
${phoneLink(supplier.hotline, `${words.hotline} ${phoneShown(supplier.hotline)}`, true)}
<p class="soft">${repair.stage !== 'closed' && words.stillOpen}</p>`,
  })
}

/** What is done and what comes next; promises of earlier rounds stand below. */
const stepsCard = ({ repair, language, now }: CustomerView): Html | undefined => {
  const clocks = repair.clocks.filter(
    ({ round, state }) => round === repair.round && state !== 'waived' && !isVoid(state),
  )
  return clocks.length > 0
    ? html`<div class="card">${repairRail(repair, clocks, { now, size: 'quiet', language })}</div>`
    : undefined
}
const contextOf = ({ language, repair, path, notice }: CustomerView): FormContext => ({
  language,
  path,
  version: repair.version,
  plan: repair.plan,
  isCustomer: true,
  named: namedOf(repair),
  ...defined({ sent: notice }),
})

const answerCard = (view: CustomerView): Html | undefined => {
  const { language, repair, allowed } = view
  const context = contextOf(view)
  const isAsked = allowed.includes('confirm') && repair.stage === 'confirmation'
  if (!isAsked) return undefined
  return html`<div class="card notice"><h2>${WORDS[language].askConfirm}</h2>
${repair.work && html`<p class="soft pre">${repair.work.done}</p>`}
${repair.work?.suggestions && html`<p class="pre">${WORDS[language].suggestions}${repair.work.suggestions}</p>`}
${actionFormOf('confirm', context, html`${rating(language)}<button>${inLanguage(ACTION_NAMES.confirm, language)}</button>`)}
${actionForm('notFixed', context, true)}</div>`
}

/** Closed by what one of ours recorded as their word: if nobody of theirs said so, it goes on. */
const contestCard = (view: CustomerView): Html | undefined => {
  const { language, repair, allowed } = view
  const { confirmedFor, closed } = repair
  if (!confirmedFor || !closed || !allowed.includes('notFixed')) return undefined
  const how = inLanguage(HOW_NAMES[confirmedFor.how], language)
  return html`<div class="card notice"><h2>${WORDS[language].confirmedFor}</h2>
<p>${shortTime(closed.at, repair.timezone, language)} · ${confirmedFor.name}（${how}）</p>
${actionForm('notFixed', contextOf(view), true)}</div>`
}

/** What is on record as agreed with them; if they never did, one tap puts everything back. */
const agreementCard = (view: CustomerView): Html | undefined => {
  const { language, repair, allowed } = view
  const last = repair.agreements?.at(-1)
  if (!last || !allowed.includes('disagree') || !isDisputable(repair, view.now)) return undefined
  const words = WORDS[language]
  return html`<div class="card"><h2>${words.agreed}</h2>
<p>${last.until ? (words.agreedUntil[last.about] ?? words.agreedUntil.date)(shortTime(last.until, repair.timezone, language)) : inLanguage(AGREED_NAMES[last.about], language)} · ${last.by}（${inLanguage(HOW_NAMES[last.how], language)}）</p>
${actionForm('disagree', contextOf(view), true)}</div>`
}

/** Someone else reported it too; it is no longer needed; or it was withdrawn, and is. */
const endCard = (view: CustomerView): Html => {
  const offered = (['admitContact', 'withdraw', 'reopen'] as const).filter((type) => view.allowed.includes(type))
  return html`${offered.map((type) => actionForm(type, contextOf(view), true))}`
}

/** What the customer pays and why; asked for, chargeable work waits for their word. */
const quoteCard = (view: CustomerView): Html | undefined => {
  const { repair, language, allowed } = view
  if (!repair.quote) return undefined
  const answers = (['acceptQuote', 'declineQuote'] as const).filter((type) => allowed.includes(type))
  const isAsked = answers.length > 0
  return html`<div class="card${isAsked && ' notice'}"><h2>${isAsked ? WORDS[language].askQuote : quoteTitle(language)}</h2>
${!isAsked && html`<p><strong>${quoteState(repair.quote, language)}</strong></p>`}
${quoteList(repair.quote.quote, language)}
${answers.map((type) => actionForm(type, contextOf(view), type === 'declineQuote'))}</div>`
}

const resolutionCard = (resolutionAt: Instant, repair: Repair, language: Language): Html =>
  html`<div class="card"><h2>${WORDS[language].resolutionAt}</h2><p><strong>${shortTime(resolutionAt, repair.timezone, language)}</strong></p></div>`

const isAgreed = ({ state }: NonNullable<Repair['replacement']>): boolean => state === 'approved' || state === 'done'

const replacementCard = (replacement: NonNullable<Repair['replacement']>, language: Language): Html =>
  html`<div class="card"><h2>${WORDS[language].replacement[replacement.state === 'done' ? 'done' : 'agreed']}</h2>
${replacementText(replacement, language)}</div>`

const rating = (
  language: Language,
): Html => html`<fieldset><legend>${WORDS[language].rating}</legend><div class="rating">
${[1, 2, 3, 4, 5].map((stars) => html`<label><input type="radio" name="rating" value="${stars}">${stars} ★</label>`)}
</div></fieldset>`

/** A delay is of interest until it is over. */
const isBeingRepaired = ({ stage }: Repair): boolean => stage !== 'confirmation' && stage !== 'closed'

const whoCard = ({ repair, language }: CustomerView): Html => {
  const words = WORDS[language]
  return html`<div class="card"><h2>${words.engineer}</h2><p>${repair.assignee?.name ?? words.noEngineerYet}</p>
${repair.visitAt && html`<h2>${words.visitAt}</h2><p>${shortTime(repair.visitAt, repair.timezone, language)}</p>`}
${repair.loaner && repair.loaner.state !== 'released' && html`<h2>${words.loanerTitle}</h2><p>${repair.loaner.name} · ${repair.loaner.serial} · ${words.loaner[repair.loaner.state]}</p>`}
<h2>${words.symptoms}</h2><p class="pre">${repair.symptoms || '—'}</p></div>`
}

/** Every promise of every round: this one's first, those of earlier rounds as they ended. */
const promisesCard = ({ repair, language, now }: CustomerView): Html => {
  const words = WORDS[language]
  const list = (round: number) =>
    html`<ul class="plain">${repair.clocks
      .filter((clock) => clock.round === round)
      .map((clock) => clockLine(clock, repair, language, now))}</ul>`
  const rounds = [...new Set(repair.clocks.map(({ round }) => round))].toSorted((one, other) => other - one)
  return html`<div class="card"><h2>${words.promises}</h2>${rounds.map((round) =>
    round === repair.round ? list(round) : html`<h3>${words.round(round)}</h3>${list(round)}`,
  )}</div>`
}
